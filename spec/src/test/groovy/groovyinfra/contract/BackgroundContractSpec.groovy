package groovyinfra.contract

import groovyinfra.report.Event
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What jobs mean in a deploy file. One feature a sentence. */
@Timeout(60)
class BackgroundContractSpec extends Specification {
    @TempDir
    Path folder

    @Delegate
    Deployment deployment

    def setup() {
        deployment = new Deployment(folder)
    }

    def 'start and wait take their places in the sequence; between them the hosts go on'() {
        when:
        deploy('''
            def job = server.shell('say id', background: true, name: 'work')
            server.shell 'between'
            if (host.name != 'h1') job.wait()
            server.shell 'after'
        ''').apply()

        then:
        stages() == ['work: h0 h1 h2', 'between: h0 h1 h2', 'job.wait work: h0 h2', 'after: h0 h1 h2']
        ran('h0') == ['h0: say id', 'h0: between', 'h0: wait for work', 'h0: after']
    }

    def 'jobs that nobody waited for are in the summary'() {
        when:
        def summary = deploy('''
            def job = server.shell('say id', background: true, name: 'work')
            if (host.name == 'h1') job.wait()
        ''').apply()

        then:
        summary.hosts().collectEntries { [it.host(), it.jobs()*.name()] } == [h0: ['work'], h1: [], h2: ['work']]
    }

    def 'each wait in a loop has its own place'() {
        when:
        deploy('''
            def jobs = ['a', 'b'].collect { server.shell("say ${it}", background: true) }
            for (job in jobs) job.wait()
        ''').apply()

        then:
        stages() == ['say a: h0 h1 h2', 'say b: h0 h1 h2', 'job.wait say a: h0 h1 h2', 'job.wait say b: h0 h1 h2']
    }

    def 'a start that fails fails there; what was not started is not waited for'() {
        when:
        deploy('''
            def failed = server.shell('fail', background: true, ignoreErrors: true)
            failed.wait()
            def skipped = server.shell('x', background: true, when: false)
            if (skipped.wait().skipped) println 'skipped'
            server.shell 'fail', background: true
            server.shell 'never'
        ''').apply()

        then:
        messages() == ['h0: skipped', 'h1: skipped', 'h2: skipped']
        ran('h0') == ['h0: fail', 'h0: fail']
        events.findAll { it instanceof Event.HostFinished }*.end().every { it instanceof Event.End.Failed }
    }

    def 'a block gives background to its commands; what is no command is refused where it is called'() {
        when:
        deploy('''
            options(background: true) {
                server.shell 'say x'
                words.present 'y'
            }
        ''').apply()

        then:
        ran('h0') == ['h0: say x']
        events.findAll { it instanceof Event.HostFinished }*.end()*.problem()*.summary().unique() == ['Operation cannot go on by itself']
    }

    def 'an option that judges the end is refused at a start, from a block as well'() {
        when:
        deploy('options(successCodes: [3]) { server.shell "say x", background: true }').apply()

        then:
        ran() == []
        events.findAll { it instanceof Event.HostFinished }*.end()*.problem()*.summary().unique() == ['Option belongs to the wait']
    }

    def 'a call that started no job cannot be waited for'() {
        when:
        deploy('server.shell("say x").wait()').apply()

        then:
        events.findAll { it instanceof Event.HostFinished }*.end()*.problem()*.summary().unique() == ['Call has started no job']
    }

    def 'in a plan start and wait always run, and a look at the job ends the plan'() {
        when:
        def plan = deploy('''
            def job = server.shell('say x', background: true, name: 'work')
            def end = job.wait()
            if (end.changed) server.shell 'after'
            println job.poll.running
        ''').plan()

        then:
        plan.stages()*.title() == ['work', 'job.wait work', 'server.shell after']
        plan.stages().collectMany { it.calls() }*.prediction()*.class*.simpleName.unique() == ['RunsAlways']
        plan.open().values()*.call().unique() == ['work']
        ran() == []
    }
}
