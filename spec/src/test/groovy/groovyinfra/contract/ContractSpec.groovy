package groovyinfra.contract

import groovyinfra.model.ProblemException
import groovyinfra.plan.Plan
import groovyinfra.plan.Prediction
import groovyinfra.report.Event
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What a deploy file means. One feature a sentence. */
@Timeout(60)
class ContractSpec extends Specification {
    @TempDir
    Path folder

    @Delegate
    Deployment deployment

    def setup() {
        deployment = new Deployment(folder)
    }

    // A deploy file says what happens on one host, one statement after another.

    def 'a deploy file is evaluated once for every host'() {
        when:
        deploy('println "I am ${host.name}"').apply()

        then:
        messages() == ['h0: I am h0', 'h1: I am h1', 'h2: I am h2']
    }

    def 'a message is told for every host, and its stage is named by what the hosts have in common'() {
        when:
        deploy('message "I am ${host.name} too"').apply()

        then:
        messages().sort() == ['h0: I am h0 too', 'h1: I am h1 too', 'h2: I am h2 too']
        stages() == ['message I am … too: h0 h1 h2']
    }

    def 'between hosts, what stands earlier in the program runs earlier, on all the hosts that reach it'() {
        when:
        deploy('''
            server.shell 'one'
            if (host.name == 'h1') server.shell 'two'
            server.shell 'three'
        ''').apply()

        then:
        stages() == ['one: h0 h1 h2', 'two: h1', 'three: h0 h1 h2']
    }

    def 'a per-host if inside a loop keeps its iteration'() {
        given:
        data.putAll([h0: [items: ['a', 'b']], h1: [items: ['b', 'c', 'd']], h2: [items: []]])

        when:
        deploy('''
            for (item in host.data.items) {
                if (item != 'b') server.shell "skip-b $item"
                server.shell "all $item"
            }
            server.shell 'end'
        ''').apply()

        then:
        ran('h1') ==
                ['h1: all b', 'h1: skip-b c', 'h1: all c', 'h1: skip-b d', 'h1: all d', 'h1: end']
        events.findAll { it instanceof Event.StageStarted }*.hosts() ==
                [['h0'], ['h0', 'h1'], ['h1'], ['h0', 'h1'], ['h1'], ['h1'], ['h0', 'h1', 'h2']]
    }

    def 'two deploy files run one after the other, over all hosts'() {
        when:
        deploy("server.shell 'first'", "server.shell 'second'").apply()

        then:
        stages() == ['first: h0 h1 h2', 'second: h0 h1 h2']
    }

    def 'what a call has installed is seen by a fact in a plain if after it'() {
        when:
        deploy('''
            if (!('nginx' in fact(WordList))) server.shell 'before'
            words.present 'nginx'
            if ('nginx' in fact(WordList)) server.shell 'after'
        ''').apply()

        then:
        stages() == ['before: h0 h1 h2', 'words.present nginx: h0 h1 h2', 'after: h0 h1 h2']
    }

    def 'the result of a call is used in a plain if'() {
        given:
        hosts.of('h1') << 'nginx'

        when:
        deploy('''
            def site = words.present 'nginx'
            if (site.changed) server.shell 'reload'
        ''').apply()

        then:
        stages() == ['words.present nginx: h0 h1 h2', 'reload: h0 h2']
    }

    def 'a fact that an earlier call of another host has changed is seen'() {
        when:
        deploy('''
            if (host.name == 'h0') on(inventory.host('h2')) { words.present 'enrolled' }
            if ('enrolled' in fact(WordList)) server.shell 'go'
        ''').apply()

        then:
        stages().last() == 'go: h2'
    }

    def 'a host that leaves a block by an exception of the script waits at its end for the others, as it does without: #block'() {
        when:
        deploy("""
            try {
                $block {
                    if (host.name == 'h1') throw new IllegalStateException('left')
                    server.shell 'inside'
                }
            } catch (IllegalStateException left) {
                println left.message
            }
            server.shell 'after'
        """).apply()

        then:
        stages() == ['inside: h0 h2', 'after: h0 h1 h2']

        where:
        block << ["on('h0')", 'local']
    }

    def 'the output of a call is there after it'() {
        when:
        deploy('''
            def out = server.shell('say token').stdout.trim()
            println "got $out"
        ''').apply()

        then:
        messages() == ['h0: got token', 'h1: got token', 'h2: got token']
    }

