package groovyinfra.compile

import groovyinfra.model.CallPath
import java.util.function.UnaryOperator
import spock.lang.Specification
import spock.lang.Timeout

/** Random programs, on hosts with different data: whatever the timing, the order of calls is the one that the contract promises. */
@Timeout(900)
class CallOrderSpec extends Specification {
    private static final int PROGRAMS = Integer.getInteger('programs', 100)
    private static final int BATCH = 50
    private static final long SEED = Long.getLong('seed', 3)

    def 'random programs run in the order of the contract, whatever the timing'() {
        expect:
        for (int from = 0; from < PROGRAMS; from += BATCH) {
            boolean typed = (from / BATCH as int) % 2 == 0
            refuse(firstWrong(from, SEED, typed, UnaryOperator.identity()), typed)
        }
    }

    def 'programs are not in order when places lose #what'() {
        expect:
        firstWrong(0, 11, false, fault.call()) != null

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

    private static Trial firstWrong(int from, long seed, boolean typed, UnaryOperator<CallPath> place) {
        def trials = (from..<from + BATCH).collect { Trial.random(seed * 1_000_003L + it) }
        Trial.check(trials, typed, place)
    }
}
