package groovyinfra.compile

import spock.lang.Specification

/** When the engine ends the evaluation of a host, nothing that a script does can keep it going. */
class StopSignalSpec extends Specification {

    def 'the signal passes #what'() {
        expect:
        [true, false].each { typed ->
            def deploy = new SimulatedDeploy([Deploy: source], typed)
            assert deploy.run() == expected.split(', ').toList()
            assert deploy.failure(0) instanceof TrialScript.Signal
            assert deploy.failure(1) == null
        }

        where:
        what                                | source                                                                                                        || expected
        'catch of everything'               | "try { halt('h', 1) } catch (Throwable t) { op('c') }; op('x')"                                               || 'h @01, x @1'
        'catch of errors'                   | "try { halt('h', 1) } catch (Error e) { op('c') }; op('x')"                                                   || 'h @01, x @1'
        'catch of the signal itself'        | "try { halt('h', 1) } catch (Halt e) { op('c') }; op('x')"                                                    || 'h @01, x @1'
        'one catch of several'              | "try { halt('h', 1) } catch (IllegalStateException | Error e) { op('c') } catch (Throwable t) { op('d') }; op('x')" || 'h @01, x @1'
        'catch in a closure'                | "[1, 2].each { try { halt('h', 1) } catch (Throwable t) { op('c') } }; op('x')"                              || 'h @01, h @1, x @1'
        'catch around a method'             | "def f() { try { halt('h', 1) } catch (Throwable t) { op('c') } }; try { f() } catch (Throwable t) { op('d') }; op('x')" || 'h @01, x @1'
        'a return in finally'               | "def f() { try { halt('h', 1) } finally { return 1 } }; f(); op('x')"                                         || 'h @01, x @1'
        'a conditional return in finally'   | "def f() { try { halt('h', 1) } finally { if (flag(3)) return 1 } }; f(); op('x')"                            || 'h @01, x @1'
        'a break in finally'                | "for (i in [1, 2]) { try { halt('h', 1) } finally { break } }; op('x')"                                       || 'h @01, x @1'
        'a continue in finally'             | "for (i in [1]) { try { halt('h', 1) } finally { continue } }; op('x')"                                       || 'h @01, x @1'
        'a throw in finally'                | "try { try { halt('h', 1) } finally { if (flag(1)) throw new Oops('o') } } catch (Oops e) { op('c') }; op('x')" || 'h @01, x @1'
        'a failure in finally'              | "try { try { halt('h', 1) } finally { boom('b', 1) } } catch (Oops e) { op('c') }; op('x')"                   || 'h @01, b @01, x @1'
        'catch of a resource'               | "try (def r = new StringReader('')) { halt('h', 1) } catch (Throwable t) { op('c') }; op('x')"               || 'h @01, x @1'
    }

    def 'where the signal comes in a finally, the host ends by the exception that led there: #what'() {
        expect:
        [true, false].each { typed ->
            def deploy = new SimulatedDeploy([Deploy: source], typed)
            assert deploy.run() == expected.split(', ').toList()
            assert deploy.failure(0).class == failure
            assert deploy.failure(1) == null
        }

        where:
        what                       | source                                                                                                             || expected            | failure
        'a failure'                | "try { boom('b', 1) } finally { halt('h', 1) }; op('x')"                                                           || 'b @01, h @01, x @1' | TrialScript.Oops
        'one that is no Runtime'   | "try { if (yes('b', 1)) throw new Exception('own') } finally { halt('h', 1) }; op('x')"                            || 'b @01, h @01, x @1' | Exception
        'out of a catch'           | "try { boom('a', 1) } catch (Oops o) { boom('b', 1) } finally { halt('h', 1) }; op('x')"                           || 'a @01, b @0, h @01, x @1' | TrialScript.Oops
        'through two of them'      | "try { try { boom('b', 1) } finally { halt('h', 1) } } finally { op('c') }; op('x')"                               || 'b @01, h @01, c @01, x @1' | TrialScript.Oops
        'none, as it was caught'   | "try { boom('b', 1) } catch (Oops o) { op('c') } finally { halt('h', 1) }; op('x')"                                || 'b @01, c @0, h @01, x @1' | TrialScript.Signal
        'none, as it was left'     | "def f() { try { boom('b', 1) } finally { return 1 } }; f(); try { op('c') } finally { halt('h', 1) }; op('x')"    || 'b @01, c @01, h @01, x @1' | TrialScript.Signal
        'none, as it came after'   | "try { try { halt('h', 1) } finally { boom('b', 1) } } finally { op('c') }; op('x')"                               || 'h @01, b @01, c @01, x @1' | TrialScript.Signal
    }

    def 'other exceptions are caught as they are'() {
        given:
        def source = '''
            try { boom('a', 3) } catch (Throwable t) { op(t.message + '1') }
            try { boom('b', 3) } catch (IllegalStateException | Oops e) { op(e.message + '1') } finally { op('f') }
            def f() { try { boom('c', 3) } finally { return 5 } }
            op("r${f()}")
            try { throw new Error('d') } catch (Error e) { op(e.message) }
            try { throw new Exception('g') } catch (e) { op(e.message) }
        '''

        expect:
        new SimulatedDeploy([Deploy: source], typed).stages() ==
            ['a @01', 'a1 @01', 'b @01', 'b1 @01', 'f @01', 'c @01', 'r5 @01', 'd @01', 'g @01']

        where:
        typed << [true, false]
    }

    def 'an exception of a script names the line where it was thrown'() {
        given:
        def deploy = new SimulatedDeploy([Deploy: "op('a')\n\n[1].each {\n  for (i in [1]) {\n    throw new Oops('here')\n  }\n}\n"], typed)

        when:
        deploy.run()

        then:
        deploy.failure(0).stackTrace.find { it.fileName == 'Deploy.groovy' }.lineNumber == 5

        where:
        typed << [true, false]
    }
}
