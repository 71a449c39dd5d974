package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.author.DeployScript
import groovyinfra.deploy.Halt
import groovyinfra.stdlib.server.Server

/** A deploy file with short words for calls that are no more than a label, wherever the language lets them stand. */
@CompileStatic
abstract class TrialScript extends DeployScript {

    int op(String label, Object... ignored) {
        library(Server).shell(raw(label))
        1
    }

    int num(String label, int value) {
        op(label)
        value
    }

    boolean yes(String label, int hosts) {
        op(label)
        flag(hosts)
    }

    boolean flag(int hosts) {
        (hosts >> index() & 1) == 1
    }

    int boom(String label, int hosts) {
        if (yes(label, hosts)) {
            throw new Oops(label)
        }
        1
    }

    /** As the engine ends the evaluation of a host. */
    int halt(String label, int hosts) {
        if (yes(label, hosts)) {
            throw new Signal()
        }
        1
    }

    int opts(Map<String, ?> named, String label) {
        op(label)
    }

    int text(CharSequence label) {
        op(label.toString())
    }

    Integer maybe(String label, int value) {
        op(label)
        value % 2 == 0 ? value : null
    }

    Thing thing(String label, int hosts) {
        yes(label, hosts) ? new Thing(this) : null
    }

    List<Thing> things(String key) {
        xs(key).collect { new Thing(this) }
    }

    int data(String key) {
        facts().number(key, index())
    }

    List<Integer> xs(String key) {
        facts().list(key, index())
    }

    List<Integer> list(String label, String key) {
        op(label)
        xs(key)
    }

    int tick(int value) {
        op("tick$value")
    }

    int total(Collection<Integer> values) {
        int sum = 0
        for (int it : values) {
            sum += it
        }
        sum % 10
    }

    int plus(int one, int other) {
        one + other
    }

    int none(int ignored) {
        0
    }

    int even(int number) {
        number % 2
    }

    int third(int number) {
        number % 3
    }

    int small(int number) {
        number % 4
    }

    int some(Integer number) {
        number ?: 0
    }

    boolean less(int one, int other) {
        one < other
    }

    int whole(Object number) {
        (int) number
    }

    void publish(String name) {
        publish(name, index())
    }

    Object published(int giver, String name) {
        inventory.host("h$giver").published(name)
    }

    private int index() {
        host.name.substring(1) as int
    }

    private SimulatedFacts facts() {
        new SimulatedFacts((long) host.data.get('seed'))
    }

    /** Something to call methods of. */
    @CompileStatic
    static class Thing {
        private final TrialScript script
        int level

        Thing(TrialScript script) {
            this.script = script
        }

        int poke(String label, int value) {
            script.op(label)
            value
        }
    }

    /** What simulated calls throw. */
    @CompileStatic
    static class Oops extends RuntimeException {
        Oops(String label) {
            super(label)
        }
    }

    /** What the engine throws. */
    @CompileStatic
    static class Signal extends Halt {}
}
