package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.model.Content
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Options
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

/** How often one has to wait for the host: counted on a way so long that nothing else matters. */
@Timeout(120)
@Requires({ Sshd.usable() })
class RoundTripsSpec extends Specification {
    static final Duration ROUND_TRIP = Duration.ofMillis(500)

    @AutoCleanup Sshd sshd = Sshd.start()
    @AutoCleanup LongWay way = new LongWay(sshd.port, ROUND_TRIP.toMillis())
    @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
    @AutoCleanup Session session

    static int roundTrips(Closure work) {
        def begun = System.nanoTime()
        work()
        (System.nanoTime() - begun).intdiv(ROUND_TRIP.toNanos()) as int
    }

    def 'connecting, facts, steps and files wait for the host as rarely as they can'() {
        given:
        def settings = [port: way.port, hostKey: Sshd.fingerprint(sshd.hostKey())] as Map<String, Object>
        def host = new Host('far', '127.0.0.1', 'ssh', settings, [:], ['all'], Options.NONE)
        def file = sshd.folder.resolve('file')
        def steps = [
            SessionContract.run('true'), SessionContract.run('cat', Options.NONE, Content.text('given')),
            SessionContract.upload(file, 'x' * 60_000), SessionContract.run("wc -c <$file")]

        and: 'a first connection, so that classes are loaded'
        ShellSession.open(new Host('near', '127.0.0.1', 'ssh', settings + [port: sshd.port], [:], ['all'], Options.NONE), connector).close()

        expect: 'names, algorithms, key exchange, service, key offered and signed, channel, shell'
        roundTrips { session = ShellSession.open(host, connector) } <= 8

        and: 'all facts of a call'
        roundTrips { session.ask(Identity.LOGIN, (1..20).collect { new SessionContract.Ask("echo $it") }) } == 1

        and: 'all steps of a call, with a small file among them'
        roundTrips { assert session.carryOut(steps, Options.NONE, Session.Progress.SILENT)*.exitCode == [0] * 4 } == 1

        and: 'a large file: channel, shell, content, its checksum, and a message that puts it in its place'
        roundTrips {
            session.carryOut([SessionContract.upload(file, SessionContract.random(300_000))], Options.NONE, Session.Progress.SILENT)
        } <= 6

        and: 'nothing to do'
        roundTrips { session.carryOut([], Options.NONE, Session.Progress.SILENT) } == 0
    }
}
