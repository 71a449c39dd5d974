package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** How often a host is spoken to: what counts where the way is long. */
class MessagesSpec extends Specification {
    @TempDir Path home
    ShellConnector connector
    @AutoCleanup ShellSession session

    def setup() {
        connector = new ShellConnector('dash', home)
        session = connector.session()
    }

    int messages(Closure work) {
        int before = connector.writes.get()
        work()
        connector.writes.get() - before
    }

    void carryOut(List<Step> steps) {
        assert session.carryOut(steps, Options.NONE, Session.Progress.SILENT)*.exitCode == [0] * steps.size()
    }

    static Step.Run run(String script, Content stdin = null) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.ofNullable(stdin))
    }

    static Step.Upload upload(String name, int size) {
        new Step.Upload(new Content.Bytes(new byte[size]), name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
    }

    def 'a session begins with one shell and one message'() {
        expect:
        connector.spawned.get() == 1
        connector.writes.get() == 1
    }

    def 'facts that are asked together are one message, however many'() {
        expect:
        messages { session.ask(Identity.LOGIN, (1..50).collect { new SessionContract.Ask("echo $it") }) } == 1
    }

    def 'all steps of a call are one message: commands, input, small files'() {
        expect:
        messages {
            carryOut([run('true'), run('cat', Content.text('x' * 60_000)), upload('a', 65_536), upload('b', 10), run('cat a b')])
        } == 1
        connector.spawned.get() == 1
    }

    def 'no facts and no steps are no message'() {
        expect:
        messages {
            session.ask(Identity.LOGIN, [])
            carryOut([])
        } == 0
    }

    def 'a large file has a channel of its own, and one message more to put it in its place'() {
        when:
        carryOut([upload('large', 1_000_000)])

        then:
        connector.spawned.get() == 2
    }

    def 'many small files are as many messages as fit into memory on the host'() {
        expect:
        messages { carryOut((1..40).collect { upload("f$it", 60_000) }) } in 3..6
    }

    @Requires({ Files.getOwner(Path.of('/proc/self')).name == 'root' })
    def 'what was there before is nothing left behind, even where numbers of processes begin anew'() {
        given: 'a shell with a lower number than those who hold the other ends of its streams'
        Files.writeString(Path.of('/proc/sys/kernel/ns_last_pid'), '300')
        def other = new ShellConnector('dash', home)
        def young = other.session()

        when:
        3.times { young.carryOut([run('true')], Options.NONE, Session.Progress.SILENT) }

        then:
        other.spawned.get() == 1

        cleanup:
        young?.close()
    }

    def 'a shell is replaced only when something was left running that could still write to it'() {
        when:
        carryOut([run('true')])
        carryOut([run("sh -c ': >begun; exec sleep 1000' $where & echo \$! >left; until [ -e begun ]; do :; done"), run('true')])
        carryOut([run('true')])
        carryOut([run('kill $(cat left)')])

        then:
        connector.spawned.get() == shells

        where:
        where                  || shells
        ''                     || 2
        '>/dev/null'           || 2
        '>/dev/null 2>&1'      || 1
        '>log 2>&1 </dev/null' || 1
    }

    def 'a time limit holds for a command that the host does not even begin'() {
        given: 'a shell that stands still'
        assert new ProcessBuilder('kill', '-STOP', "${connector.processes[0].pid()}").start().waitFor() == 0

        when:
        def results = session.carryOut([run('true'), run('true')], Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1)), Session.Progress.SILENT)

        then:
        results*.exit() == [new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))]
        session.carryOut([run('echo on')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['on\n']
    }

    def 'whatever the login shell prints is not taken for output'() {
        given:
        connector.program('sh', '[ "$2" = "exec sh" ] && { echo "Welcome!"; echo "Mind the step" >&2;' +
            ' printf "\\036hello"; }; exec /bin/dash "$@"')

        when:
        def greeted = connector.session()

        then:
        greeted.carryOut([run('echo mine')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['mine\n']

        cleanup:
        greeted?.close()
    }

    def 'a host that gives no shell says so'() {
        given:
        connector.program('sh', 'echo "This account is currently not available."; exit 1')

        when:
        connector.session()

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'The host gives no shell'
        refused.problems()[0].detail() == 'This account is currently not available.'
    }
}