    // Failure

    def 'a failed call ends its host, and the others finish'() {
        when:
        def summary = deploy('''
            server.shell 'one'
            server.shell(host.name == 'h1' ? raw('fail') : raw('two'))
            server.shell 'three'
            server.shell 'four'
            server.shell 'five'
        ''').apply()

        then:
        stages().drop(2) == ['three: h0 h2', 'four: h0 h2', 'five: h0 h2']
        summary.hosts()*.end()*.class == [Event.End.Done, Event.End.Failed, Event.End.Done]
        summary.hosts()[1].end().problem().where().position().get().line() == 3
    }

    def 'a failure is caught by catch, and finally runs'() {
        when:
        def summary = deploy('''
            try {
                server.shell 'fail'
                server.shell 'never'
            } catch (OperationFailed failed) {
                server.shell 'rescue'
            } finally {
                server.shell 'always'
            }
        ''').apply()

        then:
        stages() == ['fail: h0 h1 h2', 'rescue: h0 h1 h2', 'always: h0 h1 h2']
        summary.hosts()*.end()*.class.unique() == [Event.End.Done]
    }

    def 'ignoreErrors lets the host go on, and says that it failed'() {
        when:
        deploy('''
            if (server.shell('fail', ignoreErrors: true).failed) server.shell 'plan B'
        ''').apply()

        then:
        stages() == ['fail: h0 h1 h2', 'plan B: h0 h1 h2']
    }

    def 'planned calls never fail: catch is not planned, finally is'() {
        expect:
        deploy('''
            try {
                server.shell 'fail'
            } catch (OperationFailed failed) {
                server.shell 'rescue'
            } finally {
                server.shell 'always'
            }
        ''').plan().stages()*.title() == ['server.shell fail', 'server.shell always']
    }

    def 'a planned call that would fail says so, and what follows it depends on it'() {
        when:
        def plan = deploy('''
            try {
                words.needed 'absent'
            } catch (OperationFailed failed) {
                words.present 'rescued'
            }
            words.present 'after'
        ''').plan()

        then:
        plan.stages()*.title() == ['words.needed absent', 'words.present after']
        plan.problems().isEmpty()
        plan.stages()[0].calls()*.prediction()*.problem()*.detail().unique() == ['words.needed: IllegalStateException: absent is missing, at Words.groovy:24']
        plan.stages()[1].calls()*.prediction().collect { it.on()*.until() }.unique() ==
            [["words.needed absent, ${folder.resolve('deploy.groovy')}:3".toString()]]
    }

    def 'what an operation refuses as the host is now fails in the plan and in the run, and nothing of it is done'() {
        given:
        deploy """
            try {
                words.used 'absent'
            } catch (OperationFailed failed) {
                words.present 'rescued'
            }
        """

        expect:
        plan().stages()[0].calls()*.prediction()*.problem()*.detail().unique() == ['absent is to be used']
        apply().hosts()*.ignored() == [1, 1, 1]
        ran('h0') == ['h0: add rescued']
    }

    def 'what is refused now, and may be possible by then, is planned with its steps'() {
        when:
        def plan = deploy("""
            server.shell 'grow'
            words.used 'absent'
        """).plan()

        then:
        plan.problems().isEmpty()
        with(plan.stages()[1].calls()[0].prediction()) {
            on()*.about() == ['WordList']
            work().steps()*.shown() == ['use absent']
        }
    }

    def 'a call whose question cannot be answered would fail, and the plan goes on'() {
        when:
        def plan = deploy("""
            words.asked 'x', ignoreErrors: true
            words.present 'after'
        """).plan()

        then:
        plan.stages()*.title() == ['words.asked x', 'words.present after']
        plan.stages()[0].calls()*.prediction()*.problem()*.detail().unique() == ['Unsaid x: exit 3\nit did not work']
        plan.stages()[1].calls()*.prediction().every { it instanceof Prediction.Changes }
    }

    def 'nothing depends on a planned failure that is ignored, and the script sees it'() {
        when:
        def plan = deploy('''
            def needed = words.needed 'absent', ignoreErrors: true
            def looked = server.shell 'fail', readOnly: true, ignoreErrors: true
            if (needed.failed && looked.failed) words.present "code ${looked.exitCode}"
        ''').plan()

        then:
        plan.stages()*.title() == ['words.needed absent', 'server.shell fail', 'words.present code 3']
        plan.stages()[1].calls()*.prediction().every { it instanceof Prediction.Fails }
        plan.stages()[2].calls()*.prediction().every { it instanceof Prediction.Changes }
    }

