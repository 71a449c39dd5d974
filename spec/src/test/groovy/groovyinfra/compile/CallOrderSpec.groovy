package groovyinfra.compile

import groovyinfra.model.CallPath
import groovyinfra.plan.FaultyMerge
import groovyinfra.plan.Merge
import groovyinfra.plan.MergeByArrival
import java.util.function.Function
import java.util.function.IntFunction
import java.util.function.UnaryOperator
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** Random programs, on hosts with different data: whatever the timing, the engine runs them in the order that the contract promises. */
@Timeout(900)
class CallOrderSpec extends Specification {
    private static final int PROGRAMS = Integer.getInteger('programs', 2000)
    private static final int BATCH = 100
    private static final long SEED = Long.getLong('seed', new Random().nextInt(1_000_000))

    private static final IntFunction<Merge> WITHOUT_ITERATIONS = faulty { withoutIterations(it) }
    private static final IntFunction<Merge> BY_LINE = faulty { CallPath.of(it.position(), it.position().line()) }
    private static final IntFunction<Merge> BY_ARRIVAL = { int hosts -> new MergeByArrival(hosts) } as IntFunction

    @Shared
    List<Sketch> some = trials(SEED, 0, 300)*.sketch

    def setupSpec() {
        println "$PROGRAMS random programs, again with -Dseed=$SEED -Dprograms=$PROGRAMS"
    }

    def 'random programs run in the order of the contract, whatever the timing'() {
        expect:
        (0..<PROGRAMS.intdiv(BATCH)).parallelStream().forEach { int batch ->
            // the static compiler takes three times as long
            boolean typed = batch % 5 == 0
            refuse(trials(SEED, batch * BATCH, BATCH), typed) { Trial.check(it, typed) }
        }
    }

    def 'the parser makes the same of programs, typed #typed'() {
        expect:
        refuse(trials(SEED, from, 20), typed) { Trial.compare(it, typed) }

        where:
        from | typed
        0    | true
        20   | false
    }

    def 'among the programs there is #what'() {
        expect:
        some.any(found)

        where:
        what                                  | found
        'nesting, three deep'                 | { Sketch it -> it.nests('block', 'block', 'block', 'block') }
        'a throw in a try in a loop'          | { Sketch it -> it.nests('forin', 'try', 'throw') }
        'a failing call in a try in a loop'   | { Sketch it -> it.nests('while', 'try', 'boom') }
        'a call in a condition'               | { Sketch it -> it.nests('if', 'and', 'yes') }
        'recursion'                           | { Sketch it -> it.nests('method', 'recurse') }
        'a reference to a method'             | { Sketch it -> it.nests('references') }
        'once in a loop'                      | { Sketch it -> it.nests('each', 'once') }
        'a block on another host in a try'    | { Sketch it -> it.nests('try', 'on') }
        'a wait for another host'             | { Sketch it -> it.nests('published') }
        'an included file that includes one'  | { Sketch it -> it.nests('file', 'include') }
        'a file that is included twice'       | { Sketch it -> it.all('include').countBy { it.word }.any { it.value > 1 } }
    }

    def 'programs are not in order #fault'() {
        expect:
        Trial.check(trials(SEED, 0, 50), false, merge) != null

        where:
        fault                                | merge
        'when places lose their iterations'  | WITHOUT_ITERATIONS
        'when lines are all that counts'     | BY_LINE
        'when those go first who came first' | BY_ARRIVAL
    }

    def 'what #who finds is shrunk to what it still finds'() {
        given:
        def found = comparison.apply(trials(SEED, 0, 30))

        when:
        def small = found.shrunk(comparison)

        then:
        comparison.apply([small]) != null
        small.size() < found.size()

        and: 'what finds nothing has nothing to say in it'
        Trial.check([small], false) == null

        where:
        who          | comparison
        'the parser' | { List<Trial> it -> Trial.compare(it, false, WITHOUT_ITERATIONS) } as Function
        'the engine' | { List<Trial> it -> Trial.check(it, false, WITHOUT_ITERATIONS) } as Function
    }

    private static IntFunction<Merge> faulty(UnaryOperator<CallPath> seen) {
        return { int hosts -> new FaultyMerge(hosts, seen) } as IntFunction
    }

    private static CallPath withoutIterations(CallPath path) {
        def places = path.places()
        for (int i = 1; i < places.length - 1; i += 2) {
            places[i] = 0
        }
        CallPath.of(path.position(), places)
    }

    private static void refuse(List<Trial> trials, boolean typed, Function<List<Trial>, Trial> comparison) {
        def wrong = comparison.apply(trials)
        if (wrong != null) {
            throw new AssertionError("${wrong.shrunk(comparison).report(typed)}\nagain with -Dseed=$SEED -Dprograms=$PROGRAMS")
        }
    }

    private static List<Trial> trials(long seed, int from, int count) {
        (from..<from + count).collect { Trial.random(seed * 1_000_003L + it) }
    }
}
