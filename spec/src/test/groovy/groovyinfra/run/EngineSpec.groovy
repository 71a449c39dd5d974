package groovyinfra.run

import groovyinfra.deploy.OperationFailed
import groovyinfra.model.Host
import groovyinfra.model.Inventory
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.plan.Merge
import groovyinfra.plan.Plan
import groovyinfra.plan.Prediction
import groovyinfra.report.Event
import groovyinfra.report.Masker
import groovyinfra.report.Reporter
import groovyinfra.report.Summary
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.function.Predicate
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class EngineSpec extends Specification {
    def hosts = new SimulatedHosts()
    List<Event> events = new CopyOnWriteArrayList<>()
    Map<String, Map> data = [:]
    def limits = Limits.of(100)
    List<Duration> paused = new CopyOnWriteArrayList<>()

    def 'stages run in call sequence, each on all hosts that reach it'() {
        when:
        apply(3) { host ->
            shell 1, 'one'
            if (host.name() == 'h1') shell 2, 'two'
            shell 3, 'three'
        }

        then:
        stages() == ['server.shell one: h0 h1 h2', 'server.shell two: h1', 'server.shell three: h0 h1 h2']
        hosts.journal.take(3).every { it.endsWith('one') }
        hosts.journal[3] == 'h1: two'
    }

    def 'a plan does not fail by a user that a call before may make, but depends on that call'() {
        given:
        hosts.strangers << 'eve'

        when:
        def plan = plan(2) { host ->
            if (host.name() == 'h0') user 1, 'eve'
            present 2, 'nginx', (Option.SUDO): new groovyinfra.model.Identity.Sudo('eve')
        }

        then:
        plan.stages()[1].calls()*.prediction()*.class*.simpleName == ['Depends', 'Fails']
        plan.stages()[1].calls()[0].prediction().on()*.about() == ['user eve']

        when:
        plan = this.plan(1) {
            user 1, 'eve'
            evaluation.fact(at(2), new Program.Words(), Options.NONE.with([(Option.SUDO): new groovyinfra.model.Identity.Sudo('eve')]), false)
        }

        then:
        plan.open().h0.call() == 'user eve'
    }

    def 'a host that failed holds nobody up, and is told with its place'() {
        when:
        def summary = apply(3) { host ->
            shell 1, host.name() == 'h1' ? 'fail' : 'one'
            shell 2, 'two'
        }

        then:
        stages()[1] == 'server.shell two: h0 h2'
        summary.hosts()*.end()*.class == [Event.End.Done, Event.End.Failed, Event.End.Done]
        with(summary.hosts()[1].end().problem()) {
            where().host().get() == 'h1'
            where().position().get().line() == 1
            detail() == 'fail: exit 3\nit did not work'
        }
    }

    def 'a failure can be caught, ignored, or left to end the host'() {
        when:
        def summary = apply(1) {
            try {
                shell 1, 'fail'
            } catch (OperationFailed failed) {
                shell 2, 'say caught'
            }
            assert shell(3, 'fail', (Option.IGNORE_ERRORS): true).failed
            shell 4, 'last'
        }

        then:
        hosts.journal == ['h0: fail', 'h0: say caught', 'h0: fail', 'h0: last']
        with(summary.hosts()[0]) {
            end() instanceof Event.End.Done
            failed() == 0
            ignored() == 2
        }
    }

    def 'what a call has done is seen by facts and results after it'() {
        when:
        apply(1) {
            def first = present(1, 'nginx')
            assert first.changed
            assert 'nginx' in words(2)
            assert !present(3, 'nginx').changed
            assert shell(4, 'say hello').stdout == 'hello\n'
        }

        then:
        events.findAll { it instanceof Event.CallFinished }*.outcome()*.class*.simpleName == ['Changed', 'Unchanged', 'Changed']
        hosts.asked.h0 == 2
    }

    def 'a plan changes nothing and goes on with what calls would have done'() {
        when:
        def plan = plan(1) {
            assert present(1, 'nginx').changed
            assert 'nginx' in words(2)
            present 3, 'nginx'
            shell 4, 'reload'
        }

        then:
        hosts.journal.empty
        plan.stages()*.calls()*.first()*.prediction()*.class*.simpleName == ['Changes', 'Unchanged', 'RunsAlways']
    }

    def 'what a planned call may have changed is uncertain, and what follows from it says on what it depends'() {
        when:
        def plan = plan(1) {
            vague 1, 'nginx'
            vague 2, 'curl'
            if (!('nginx' in words(3))) shell 4, 'complain'
        }

        then:
        with(plan.stages()*.calls()*.first()*.prediction()) {
            it[0] instanceof Prediction.Changes
            it[1].on()*.about() == ['Words']
            it[1].on()*.until() == ['words.vague nginx, deploy.groovy:1']
            it[2].on()*.about() == ['Words']
        }
    }

    def 'what cannot be worked out yet depends, where it may be possible by then'() {
        when:
        def plan = plan(1) { host ->
            shell 1, 'grow'
            demand 2, 'fig'
        }

        then:
        plan.stages()*.calls()*.first()*.prediction()[1].on()*.until() == ['server.shell grow, deploy.groovy:1']
    }

    def 'an action that touches nothing is no change'() {
        when:
        def summary = apply(1) { host ->
            wait 1, 'one'
        }

        then:
        hosts.journal == ['h0: one']
        summary.hosts()[0].changed() == 0
    }

    def 'asking for an output that nobody can know yet ends the plan of that host only'() {
        when:
        def plan = plan(2) { host ->
            def result = shell 1, 'say token'
            if (host.name() == 'h0' && result.stdout) shell 2, 'never planned'
            shell 3, 'last'
        }

        then:
        plan.open().keySet() == ['h0'] as Set
        plan.open().h0.position().line() == 1
        plan.stages().last().calls()*.host() == ['h1']
    }

    def 'a command that only looks runs in a plan, too'() {
        expect:
        plan(1) {
            assert shell(1, 'say hello', (Option.READ_ONLY): true).stdout == 'hello\n'
        }.stages()[0].calls()[0].prediction() instanceof Prediction.Unchanged
        hosts.journal == ['h0: say hello']
    }

    def 'an apply marks what goes beyond the plan that was shown'() {
        given:
        def surprise = false
        def program = {
            shell 1, surprise ? 'other' : 'one'
            if (surprise) shell 2, 'new'
            present 3, 'word'
            shell 4, 'look', (Option.READ_ONLY): true
        }
        def engine = engine(1, program)
        def plan = engine.plan()
        events.clear()

        when:
        surprise = true
        def summary = engine.apply(Optional.of(plan))

        then:
        events.findAll { it instanceof Event.CallFinished }*.unplanned() == [true, true, false, false]
        summary.hosts()[0].unplanned() == 2
        events.findAll { it instanceof Event.StageStarted }*.unplanned() == [false, true, false, false]
    }

    def 'once runs on the first host that gets there, and everyone has its value'() {
        given:
        def seen = new CopyOnWriteArrayList()

        when:
        apply(3) { host ->
            if (host.name() == 'h0') shell 1, 'elsewhere'
            else seen << evaluation.once(at(2)) { shell(2, 0, 'say token').stdout.trim() }
        }

        then:
        seen == ['token', 'token']
        hosts.journal.findAll { it.contains('token') } == ['h1: say token']
    }

    def 'the option once does the same for a single call'() {
        when:
        apply(3) { shell 1, 'init', (Option.ONCE): true }

        then:
        hosts.journal == ['h0: init']
    }

    def 'a failure inside once is the failure of all who stand at it'() {
        when:
        def summary = apply(3) { evaluation.once(at(1)) { shell(1, 0, 'fail') } }

        then:
        summary.hosts()*.end()*.class.unique() == [Event.End.Failed]
        hosts.journal == ['h0: fail']
        summary.hosts()[2].end().problem().detail().startsWith('once, on h0: fail: exit 3')
    }

    def 'calls on another host keep their place, and take turns on it in inventory order'() {
        when:
        apply(3) { host ->
            evaluation.on(at(1), evaluation.inventory().host('h2').get()) { shell 1, 0, "register ${host.name()}" }
            shell 2, 'go on'
        }

        then:
        hosts.journal.take(3) == ['h2: register h0', 'h2: register h1', 'h2: register h2']
    }

    def 'a fact that a call of another host has changed is seen after it'() {
        given:
        def seen = []

        when:
        apply(2) { host ->
            assert words(1).empty
            if (host.name() == 'h0') {
                evaluation.on(at(2), evaluation.inventory().host('h1').get()) { present 2, 0, 'enrolled' }
            }
            if (host.name() == 'h1') seen.addAll(words(3))
        }

        then:
        seen == ['enrolled']
    }

    def 'a published value is waited for, and the late host catches up alone'() {
        given:
        def got = new CopyOnWriteArrayList()

        when:
        apply(2) { host ->
            if (host.name() == 'h0') {
                got << evaluation.published(at(1), evaluation.inventory().host('h1').get(), 'token')
            }
            shell 2, 'two'
            if (host.name() == 'h1') evaluation.publish(at(3), 'token', 'abc')
            shell 4, 'four'
        }

        then:
        got == ['abc']
        stages() == ['server.shell two: h1', 'server.shell two: h0', 'server.shell four: h0 h1']
        events.findAll { it instanceof Event.StageStarted }*.pass() == [0, 1, 0]
    }

    def 'an exception of the script inside once is thrown on all who stand at it'() {
        when:
        def summary = apply(2) {
            try {
                evaluation.once(at(1)) { throw new IllegalStateException('no token') }
            } catch (IllegalStateException thrown) {
                shell 2, "say $thrown.message"
            }
        }

        then:
        stages() == ['server.shell say no token: h0 h1']
        summary.hosts()*.end()*.class == [Event.End.Done, Event.End.Done]
    }

    def 'a wait for a value that never comes ends at once'() {
        when:
        def summary = apply(2) { host ->
            if (host.name() == 'h0') evaluation.published(at(1), evaluation.inventory().host('h1').get(), 'token')
            shell 2, 'two'
        }

        then:
        summary.hosts()[0].end().problem().summary() == 'Value was never published'
        summary.hosts()[1].end() instanceof Event.End.Done
    }

    def 'hosts that wait for one another all fail, with the circle in the message'() {
        when:
        def summary = apply(2) { host ->
            def other = host.name() == 'h0' ? 'h1' : 'h0'
            evaluation.published(at(1), evaluation.inventory().host(other).get(), 'token')
        }

        then:
        summary.hosts()*.end()*.problem()*.summary() == ['Hosts wait for one another'] * 2
        summary.hosts()[0].end().problem().detail().contains("h1 waits at deploy.groovy:1 for 'token' of h0")
    }

    def 'a lost host leaves the run, and the others go on; #said'() {
        when:
        def summary = apply(3) { host ->
            shell 1, host.name() == 'h0' ? command : 'one'
            shell 2, 'two'
        }

        then:
        summary.hosts()*.end()*.class == [Event.End.Lost, Event.End.Done, Event.End.Done]
        stages()[1] == 'server.shell two: h1 h2'
        def problem = summary.hosts()[0].end().problem()
        [problem.summary(), problem.detail(), problem.attempt()] == [said, cause, next]

        where:
        command || said               | cause                 | next
        'die'   || 'Host was lost'    | 'connection reset'    | 'See whether the host is up, and run again.'
        'break' || 'Command was lost' | 'the shell was ended' | 'Look on the host, which is up, for what went wrong, and run again.'
    }

    def 'a host that cannot be reached takes no part'() {
        given:
        hosts.unreachable << 'h1'

        when:
        def summary = apply(2) { shell 1, 'one' }

        then:
        summary.hosts()[1].end().problem().summary() == 'Connection refused'
        stages() == ['server.shell one: h0']
    }

    def 'the run stops when more hosts have failed than are tolerated (#tolerated)'() {
        given:
        limits = new Limits(100, 10, OptionalInt.of(tolerated), Duration.ofSeconds(5))

        when:
        def summary = apply(4) { host ->
            shell 1, host.name() in ['h0', 'h1'] ? 'fail' : 'one'
            shell 2, 'two'
        }

        then:
        summary.hosts()*.end()*.class*.simpleName == ends
        stages().size() == count

        where:
        tolerated || ends                                           | count
        0         || ['Failed', 'Failed', 'NotReached', 'NotReached'] | 1
        1         || ['Failed', 'Failed', 'NotReached', 'NotReached'] | 1
        2         || ['Failed', 'Failed', 'Done', 'Done']             | 2
    }

    def 'no more calls are in flight than allowed, by #limit'() {
        given:
        def now = new AtomicInteger()
        def most = new AtomicInteger()
        hosts.beforeStep = { host, command ->
            most.accumulateAndGet(now.incrementAndGet(), Math::max)
            Thread.yield()
            now.decrementAndGet()
        }
        limits = new Limits(parallel, 10, OptionalInt.empty(), Duration.ofSeconds(5))

        when:
        apply(20) { 5.times { shell it, 'work', options } }

        then:
        most.get() <= expected
        hosts.journal.size() == 100

        where:
        limit                  | parallel | options                 || expected
        'the run'              | 3        | [:]                     || 3
        'the option parallel'  | 100      | [(Option.PARALLEL): 2]  || 2
        'the option serial'    | 100      | [(Option.SERIAL): true] || 1
    }

    def 'a failed call is tried again, with growing pauses'() {
        when:
        def summary = apply(1) {
            shell 1, 'flaky 3', (Option.RETRIES): 4, (Option.RETRY_DELAY): Duration.ofSeconds(2)
        }

        then:
        summary.hosts()[0].end() instanceof Event.End.Done
        paused == [Duration.ofSeconds(2), Duration.ofSeconds(4)]
        events.findAll { it instanceof Event.CallRetried }*.attempt() == [1, 2]
    }

    def 'a stop ends the attempts of a call'() {
        given:
        Engine running
        hosts.beforeStep = { host, command -> running.stop() }
        running = engine(1) { shell 1, 'fail', [(Option.RETRIES): 4] }

        when:
        def summary = running.apply(Optional.empty())

        then:
        summary.hosts()[0].end() instanceof Event.End.Failed
        paused.size() == 1
        hosts.journal.count { it.contains('fail') } == 1

        and: 'the pause ends, however long it would be'
        !Pauses.REAL.pause(Duration.ofDays(1), new CountDownLatch(0))
    }

    def 'conditions decide what counts as changed, failed, wanted (#option)'() {
        when:
        def summary = apply(1) { shell 1, command, [(option): value] }

        then:
        with(summary.hosts()[0]) { [changed(), unchanged(), skipped(), failed()] == counts }

        where:
        option                | value                                                | command   || counts
        Option.CHANGED_IF     | ({ it.stdout().contains('new') } as Predicate<Result>) | 'say old' || [0, 1, 0, 0]
        Option.CHANGED_IF     | ({ it.stdout().contains('new') } as Predicate<Result>) | 'say new' || [1, 0, 0, 0]
        Option.FAILED_IF      | ({ it.stdout().contains('bad') } as Predicate<Result>) | 'say bad' || [0, 0, 0, 1]
        Option.FAILED_IF      | ({ false } as Predicate<Result>)                     | 'fail'    || [1, 0, 0, 0]
        Option.SUCCESS_CODES  | [0, 3]                                               | 'fail'    || [1, 0, 0, 0]
        Option.WHEN           | false                                                | 'fail'    || [0, 0, 1, 0]
        Option.READ_ONLY      | true                                                 | 'say it'  || [0, 1, 0, 0]
    }

    def 'leaving ends a host as skipped, and no catch sees it'() {
        when:
        def summary = apply(2) { host ->
            if (host.name() == 'h0') evaluation.leave(at(1), 'not for me')
            shell 2, 'two'
        }

        then:
        summary.hosts()[0].end() == new Event.End.Left('not for me')
        stages() == ['server.shell two: h1']
    }

    def 'a stop lets running calls end, starts nothing more, and says who was not reached'() {
        given:
        Engine running
        hosts.beforeStep = { host, command -> running.stop() }
        running = engine(3) {
            shell 1, 'one', [(Option.SERIAL): true]
            shell 2, 'two'
        }

        when:
        def summary = running.apply(Optional.empty())

        then:
        hosts.journal == ['h0: one']
        summary.interrupted()
        summary.hosts()*.end()*.class.unique() == [Event.End.NotReached]
        summary.hosts()[0].changed() == 1
    }

    def 'a stop gives hosts up that are being connected'() {
        given:
        Engine running
        hosts.beforeOpening = { name ->
            if (name == 'h1') {
                running.stop()
                new CountDownLatch(1).await()
            }
        }
        running = engine(3) { shell 1, 'one' }

        when:
        def summary = running.apply(Optional.empty())

        then:
        summary.hosts()*.end()*.class.unique() == [Event.End.NotReached]
        events.findAll { it instanceof Event.HostUnreachable } == []
    }

    def 'a host that asks for a password while the run is stopped is not reached'() {
        given:
        Engine running
        hosts.strangers << 'eve'
        hosts.beforeAsking = { name -> if (stopping) running.stop() }
        running = engine(1) { present 1, 'nginx', (Option.SUDO): new groovyinfra.model.Identity.Sudo('eve') }

        when:
        def summary = running.apply(Optional.empty())

        then:
        summary.hosts()*.end()*.class == [end]
        summary.hosts()[0].failed() == failed

        where:
        stopping || end                  | failed
        true     || Event.End.NotReached | 0
        false    || Event.End.Failed     | 1
    }

    def 'calls on the controller take turns in the order of the inventory, and none starts after a stop'() {
        given:
        Engine running
        hosts.beforeStep = { host, command -> if (command.endsWith('h2')) running.stop() }
        running = engine(4) { host ->
            evaluation.local(at(1)) { shell 1, 0, "say ${host.name()}" }
        }

        when:
        def summary = running.apply(Optional.empty())

        then:
        hosts.journal == ['controller: say h0', 'controller: say h1', 'controller: say h2']
        summary.hosts()*.end()*.class == [Event.End.Done] * 3 + [Event.End.NotReached]
    }

    def 'a host that fails in a block while the run is stopped has failed'() {
        given:
        Engine running
        hosts.beforeStep = { host, command -> running.stop() }
        running = engine(2) { host ->
            evaluation."$block"(*arguments) { shell 1, 0, 'fail' }
        }

        when:
        def summary = running.apply(Optional.empty())

        then:
        summary.hosts()[0].end() instanceof Event.End.Failed
        summary.hosts()[0].failed() == 1
        summary.hosts()[0].ignored() == 0

        where:
        block   | arguments
        'local' | [Program.Host.at(1)]
        'once'  | [Program.Host.at(1)]
    }

    def 'a call that was lost is counted as lost'() {
        when:
        def summary = apply(2) { host ->
            if (host.name() == 'h0') {
                shell 1, 'die'
            } else {
                evaluation.local(at(2)) {
                    try { shell 2, 0, 'break' } catch (OperationFailed lost) { shell 2, 1, 'fail' }
                }
            }
        }

        then:
        summary.hosts().collect { [it.lost(), it.failed(), it.ignored()] } == [[1, 0, 0], [0, 1, 1]]
    }

    def 'every start has exactly one end, in nested order'() {
        when:
        apply(4) { host ->
            shell 1, host.name() == 'h2' ? 'fail' : 'one'
            present 2, 'word'
            shell 3, host.name() == 'h1' ? 'die' : 'three'
        }

        then:
        count(Event.RunStarted) == 1
        count(Event.RunFinished) == 1
        events.first() instanceof Event.RunStarted
        events.last() instanceof Event.RunFinished
        count(Event.StageStarted) == count(Event.StageFinished)
        count(Event.CallStarted) == count(Event.CallFinished)
        count(Event.HostConnecting) == count(Event.HostConnected)
        count(Event.HostFinished) == 4
    }

    def 'what a script has printed comes before the script'() {
        when:
        def summary = apply(1) { shell 1, 'fail ' + 'x' * 200 }

        then:
        summary.hosts()[0].end().problem().detail() ==
            "it did not work\nexit 3 of: fail ${'x' * 55}… (-v shows all of it)".toString()
    }

    def 'an error of the engine itself is not hidden'() {
        when:
        apply(1) { throw new IllegalStateException('broken') }

        then:
        def failure = thrown(IllegalStateException)
        failure.cause.message == 'broken'
    }

    def 'a secret that a host prints is masked in every event'() {
        given:
        def masker = new Masker()
        masker.keep(groovyinfra.model.Secret.of('hunter22'))

        when:
        engine(1, masker) {
            shell 1, 'say hunter22'
            shell 2, 'say aHVudGVyMjI='
        }.apply(Optional.empty())

        then:
        !events.join('\n').contains('hunter22')
        !events.join('\n').contains('aHVudGVyMjI')
        events.join('\n').contains('say ****')
    }

    private Summary apply(int count, @DelegatesTo(Program.Host) Closure<?> body) {
        engine(count, body).apply(Optional.empty())
    }

    private Plan plan(int count, @DelegatesTo(Program.Host) Closure<?> body) {
        engine(count, body).plan()
    }

    private Engine engine(int count, Masker masker = new Masker(), @DelegatesTo(Program.Host) Closure<?> body) {
        def names = (0..<count).collect { "h$it".toString() }
        def inventory = new Inventory('test', names.collect {
            new Host(it, it, 'simulated', [:], data[it] ?: [:], ['all'], Options.NONE)
        }, [all: names])
        new Engine(inventory, new Program(body), ['deploy.groovy'], hosts,
                new FixedController([:], { Optional.empty() }, { true }, masker),
                limits, masker, { events << it } as Reporter, { time, stopped -> paused << time; stopped.count > 0 } as Pauses, Merge::new)
    }

    private List<String> stages() {
        events.findAll { it instanceof Event.StageStarted }.collect { "${it.title()}: ${it.hosts().join(' ')}".toString() }
    }

    private int count(Class<?> type) {
        events.count { type.isInstance(it) } as int
    }
}