    def 'whether a planned command will fail is an output, too'() {
        when:
        def plan = deploy('''
            def tried = server.shell 'fail', ignoreErrors: true
            if (tried.failed) words.present 'plan B' else words.present 'plan A'
        ''').plan()

        then:
        plan.stages()*.title() == ['server.shell fail']
        plan.open().h0.position().line() == 2
    }

    def 'a call that describes a state is not read-only where it would change the host'() {
        given:
        deploy "words.present 'new', readOnly: true"

        when:
        def plan = plan()

        then:
        !hosts.journal.any { it.contains('add') }
        plan.stages()[0].calls()*.prediction()*.problem()*.summary().unique() == ['Call is not read-only']

        when:
        def summary = apply()

        then:
        !hosts.journal.any { it.contains('add') }
        summary.hosts()*.failed() == [1, 1, 1]
    }

    def 'what failed by failedIf says so'() {
        when:
        def summary = deploy("server.shell 'say no', failedIf: { it.stdout.trim() == 'no' }").apply()

        then:
        summary.hosts()*.end()*.problem()*.summary().unique() == ['Command failed by failedIf']
    }

    def 'a plan names the hosts that leave'() {
        expect:
        deploy("if (host.name != 'h1') leave('not today')").plan().left() == [h0: 'not today', h2: 'not today']
    }

    def 'a sensitive call is named by its operation, unless it has a name'() {
        expect:
        deploy('''
            server.shell 'say password', sensitive: true
            server.shell 'say password', sensitive: true, name: 'Log in'
        ''').plan().stages()*.title() == ['server.shell (sensitive)', 'Log in']
    }

    def 'an exception of user code fails this host, at file and line'() {
        when:
        def summary = deploy('''
            if (host.name == 'h1') {
                throw new IllegalArgumentException('no such thing')
            }
            server.shell 'go on'
        ''').apply()

        then:
        stages() == ['go on: h0 h2']
        with(summary.hosts()[1].end().problem()) {
            where().position().get().file().endsWith('deploy.groovy')
            where().position().get().line() == 3
            detail().contains('no such thing')
        }
    }

    def 'an exception within #option names it and its line'() {
        when:
        def ended = deploy("""
            server.shell 'say it', $option: {
                def said = it.stdout.trim()
                Integer.parseInt(said) == 3
            }
        """).apply()

        then:
        with(ended.hosts()[0].end().problem()) {
            summary() == 'Condition threw an exception'
            where().position().get().line() == 2
            detail() == "$option: NumberFormatException: For input string: \"it\", at deploy.groovy:4"
        }

        where:
        option << ['changedIf', 'failedIf', 'retryUntil']
    }

    def 'an exception within a step of the controller names its line'() {
        when:
        def ended = deploy('''
            call {
                def missing = host.data.get('missing', null)
                missing.foo()
            }
        ''').apply()

        then:
        with(ended.hosts()[0].end().problem()) {
            where().position().get().line() == 2
            detail().endsWith('NullPointerException: Cannot invoke method foo() on null object, at deploy.groovy:4')
        }
    }

    def 'a call within a step of the controller is a problem, and no wait for ever: #inner'() {
        when:
        def ended = deploy("""
            call {
                $inner
            }
            server.shell 'after'
        """).apply()

        then:
        ended.hosts()*.end()*.problem()*.summary().unique() == ['A call has no place here']

        where:
        inner << ["server.shell 'inner'", "local { server.shell 'inner' }", "once { server.shell 'inner' }"]
    }

    def 'leave ends this host as skipped, and nothing of user code can catch it'() {
        when:
        def summary = deploy('''
            try {
                if (host.name == 'h0') leave('not today')
            } catch (Throwable any) {
                server.shell 'caught'
            }
            server.shell 'go on'
        ''').apply()

        then:
        stages() == ['go on: h1 h2']
        summary.hosts()[0].end() == new Event.End.Left('not today')
    }

    // Arguments and data

