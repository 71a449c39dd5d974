package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.model.CallPath
import java.util.function.Function
import java.util.function.UnaryOperator

/** A random program with its hosts, and what must come of it. */
@CompileStatic
class Trial {
    private final Sketch sketch
    private final long seed
    private final int hosts
    private final List<String> promised

    private Trial(Sketch sketch, long seed, int hosts, List<String> promised) {
        this.sketch = sketch
        this.seed = seed
        this.hosts = hosts
        this.promised = promised
    }

    /** A program that does neither nothing nor too much. */
    static Trial random(long seed) {
        for (int i = 0; ; i++) {
            def random = new Random(seed + i * 7_919L)
            int hosts = 2 + random.nextInt(3)
            def sketch = new SketchGenerator(random.nextLong(), hosts, random.nextInt(4) == 0).program()
            def trial = of(sketch, seed, hosts)
            if (trial != null && trial.promised.size() > 5) {
                return trial
            }
        }
    }

    private static Trial of(Sketch sketch, long seed, int hosts) {
        try {
            def walk = new Lockstep(sketch, new SimulatedFacts(seed), hosts).run()
            new Trial(sketch, seed, hosts, CaughtUp.stages(walk, hosts))
        } catch (Lockstep.Unfit ignored) {
            null
        }
    }

    /** The first of these whose order is another one, compiled all together; every other one is run twice, with different delays. */
    static Trial check(List<Trial> trials, boolean typed, UnaryOperator<CallPath> place = UnaryOperator.identity()) {
        def programs = Programs.of(named(trials), typed)
        trials.withIndex().find { Trial it, int i ->
            (1..1 + i % 2).any { int timing -> it.run(programs, "P$i", timing, place) != it.promised }
        }?.v1
    }

    /** The first of these that goes another way, once it was written down and read by the parser. */
    static Trial compare(List<Trial> trials, boolean typed, UnaryOperator<CallPath> place = UnaryOperator.identity()) {
        // one file for all: the parser is much slower on many small ones
        def read = new Programs([Trials: named(trials).collect { name, it -> SketchSource.of(it, name) }.join('\n')], typed)
        def made = Programs.of(named(trials), typed)
        trials.withIndex().find { Trial it, int i -> it.places(read, "P$i", place) != it.places(made, "P$i") }?.v1
    }

    /** The first of these whose order is another one when the engine runs it. */
    static Trial engage(List<Trial> trials, boolean typed, UnaryOperator<CallPath> place = UnaryOperator.identity()) {
        def programs = Programs.of(named(trials), typed)
        trials.withIndex().find { Trial it, int i -> it.engaged(programs, "P$i", place) != it.shownByEngine() }?.v1
    }

    private List<String> engaged(Programs programs, String name, UnaryOperator<CallPath> place) {
        new SimulatedEngine(hosts, new SimulatedFacts(seed), seed, place, { programs.script(name, it) }).run()
    }

    /** An engine shows calls; that a host waits or a block begins is no call. */
    private List<String> shownByEngine() {
        promised.findAll { !(it ==~ /(publish|published|once) .*/) }
    }

    private static Map<String, Sketch> named(List<Trial> trials) {
        trials.withIndex().collectEntries { Trial it, int i -> ["P$i".toString(), it.sketch] }
    }

    /** The places of all calls of all hosts, after the stages. */
    private List<Object> places(Programs programs, String name, UnaryOperator<CallPath> place = UnaryOperator.identity()) {
        Set<CallPath> places = Collections.synchronizedSortedSet(new TreeSet<CallPath>())
        List<Object> result = []
        def noticed = { CallPath it -> def at = place.apply(it); places << at; at } as UnaryOperator<CallPath>
        result.addAll(run(programs, name, 1L, noticed))
        result.addAll(places.collect { it.places().toList() })
        result
    }

    private List<String> run(Programs programs, String name, long timing, UnaryOperator<CallPath> place) {
        def merge = new SteppedMerge(hosts, place)
        def facts = new SimulatedFacts(seed)
        def stages = merge.run { int host ->
            try {
                programs.script(name, new SimulatedHost(host, facts, merge, seed + timing)).run()
            } catch (SimulatedScript.Oops ignored) {
                // ends the host, as any failure that nobody catches
            }
        }
        def broken = merge.failures.find { it != null }
        broken == null ? stages : stages + [broken.toString()]
    }

    /** A smaller program; nothing where taking a piece away has left a name without its declaration. */
    private Trial whole(Sketch smaller) {
        try {
            of(smaller, seed, hosts)
        } catch (NullPointerException unknownName) {
            null
        }
    }

    /** The smallest program in which the comparison that found this one finds something, too. */
    Trial shrunk(Function<List<Trial>, Trial> comparison) {
        def best = this
        long end = System.nanoTime() + 20_000_000_000L
        boolean better = true
        while (better && System.nanoTime() < end) {
            better = false
            def candidates = best.sketch.smaller().collect { whole(it) }.findAll { it != null }
            for (Trial it : candidates) {
                if (System.nanoTime() < end && it.isWrong(comparison)) {
                    best = it
                    better = true
                    break
                }
            }
        }
        best
    }

    /** Each program stands there twice: comparisons that try other delays do so for every other one. */
    private boolean isWrong(Function<List<Trial>, Trial> comparison) {
        try {
            comparison.apply([this, this]) != null
        } catch (org.codehaus.groovy.control.CompilationFailedException ignored) {
            false
        }
    }

    /** How many statements and values the program is made of. */
    int size() {
        sketch.size()
    }

    String report(boolean typed) {
        def source = SketchSource.of(sketch, 'P0')
        def programs = Programs.of(named([this]), typed)
        "${typed ? 'static' : 'dynamic'}, $hosts hosts, facts of $seed\n" +
                source +
                "\npromised ${promised.join(', ')}" +
                "\nfound    ${run(programs, 'P0', 1L, UnaryOperator.identity()).join(', ')}" +
                "\nengine   ${engaged(programs, 'P0', UnaryOperator.identity()).join(', ')}"
    }
}
