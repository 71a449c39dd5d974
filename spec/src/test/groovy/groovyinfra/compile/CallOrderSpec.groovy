package groovyinfra.compile

import groovyinfra.model.CallPath
import java.util.function.UnaryOperator
import spock.lang.Specification
import spock.lang.Timeout

/** Random programs, on hosts with different data: whatever the timing, the order of calls is the one that the contract promises. */
@Timeout(900)
class CallOrderSpec extends Specification {
    private static final int PROGRAMS = Integer.getInteger('programs', 2000)
    private static final int BATCH = 100
    private static final long SEED = Long.getLong('seed', 3)

    def 'random programs run in the order of the contract, whatever the timing'() {
        expect:
        (0..<PROGRAMS.intdiv(BATCH)).parallelStream().forEach { int batch ->
            // the static compiler takes three times as long
            boolean typed = batch % 5 == 0
            refuse(Trial.check(trials(SEED, batch * BATCH, BATCH), typed), typed)
        }
    }

    def 'the parser makes the same of programs, typed #typed'() {
        expect:
        refuse(Trial.compare(trials(SEED, from, 30), typed), typed)

        where:
        from | typed
        0    | true
        30   | false
    }

    def 'the engine runs random programs in that order, typed #typed'() {
        expect:
        refuse(Trial.engage(trials(SEED, from, 50), typed), typed)

        where:
        from | typed
        0    | true
        50   | false
    }

    def 'programs are not in order when places lose #what'() {
        expect:
        Trial.check(trials(11, 0, 50), false, fault.call()) != null

        where:
        what                    | fault
        'their iterations'      | { { path -> withoutIterations(path) } as UnaryOperator }
        'all but the line'      | { { path -> CallPath.of(path.position(), path.position().line()) } as UnaryOperator }
        'all but their arrival' | { byArrival() }
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

    private static void refuse(Trial wrong, boolean typed) {
        if (wrong != null) {
            throw new AssertionError("${wrong.shrunk(typed).report(typed)}\nagain with -Dseed=$SEED -Dprograms=$PROGRAMS")
        }
    }

    private static List<Trial> trials(long seed, int from, int count) {
        (from..<from + count).collect { Trial.random(seed * 1_000_003L + it) }
    }
}