    def 'arguments are copied when the call is made'() {
        when:
        deploy('''
            def env = [A: 'one']
            def seen = server.shell('say it', env: env)
            env.A = 'two'
            def list = ['say', 'it']
            server.shell list
            list << 'changed'
        ''').apply()

        then:
        ran('h0') == ['h0: say it', 'h0: say it']
    }

    def 'a missing key of host.data is an error that names host, key, place and the nearest key'() {
        given:
        data.putAll([h0: [port: 80], h1: [port: 80], h2: [prot: 80]])

        when:
        def summary = deploy('server.shell "listen ${host.data.port}"').apply()

        then:
        with(summary.hosts()[2].end().problem()) {
            where().host().get() == 'h2'
            where().position().get().line() == 1
            detail().contains('port')
            "${detail()} ${attempt()}".contains('prot')
        }
        stages() == ['listen 80: h0 h1']
    }

    def 'an optional key of host.data is read with its default'() {
        given:
        data.h0 = [port: 8080]

        when:
        deploy('server.shell "listen ${host.data.get(\'port\', 80)}"').apply()

        then:
        ran() as Set == ['h0: listen 8080', 'h1: listen 80', 'h2: listen 80'] as Set
    }

    def 'in a command, every interpolated value is one quoted word'() {
        when:
        deploy('''
            def dir = "my dir; rm -rf /"
            server.shell "say ${dir}/cache"
            server.shell "say ${['a b', 'c']}"
        ''').apply()

        then:
        ran('h0') == ["h0: say 'my dir; rm -rf /'/cache", "h0: say 'a b' c"]
    }

    // Plan

    def 'a plan changes nothing, and says what would'() {
        when:
        hosts.of('h1') << 'nginx'
        def plan = deploy('''
            words.present 'nginx'
            server.shell 'restart'
        ''').plan()

        then:
        ran().empty
        plan.stages()[0].calls()*.prediction()*.class == [Prediction.Changes, Prediction.Unchanged, Prediction.Changes]
        plan.stages()[1].calls()*.prediction()*.class.unique() == [Prediction.RunsAlways]
    }

    def 'a planned change is assumed by what follows'() {
        expect:
        deploy('''
            words.present 'nginx'
            words.present 'nginx'
            if ('nginx' in fact(WordList)) server.shell 'reload'
        ''').plan().stages()*.calls()*.first()*.prediction()*.class ==
                [Prediction.Changes, Prediction.Unchanged, Prediction.RunsAlways]
    }

    def 'a fact that a raw command may have changed is uncertain, and what follows depends on it, by name'() {
        when:
        def plan = deploy('''
            server.shell 'install things'
            if (!('psql' in fact(WordList))) words.present 'app'
        ''').plan()

        then:
        plan.stages()[1].calls()*.prediction().collect { it.on()*.about() }.unique() == [['WordList']]
    }

    def 'what depends on an uncertain fact ends with the statement that looked at it, where nothing gets out: #program'() {
        when:
        def plan = deploy("server.shell 'install'\n$program\nserver.shell 'after'").plan()
        def after = plan.stages().last().calls()[0].prediction()

        then:
        plan.stages().last().title() == 'server.shell after'
        (after instanceof Prediction.RunsAlways) == ends
        ends || after.on()*.about() == ['WordList']

        where:
        program                                                                              || ends
        "if (!('psql' in fact(WordList))) words.present 'app'"                               || true
        "if (!fact(WordList).contains('psql')) { words.present 'app' } else { words.present 'x' }" || true
        "words.present fact(WordList).join('-') + 'x'"                                       || true
        "['a', 'b'].each { if (!(it in fact(WordList))) words.present it }"                  || true
        "for (w in ['a']) { if (!(w in fact(WordList))) words.present w; server.shell 'x' }" || true
        "sudo { def list = fact(WordList); if (!('a' in list)) words.present 'a' }"          || true
        "try { if (!fact(WordList)) words.present 'a' } finally { words.present 'b' }"       || true
        "def list = fact(WordList)"                                                          || false
        "def more = []; if (!fact(WordList)) more << 'a'"                                    || false
        "def more = []; if (!fact(WordList)) more.add('a')"                                  || false
        "def n = 0; if (!fact(WordList)) n = 1"                                              || false
        "def n = 0; if (!fact(WordList)) n++"                                                || false
        "if (!fact(WordList)) words.pair 'a'"                                                || false
        "if (fact(WordList)) leave 'enough'"                                                 || false
        "if (fact(WordList)) fail 'no'"                                                      || false
        "if (fact(WordList)) throw new RuntimeException('no')"                               || false
        "if (fact(WordList)) return"                                                         || false
        "for (w in ['a']) { if (fact(WordList)) break; words.present 'x' }"                  || false
        "def known = { fact(WordList) }; if (known()) words.present 'x'"                     || false
        "boolean has() { 'a' in fact(WordList) }\nif (has()) words.present 'x'"             || false
    }

