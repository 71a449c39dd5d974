package groovyinfra.connect.ssh

import static groovyinfra.connect.SessionContract.run

import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A real OpenSSH server that opens few sessions at the same time, and a host on which many users work. */
@Timeout(90)
@Requires({ Sshd.usable() })
class FewSessionsSpec extends Specification {
    static final List<String> USERS = ['daemon', 'bin', 'sys', 'games', 'nobody']

    @AutoCleanup Sshd sshd
    @AutoCleanup SshConnector connector
    @AutoCleanup ShellSession session
    Path temporary

    void connect(int most) {
        sshd = Sshd.start(MaxSessions: most)
        connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
        temporary = Files.createDirectory(sshd.folder.resolve('tmp'))
        [temporary, sshd.folder]*.toFile()*.setWritable(true, false)
        [temporary, sshd.folder]*.toFile()*.setReadable(true, false)
        [temporary, sshd.folder]*.toFile()*.setExecutable(true, false)
        session = ShellSession.open(sshd.host(tempDirectory: temporary.toString()), connector)
    }

    static Options as(String user) {
        Options.NONE.with(Option.SUDO, new Identity.Sudo(user))
    }

    Result carryOut(Step step, Options options = Options.NONE) {
        session.carryOut([step], options, Session.Progress.SILENT)[0]
    }

    def 'whoever needs a session gets one of those that are idle: users, files, terminals, and what ends a command'() {
        given:
        connect(most)
        def login = carryOut(run('echo $PPID')).stdout()
        def file = temporary.resolve('file')

        expect:
        (USERS + USERS).collect { carryOut(run('id -un'), as(it)).stdout() } == (USERS + USERS).collect { "$it\n".toString() }
        carryOut(run('wc -c', Options.NONE, Content.text('x' * 100_000)), as('bin')).stdout() == '100000\n'
        carryOut(SessionContract.upload(file, SessionContract.random(200_000)), as('sys')).exit() == new Exit.Code(0)
        carryOut(run('test -t 0 && id -un'), as('games').with(Option.PTY, true)).stdout() == 'games\n'

        and:
        carryOut(run('sleep 27182'), as('daemon').with(Option.TIMEOUT, Duration.ofSeconds(1))).exit() == new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))
        SessionContract.alive('sleep 27182') == 0

        and: 'the login user\'s own is none of them'
        carryOut(run('echo $PPID')).stdout() == login

        when:
        session.close()

        then: 'and nothing of them stays'
        new PollingConditions(timeout: 20, delay: 0.05).eventually { assert temporary.toFile().list() as List == ['file'] }

        where:
        most << [3, 5]
    }

    def 'where none is idle, the server says that it opens no further one, and the others go on'() {
        given:
        connect(1)

        when:
        carryOut(run('true'), as('nobody'))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'The server opens no further session'

        and:
        carryOut(run('echo on')).stdout() == 'on\n'
    }
}
