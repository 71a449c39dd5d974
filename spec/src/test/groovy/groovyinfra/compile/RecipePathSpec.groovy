package groovyinfra.compile

import spock.lang.Specification

/** Calls in classes of libraries, in included files, and everywhere else outside of the deploy file itself. */
class RecipePathSpec extends Specification {

    private static final Map<String, String> FILES = [
        Web: '''
            class Web {
                TrialScript s
                int made = s == null ? 0 : s.op('never')
                int release(int n, int extra = s.op('default')) { s.op('get'); for (i in 0..<n) s.op('unpack'); s.op('link') }
                boolean isReady() { s.yes('ready', 1) }
                static int shared(TrialScript s) { s.op('static') }
                Web plus(int n) { s.op('plus'); this }
                Object call(Closure<?> c) { s.op('open'); c.call(); s.op('close') }
                Closure<?> later() { return { s.op('later') } }
            }''',
        Made: '''
            class Made {
                final TrialScript s
                int first
                { if (s != null) s.op('block') }
                Made(TrialScript s) { this(s, s.op('given')) }
                Made(TrialScript s, int n) { super(); this.s = s; s.op('built'); first = s.op('more') }
                int inner() { new Part().go() }
                class Part { int go() { s.op('part') } }
            }''',
        Talks: '''
            trait Talks {
                abstract TrialScript getS()
                int talk() { s.op('talk'); for (i in [1, 2]) s.op('say'); s.op('done') }
            }
            class Loud implements Talks { TrialScript s; int shout() { talk(); talk() } }''',
        Lasting: '''
            class Lasting {
                static final List<Integer> ALL = made()
                static List<Integer> made() { [1, 2].collect { it * 2 } }
                int go(TrialScript s) { ALL.each { s.op('all') }; 1 }
            }''',
        part: "op('p1'); if (flag(1)) return; op('p2')",
    ]

    def 'hosts go through #what together'() {
        expect:
        [true, false].each { typed ->
            assert new SimulatedDeploy(FILES + [Deploy: source], typed).stages() == expected.split(', ').toList()
        }

        where:
        what                            | source                                                             || expected
        'a recipe'                      | "def w = new Web(s: this); w.release(flag(1) ? 1 : 2, 1); op('x')" || 'get @01, unpack @01, unpack @1, link @01, x @01'
        'a recipe with a default'       | "def w = new Web(s: this); w.release(1); w.release(0, op('e'))"    || 'default @01, get @01, unpack @01, link @01, e @01, get @01, link @01'
        'a recipe from two places'      | "def w = new Web(s: this); if (flag(1)) w.release(1, 1) else w.release(1, 1)" || 'get @0, unpack @0, link @0, get @1, unpack @1, link @1'
        'getters'                       | "def w = new Web(s: this); if (w.ready) op('a'); op('b')"          || 'ready @01, a @0, b @01'
        'getters one after another'     | "def w = new Web(s: this); if (w.ready && new Web(s: this).ready) op('a'); op('b')" || 'ready @01, ready @0, a @0, b @01'
        'static methods'                | "Web.shared(this); op('x')"                                        || 'static @01, x @01'
        'operators'                     | "def w = new Web(s: this); def v = w + num('n', 1); op('x')"       || 'n @01, plus @01, x @01'
        'objects that are called'       | "def w = new Web(s: this); w { op('in') }; op('x')"                || 'open @01, in @01, close @01, x @01'
        'closures of a library'         | "def c = new Web(s: this).later(); op('x'); c()"                   || 'x @01, later @01'
        'constructors'                  | "new Made(this); new Made(this, op('n')); op('x')"                 || 'given @01, block @01, built @01, more @01, n @01, block @01, built @01, more @01, x @01'
        'inner classes'                 | "new Made(this, 1).inner(); op('x')"                               || 'block @01, built @01, more @01, part @01, x @01'
        'traits'                        | "new Loud(s: this).shout(); op('x')"                               || 'talk @01, say @01, say @01, done @01, talk @01, say @01, say @01, done @01, x @01'
        'static values'                 | "(flag(1) ? [1] : [1, 2]).each { new Lasting().go(this) }"         || 'all @01, all @01, all @1, all @1'
        'an included file twice'        | "include('part'); op('x'); include('part')"                        || 'p1 @01, p2 @1, x @01, p1 @01, p2 @1'
        'an included file in a loop'    | "for (i in (flag(1) ? [1, 2] : [1])) include('part')"              || 'p1 @01, p2 @1, p1 @0'
    }

    def 'a place is labelled with the file, line and column of the call'() {
        given:
        def deploy = new SimulatedDeploy(FILES + [Deploy: "def w = new Web(s: this)\n  w.release(1, 1)\nop('here')"], typed)

        when:
        deploy.stages()

        then:
        deploy.places() == ['get @01 Web.groovy:5:67', 'unpack @01 Web.groovy:5:97', 'link @01 Web.groovy:5:113', 'here @01 Deploy.groovy:3:1']

        where:
        typed << [true, false]
    }
}