    def 'a branch that is not taken now, and may be by then, is told at the end of the plan'() {
        when:
        def plan = deploy('''
            server.shell 'install'
            if ('psql' in fact(WordList)) words.present 'app'
            server.shell 'after'
        ''').plan()

        then:
        plan.stages().last().calls()*.prediction()*.class.unique() == [Prediction.RunsAlways]
        (plan.open().values() as Set) == [new Plan.Open('WordList', plan.open().h0.position())] as Set
        plan.open().h0.position().line() == 3
    }

    def 'so is one that depends on what a call before it will have done: #look'() {
        given:
        hosts.of('h0') << 'nginx'

        when:
        def plan = deploy("""
            server.shell 'install'
            def site = words.present 'nginx'
            $look
        """).plan()

        then:
        plan.open().keySet() == ['h0'] as Set
        plan.open().h0.call() == 'words.present nginx'
        plan.open().h0.position().line() == 3

        where:
        look << [
            "if (site.changed) server.shell 'reload'",
            "site.changed && server.shell('reload')",
            "while (site.changed) { server.shell 'reload'; break }",
            "[1].each { if (site.changed) server.shell 'reload' }"]
    }

    def 'a decision on an uncertain fact that no planned call follows is told, too: there may be more'() {
        when:
        def plan = deploy('''
            server.shell 'install things'
            if (host.name == 'h0') server.shell 'rest'
            if ('psql' in fact(WordList)) words.present 'app'
            if (host.name == 'h1') server.shell 'rest'
        ''').plan()

        then:
        plan.open().keySet() == ['h0', 'h1', 'h2'] as Set
        plan.open().h0.position().line() == 4
        plan.stages().last().calls()*.host() == ['h1']
        plan.stages().last().calls()[0].prediction() instanceof Prediction.RunsAlways
    }

    def 'an output that nobody can know yet ends the plan of that host, at the call'() {
        when:
        def plan = deploy('''
            def out = server.shell 'make-token'
            if (host.name == 'h0') println out.stdout
            server.shell 'last'
        ''').plan()

        then:
        plan.open().keySet() == ['h0'] as Set
        plan.open().h0.position().line() == 2
        plan.stages().last().calls()*.host() == ['h1', 'h2']
    }

    def 'a command that only looks runs in a plan, and its output is known'() {
        when:
        def plan = deploy('''
            if (server.shell('say yes', readOnly: true).stdout.trim() == 'yes') words.present 'known'
        ''').plan()

        then:
        plan.stages()*.title() == ['server.shell say yes', 'words.present known']
        plan.open().isEmpty()
    }

    def 'a command that only looks depends on the calls before it that would change something, by name and line'() {
        when:
        def plan = deploy('''
            words.present 'first'
            server.shell 'say yes', readOnly: true
        ''').plan()

        then:
        plan.stages()[1].calls()*.prediction().collect { it.on()*.until() }.unique() == [["words.present first, ${folder.resolve('deploy.groovy')}:2".toString()]]
    }

    def 'a condition that runs a command depends on the calls before it, too: #condition'() {
        when:
        def plan = deploy("words.present 'first'\nserver.shell 'say yes', unless: '$condition'").plan()

        then:
        plan.stages()[1].calls()*.prediction().collect { it.on()*.until() }.unique() == [["words.present first, ${folder.resolve('deploy.groovy')}:1".toString()]]

        where:
        condition << ['say no', 'fail']
    }

    // Between the hosts

    def 'once runs on the first host that gets there; everyone has its value, and nobody can change it'() {
        when:
        deploy('''
            def made = once { [token: server.shell('say token').stdout.trim()] }
            server.shell "join ${made.token}"
        ''').apply()

        then:
        hosts.journal.count { it.endsWith('say token') } == 1
        stages() == ['say token: h0', 'join token: h0 h1 h2']
    }

