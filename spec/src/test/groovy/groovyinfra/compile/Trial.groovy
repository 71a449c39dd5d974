package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.plan.Merge
import groovyinfra.run.Rehearsal
import java.util.function.Function
import java.util.function.IntFunction

/** A random program with its hosts, and what must come of it. */
@CompileStatic
class Trial {
    final Sketch sketch
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

    /** The first of these whose order is another one, compiled all together. */
    static Trial check(List<Trial> trials, boolean typed, IntFunction<Merge> merge = Merge::new) {
        def programs = Programs.of(named(trials), typed)
        trials.withIndex().find { Trial it, int i -> it.run(programs, "P$i", merge).stages() != it.promised }?.v1
    }

    /** The first of these that goes another way, once it was written down and read by the parser. */
    static Trial compare(List<Trial> trials, boolean typed, IntFunction<Merge> merge = Merge::new) {
        // one file for all: the parser is much slower on many small ones
        def read = new Programs([Trials: named(trials).collect { name, it -> SketchSource.of(it, name) }.join('\n')], typed)
        def made = Programs.of(named(trials), typed)
        trials.withIndex().find { Trial it, int i -> it.places(read, "P$i", merge) != it.places(made, "P$i") }?.v1
    }

    private Rehearsal run(Programs programs, String name, IntFunction<Merge> merge = Merge::new) {
        new Rehearsal(hosts, [seed: seed], { programs.script(name) }, merge).run()
    }

    private static Map<String, Sketch> named(List<Trial> trials) {
        trials.withIndex().collectEntries { Trial it, int i -> ["P$i".toString(), it.sketch] }
    }

    /** The stages and their places. */
    private List<Object> places(Programs programs, String name, IntFunction<Merge> merge = Merge::new) {
        def run = run(programs, name, merge)
        [run.stages(), run.places()*.places()*.toList()] as List<Object>
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
                "\nfound    ${run(programs, 'P0').stages().join(', ')}"
    }
}
