package groovyinfra.compile

import groovyinfra.model.CallPath
import java.util.function.Function
import java.util.function.UnaryOperator
import spock.lang.Specification
import spock.lang.Timeout

/** Random programs, on hosts with different data: whatever the timing, the order of calls is the one that the contract promises. */
@Timeout(900)
class CallOrderSpec extends Specification {
    private static final int PROGRAMS = Integer.getInteger('programs', 2000)
    private static final int BATCH = 100
    private static final long SEED = Long.getLong('seed', new Random().nextInt(1_000_000))

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

    def 'the engine runs random programs in that order, typed #typed'() {
        expect:
        refuse(trials(SEED, from, 50), typed) { Trial.engage(it, typed) }

        where:
        from | typed
        0    | true
        50   | false
    }

    def 'programs are not in order when places lose #what'() {
        expect:
        Trial.check(trials(SEED, 0, 50), false, fault.call()) != null

        where:
        what                    | fault
        'their iterations'      | { { path -> withoutIterations(path) } as UnaryOperator }
        'all but the line'      | { { path -> CallPath.of(path.position(), path.position().line()) } as UnaryOperator }
        'all but their arrival' | { byArrival() }
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
        'the parser' | { List<Trial> it -> Trial.compare(it, false) { path -> withoutIterations(path) } } as Function
        'the engine' | { List<Trial> it -> Trial.engage(it, false) { path -> withoutIterations(path) } } as Function
    }

    private static UnaryOperator<CallPath> byArrival() {
        def seen = Collections.synchronizedMap([:])
        return { CallPath path -> CallPath.of(path.position(), seen.computeIfAbsent(path) { seen.size() }) } as UnaryOperator
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