    def 'a value is published by one host and waited for by another'() {
        when:
        deploy('''
            if (host.name == 'h2') publish 'token', server.shell('say abc').stdout.trim()
            if (host.name != 'h2') server.shell "join ${inventory.host('h2').published('token')}"
        ''').apply()

        then:
        stages() == ['say abc: h2', 'join abc: h0 h1']
    }

    def 'a host that waits for a later call of another one catches up alone'() {
        when:
        deploy('''
            if (host.name == 'h0') println inventory.host('h1').published('token')
            server.shell 'two'
            if (host.name == 'h1') publish 'token', 'abc'
            server.shell 'four'
        ''').apply()

        then:
        messages() == ['h0: abc']
        stages() == ['two: h1 h2', 'two: h0', 'four: h0 h1 h2']
    }

    def 'hosts that wait for one another fail together, with the circle in the message'() {
        when:
        count = 2
        def summary = deploy('''
            def other = host.name == 'h0' ? 'h1' : 'h0'
            println inventory.host(other).published('token')
        ''').apply()

        then:
        summary.hosts()*.end()*.problem()*.summary().unique() == ['Hosts wait for one another']
    }

    def 'a limit leaves hosts, groups and data of the inventory as they are'() {
        given:
        groups.web = ['h0', 'h1']
        data.putAll([h0: [port: 80], h1: [port: 81], h2: [port: 82]])
        limit = ['h1']

        when:
        deploy('''
            println "${inventory.hosts} ${inventory.groups}"
            println inventory.group('web').collect { "${it.name}:${it.data.port}" }
            println inventory.host('h2').data.port
        ''').apply()

        then:
        messages() == ['h1: [h0, h1, h2] [web, all]', 'h1: [h0:80, h1:81]', 'h1: 82']
    }

    def 'calls on a host outside of the limit are possible'() {
        given:
        limit = ['h1']

        when:
        def summary = deploy('on(inventory.host("h2")) { server.shell "drain ${host.name}" }').apply()

        then:
        ran() == ['h2: drain h1']
        summary.hosts()*.host() == ['h1']
    }

    def 'a host outside of the limit publishes nothing, which #pass says at once'() {
        given:
        limit = ['h1']

        when:
        def engine = deploy("\nprintln inventory.host('h2').published('token')").engine()
        def problem = engine.withCloseable { (pass == 'plan' ? it.plan() : it.apply(Optional.empty())).with(found) }

        then:
        problem.summary() == 'Host takes no part'
        problem.where().position().get().line() == 2
        problem.detail().contains("'h2'")
        problem.attempt().contains('--limit')

        where:
        pass    | found
        'plan'  | { it.problems().h1 }
        'apply' | { it.hosts()[0].end().problem() }
    }

    def 'whose published values a host asked for is in the summary'() {
        when:
        def summary = deploy('''
            if (host.name == 'h2') publish 'token', 'abc'
            if (host.name == 'h0') println inventory.host('h2').published('token')
        ''').apply()

        then:
        summary.hosts()*.needed() == [['h2'] as Set, [] as Set, [] as Set]
    }

    def 'calls on another host take turns on it, in inventory order of the callers'() {
        when:
        deploy('on(inventory.host("h1")) { server.shell "register ${host.name}" }').apply()

        then:
        hosts.journal.take(3) == ['h1: register h0', 'h1: register h1', 'h1: register h2']
    }

    def 'local calls happen on the controller'() {
        when:
        deploy('local { server.shell "note ${host.name}" }').apply()

        then:
        hosts.journal.findAll { it.contains('note') } as Set ==
                ['controller: note h0', 'controller: note h1', 'controller: note h2'] as Set
    }

    static final String GETTER = '''
        class Getter extends Library {
            @Operation
            void get(String path, java.nio.file.Path destination) {
                controllerDestination(destination)
                step new groovyinfra.model.Step.Download(path, destination)
            }
        }
    '''

