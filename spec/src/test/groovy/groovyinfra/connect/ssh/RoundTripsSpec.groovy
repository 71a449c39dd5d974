package groovyinfra.connect.ssh

import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.endtoend.CommandLine
import groovyinfra.model.Content
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Options
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** How often one has to wait for the host, counted on a long way. */
@Timeout(120)
@Requires({ Sshd.usable() })
class RoundTripsSpec extends Specification {
    @TempDir Path folder
    @AutoCleanup Sshd sshd = Sshd.start()
    @AutoCleanup LongWay way = new LongWay(sshd.port, 100)
    @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, new Answers('word'), Optional.empty(), { throw new AssertionError(it) })
    @AutoCleanup Session session

    int roundTrips(Closure work) {
        def before = way.roundTrips
        work()
        way.roundTrips - before
    }

    Host far(Map<String, Object> settings = [:]) {
        def all = [port: way.port, hostKey: Sshd.fingerprint(sshd.hostKey())] + settings
        new Host('far', '127.0.0.1', 'ssh', all as Map<String, Object>, [:], ['all'], Options.NONE)
    }

    def 'connecting, facts, steps and files wait for the host as rarely as they can'() {
        given:
        def file = sshd.folder.resolve('file')
        def steps = [
            SessionContract.run('true'), SessionContract.run('cat', Options.NONE, Content.text('given')),
            SessionContract.upload(file, 'x' * 60_000), SessionContract.run("wc -c <$file")]

        expect: 'names and algorithms; keys; service and login; channel; command, before which sshd takes no input; first words of the shell'
        roundTrips { session = ShellSession.open(far(), connector) } == 6

        and: 'all facts of a call'
        roundTrips { session.ask(Identity.LOGIN, (1..20).collect { new SessionContract.Ask("echo $it") }) } == 1

        and: 'all steps of a call, with a small file among them'
        roundTrips { assert session.carryOut(steps, Options.NONE, Session.Progress.SILENT)*.exitCode == [0] * 4 } == 1

        and: 'a large file: channel, shell, content and its checksum, and a message that puts it in its place'
        roundTrips {
            session.carryOut([SessionContract.upload(file, SessionContract.random(300_000))], Options.NONE, Session.Progress.SILENT)
        } <= 5

        and: 'nothing to do'
        roundTrips { session.carryOut([], Options.NONE, Session.Progress.SILENT) } == 0
    }

    def 'a key that somebody has to unlock is offered first: one more'() {
        given:
        def locked = Sshd.generate(folder.resolve('locked'), 'ed25519', 'word')
        sshd.authorize(locked)

        expect:
        roundTrips { session = ShellSession.open(far([key: locked.toString()]), connector) } == 7
    }

    def 'a call that finds nothing to do, and whose facts are known, asks nothing'() {
        given:
        Files.writeString(folder.resolve('hosts.yaml'), """
            hosts:
              far: {address: 127.0.0.1, ssh: {port: $way.port, key: $sshd.home/.ssh/id_ed25519, hostKeys: insecure}}
            """.stripIndent())
        def program = new CommandLine(folder, folder.resolve('cache'))
        def runs = { int times ->
            def deploy = Files.writeString(folder.resolve("deploy${times}.groovy"),
                "for (n in 1..$times) files.directory '$folder/made', mode: '0755'\n")
            roundTrips { assert program.run(['run', deploy.toString(), '-i', "$folder/hosts.yaml".toString(), '-y']).code == 0 }
        }

        when:
        runs(1)

        then: 'a farewell has an answer or has not'
        Math.abs(runs(20) - runs(1)) <= 1
    }
}
