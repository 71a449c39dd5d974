package groovyinfra.compile

import spock.lang.Specification

/** Whichever way a block is left, its {@code finally} runs, once, from the inside to the outside. */
class JumpSpec extends Specification {

    def 'a finally runs on #way'() {
        expect:
        [true, false].each { typed ->
            assert new SimulatedDeploy([Deploy: source], typed).stages() == expected.split(', ').toList()
        }

        where:
        way                                         | source || expected
        'continue of the innermost loop'            | "a: for (x in [1, 2]) { try { if (flag(1)) continue a; op('t') } finally { op('f') } }" || 't @1, f @01, t @1, f @01'
        'break of the innermost loop'               | "a: for (x in [1, 2]) { try { if (flag(1)) break a; op('t') } finally { op('f') } }; op('e')" || 't @1, f @01, t @1, f @1, e @01'
        'continue of an outer loop'                 | "a: for (x in [1, 2]) { for (y in [1, 2]) { try { if (flag(1)) continue a; op('t') } finally { op('f') } } }" || 't @1, f @01, t @1, f @1, t @1, f @01, t @1, f @1'
        'break of an outer loop'                    | "a: for (x in [1]) { for (y in [1, 2]) { try { if (flag(1)) break a; op('t') } finally { op('f') } }; op('n') }; op('e')" || 't @1, f @01, t @1, f @1, n @1, e @01'
        'break out of a switch in a loop'           | "a: for (x in [1]) { switch (x) { case 1: try { if (flag(1)) break a; op('t') } finally { op('f') } }; op('n') }; op('e')" || 't @1, f @01, n @1, e @01'
        'a jump out of two blocks'                  | "a: for (x in [1]) { try { for (y in [1]) { try { if (flag(1)) continue a; op('t') } finally { op('f') } } } finally { op('g') }; op('n') }" || 't @1, f @01, g @01, n @1'
        'a jump that stays in a block'              | "try { a: for (x in [1]) { for (y in [1]) { try { if (flag(1)) break a; op('t') } finally { op('f') } } }; op('n') } finally { op('g') }" || 't @1, f @01, n @01, g @01'
        'a jump from a catch'                       | "a: for (x in [1]) { for (y in [1]) { try { boom('b', 1) } catch (Oops o) { continue a } finally { op('f') }; op('n') } }" || 'b @01, f @01, n @1'
        'a return with a return in the finally'     | "def m() { try { if (flag(1)) return 1; op('t') } finally { if (flag(1)) return 2 }; op('n') }; m(); op('e')" || 't @1, n @1, e @01'
        'a return with a loop in the finally'       | "def m() { try { if (flag(1)) return 1; op('t') } finally { b: for (z in [1]) { for (v in [1, 2]) { try { op('i'); continue b } finally { op('f') } } } }; op('n') }; m(); op('e')" || 't @1, i @01, f @01, n @1, e @01'
        'a jump with a return in the finally'       | "def m() { a: for (x in [1]) { for (y in [1]) { try { if (flag(1)) continue a } finally { if (flag(1)) return } } }; op('n') }; m(); op('e')" || 'n @1, e @01'
        'a jump with a loop in the finally'         | "a: for (x in [1]) { for (y in [1]) { try { if (flag(1)) continue a } finally { b: for (z in [1]) { for (v in [1, 2]) { try { op('i'); continue b } finally { op('f') } } } } }; op('n') }" || 'i @01, f @01, n @1'
        'a failure in a finally on the way'         | "try { a: for (x in [1]) { for (y in [1]) { try { if (flag(1)) continue a } finally { boom('f', 1) } } } } catch (Oops o) { op('c') } finally { op('g') }" || 'f @01, c @0, g @01'
        'a jump in a closure of a loop'             | "for (z in [1]) { [1].each { a: for (x in [1]) { for (y in [1]) { try { if (flag(1)) break a } finally { op('f') } }; op('n') } }; op('e') }" || 'f @01, n @1, e @01'
    }
}
