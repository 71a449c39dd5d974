package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.author.Trail
import groovyinfra.deploy.Halt

/** A deploy file without an engine: its calls stop at a {@link SteppedMerge} until it is their turn. */
@CompileStatic
abstract class SimulatedScript extends Script {
    SimulatedHost sim

    int op(String label, Object... ignored) {
        sim.stop(Trail.here(), label)
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
        (hosts >> sim.index & 1) == 1
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
        sim.facts.number(key, sim.index)
    }

    List<Integer> xs(String key) {
        sim.facts.list(key, sim.index)
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

    Object sudo(Closure<?> block) {
        block.call()
    }

    Object on(String host, Closure<?> block) {
        Trail.block { path ->
            sim.stop(path, "on $host")
            block.call()
        }
    }

    Object once(Closure<?> block) {
        Trail.block { path -> sim.once(path) { block.call() } }
    }

    void publish(String name) {
        sim.publish(Trail.here(), name)
    }

    void published(int host, String name) {
        sim.published(Trail.here(), host, name)
    }

    void include(String name) {
        def script = (SimulatedScript) getClass().classLoader.loadClass(name).getDeclaredConstructor().newInstance()
        script.sim = sim
        script.run()
    }

    /** Something to call methods of. */
    @CompileStatic
    static class Thing {
        private final SimulatedScript script
        int level

        Thing(SimulatedScript script) {
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