    def 'a file of the controller is the destination of one host, whatever stands between the calls'() {
        given:
        file('lib/Getter.groovy', GETTER)
        deploy("""
            if (host.name == 'h2') getter.get '/x', '$folder/a/../x'
            server.shell 'between'
            if (host.name != 'h2') getter.get '/x', '$folder/x'
        """)

        when:
        def plan = plan()
        def fails = plan.stages().last().calls()*.prediction().findAll { it instanceof Prediction.Fails }*.problem()

        then:
        fails*.summary() == ['Two hosts have one destination'] * 2
        fails*.where().collect { [it.host().get(), it.position().get().line()] }.toSet() == [['h0', 4], ['h1', 4]].toSet()
        fails[0].detail() == "$folder/x is for the file of h2, and that of ${fails[0].where().host().get()} would replace it"
        fails[0].attempt() == 'Put ${host.name} into the destination, or give the call once: true.'

        when:
        def summary = apply()

        then:
        summary.hosts()*.failed() == [1, 1, 0]
        ran().findAll { it.contains(': read /x to') }.size() == 1
    }

    def 'what is no file of two hosts: #what'() {
        given:
        file('lib/Getter.groovy', GETTER)

        expect:
        deploy(program.replace('FOLDER', "$folder")).apply().hosts()*.failed() == [0, 0, 0]

        where:
        what                    | program
        'a name with the host'  | 'getter.get "/x", "FOLDER/${host.name}"'
        'once'                  | "getter.get '/x', 'FOLDER/x', once: true"
        'a host that does it twice' | "if (host.name == 'h1') 2.times { getter.get '/x', 'FOLDER/x' }"
        'one host for all of them' | "on(inventory.host('h1')) { getter.get '/x', 'FOLDER/x' }"
    }

    // Recipes, includes, parameters

    def 'a recipe called from two places runs in both, in place'() {
        when:
        count = 1
        deploy('''
            def recipe(String name) {
                server.shell "a $name"
                server.shell "b $name"
            }
            recipe 'one'
            server.shell 'between'
            recipe 'two'
            words.pair 'lib'
        ''').apply()

        then:
        ran() ==
                ['h0: a one', 'h0: b one', 'h0: between', 'h0: a two', 'h0: b two', 'h0: add lib-1', 'h0: add lib-2']
    }

    def 'an included file stands where it is included, twice if need be'() {
        given:
        count = 1
        file('tasks/common.groovy', "server.shell 'common'")

        when:
        deploy('''
            include 'tasks/common.groovy'
            server.shell 'between'
            include 'tasks/common.groovy'
        ''').apply()

        then:
        stages() == ['common: h0', 'between: h0', 'common: h0']
    }

    def 'parameters have types and defaults, and are set from outside'() {
        given:
        count = 1
        params.putAll(given)

        when:
        deploy('''
            @Param(description = 'what') String version = '1.4'
            @Param Integer copies = 2
            def show() { println "$version x ${copies + 1}" }
            show()
        ''').apply()

        then:
        messages() == ["h0: $shown"]

        where:
        given                          || shown
        [:]                            || '1.4 x 3'
        [version: '2.0', copies: '5']  || '2.0 x 6'
    }

    def 'a wrong parameter is a problem before any host is touched (#given)'() {
        given:
        params.putAll(given)

        when:
        deploy('@Param Integer copies = 2').apply()

        then:
        def problem = thrown(ProblemException)
        problem.problems().first().with { "${summary()} ${detail()} ${attempt()}" }.contains(named)
        hosts.journal.empty

        where:
        given              || named
        [copies: 'many']   || 'many'
        [copy: '1']        || 'copies'
    }

    // Options

    def 'options of a block hold for every call in it, and the nearest wins'() {
        when:
        count = 1
        deploy('''
            options(ignoreErrors: true) {
                server.shell 'fail'
                try { server.shell 'fail', ignoreErrors: false } catch (OperationFailed failed) { server.shell 'caught' }
            }
        ''').apply()

        then:
        ran() == ['h0: fail', 'h0: fail', 'h0: caught']
    }

    def 'inside sudo a fact is the answer for root'() {
        given:
        count = 1
        hosts.of('h0') << 'x'

        when:
        deploy('''
            println "${fact(WordList)}"
            sudo { println "${fact(WordList)}" }
        ''').apply()

        then:
        messages()[0] == 'h0: [x]'
        messages()[1].contains('root')
    }

    def 'a secret is never shown'() {
        when:
        def summary = deploy('''
            def token = secret(env: 'PATH')
            println "the token is ${token}"
            server.shell 'stdin', stdin: token
            server.shell "use ${token}"
        ''').apply()

        then:
        !events.join('\n').contains(System.getenv('PATH'))
        messages()[0] == 'h0: the token is ****'
        summary.hosts()[0].end() instanceof Event.End.Failed
    }
}
