package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.model.Exit
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Servers that are set up in ways that one meets. */
@Timeout(120)
@Requires({ Sshd.usable() })
class OddServersSpec extends Specification {
    @TempDir Path folder
    @AutoCleanup Sshd sshd
    @AutoCleanup SshConnector connector
    @AutoCleanup Session session

    private void open(Map<String, ?> directives, Map<String, Object> settings = [:]) {
        sshd = Sshd.start(directives)
        connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
        session = ShellSession.open(sshd.host(settings), connector)
    }

    private List<Result> results(List<Step> steps, Options options = Options.NONE) {
        session.carryOut(steps, options, Session.Progress.SILENT)
    }

    private static Problem problem(Closure<?> work) {
        try {
            work()
        } catch (ProblemException told) {
            return told.problems()[0]
        }
        throw new AssertionError('no problem')
    }

    def 'a banner of 100 kB before the login is no hindrance'() {
        given:
        def banner = Files.writeString(folder.resolve('banner'), 'Authorised use only, and that is meant.\n' * 2600)

        when:
        open(Banner: banner)

        then:
        results([SessionContract.run('echo on')])*.stdout() == ['on\n']
    }

    def 'a server that opens one session only does what one shell can, and says what it cannot'() {
        given:
        open(MaxSessions: 1)
        def file = sshd.folder.resolve('small')
        def mark = "38${System.nanoTime()}"

        expect:
        results([SessionContract.run('echo on'), SessionContract.upload(file, 'x' * 60_000), SessionContract.run("wc -c <$file")])*.stdout()*.trim() ==
            ['on', '', '60000']

        and: 'a large file needs a second one, and so do a terminal and another user'
        [
            { results([SessionContract.upload(file, SessionContract.random(300_000))]) },
            { results([SessionContract.run('true')], Options.NONE.with(Option.PTY, true)) },
            { results([SessionContract.run('true')], Options.NONE.with(Option.SUDO, new Identity.Sudo('root', Identity.Manner.PLAIN))) },
            { session.ask(new Identity.Sudo('root', Identity.Manner.PLAIN), [new SessionContract.Ask('true')]) },
        ].every { problem(it).attempt() == "raise MaxSessions in the server's sshd_config" }
        results([SessionContract.run('echo on')])*.stdout() == ['on\n']

        when: 'what runs too long cannot be ended, which is not concealed'
        def late = results([SessionContract.run("sleep $mark")], Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1)))

        then:
        late*.exit() == [new Exit.TimedOut(Duration.ofSeconds(1), Optional.empty())]
        late[0].stderr().contains('still running on the host') == (SessionContract.alive(mark) > 0)

        cleanup:
        new ProcessBuilder('pkill', '-f', "sleep $mark").start().waitFor()
    }

    def 'a server that runs #command whatever is asked for gives no shell, and its words are shown'() {
        when:
        def told = problem { open(ForceCommand: command) }

        then:
        told.summary() == 'The host gives no shell'
        told.detail() == says

        where:
        command                                || says
        'echo "For backups only."'             || 'For backups only.'
        'internal-sftp'                        || 'This service allows sftp connections only.'
        '/bin/sh -c "exit 3"'                  || ''
    }

    def 'a command on a terminal has ended when it has, also where what is run around it does not end'() {
        given:
        open(ForceCommand: 'sh -c "$SSH_ORIGINAL_COMMAND"; [ -z "$SSH_TTY" ] || exec sleep 600')

        when:
        def results = results([SessionContract.run("echo said; $more exit 3")], Options.NONE.with(Option.PTY, true))

        then:
        results*.exit() == [new Exit.Code(3)]
        results[0].stdout().startsWith('said\n')

        where:
        more << ['', 'stty onlcr;', "stty tostop; bash -ic 'kill -9 \$\$';"]
    }

    def 'a command that is run around ours may do what it likes before'() {
        when:
        open(ForceCommand: 'echo "This is recorded."; exec sh -c "$SSH_ORIGINAL_COMMAND"', PermitTTY: 'no')

        then:
        results([SessionContract.run('echo on')])*.stdout() == ['on\n']
    }
}
