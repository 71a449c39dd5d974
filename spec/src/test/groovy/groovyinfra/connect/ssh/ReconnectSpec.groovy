package groovyinfra.connect.ssh

import static groovyinfra.connect.SessionContract.run

import groovyinfra.connect.Asker
import groovyinfra.connect.LostConnectionSpec
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.connect.UserPasswords
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A real OpenSSH server whose connections die in the middle of a command. */
@Timeout(90)
@Requires({ Sshd.usable() })
class ReconnectSpec extends Specification {
    static final List<List> LOSSES = [
        ['the server of the session is killed', { Sshd sshd, WeakWay way -> sshd.cutSessions() }],
        ['the network is cut, and the server does not notice', { Sshd sshd, WeakWay way -> way.cut() }]]
    static final List<Options> USERS = [
        Options.NONE, Options.NONE.with(Option.SUDO, Identity.root()), Options.NONE.with(Option.SUDO, new Identity.Sudo('nobody'))]

    /** Writes down what becomes of connections. */
    static class Watching implements Session.Watch {
        private final List<String> watched

        Watching(List<String> watched) {
            this.watched = watched
        }

        @Override
        void away(String cause) {
            watched << "away: $cause".toString()
        }

        @Override
        void back(Duration after) {
            watched << 'back'
        }
    }

    @AutoCleanup Sshd sshd = Sshd.start()
    @AutoCleanup WeakWay way = new WeakWay(sshd.port)
    @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
    @AutoCleanup ShellSession session
    List<String> watched = [].asSynchronized()
    def told = new LostConnectionSpec.Told()
    def conditions = new PollingConditions(timeout: 30, delay: 0.05)
    Path temporary
    Path gate

    def setup() {
        temporary = Files.createDirectory(sshd.folder.resolve('tmp'))
        [temporary, sshd.folder]*.toFile()*.setWritable(true, false)
        [temporary, sshd.folder]*.toFile()*.setReadable(true, false)
        [temporary, sshd.folder]*.toFile()*.setExecutable(true, false)
        gate = sshd.folder.resolve('gate')
    }

    private void connect(Map<String, Object> more = [:]) {
        def settings = [port: way.port, hostKey: Sshd.fingerprint(sshd.hostKey()), tempDirectory: temporary.toString()] + more
        def host = new Host('web1', '127.0.0.1', 'ssh', settings as Map<String, Object>, [:], ['all'], Options.NONE)
        session = ShellSession.open(host, connector, new UserPasswords(Asker.NOBODY), new Watching(watched))
    }

    private CompletableFuture<List<Result>> begin(List<Step> steps, Options options = Options.NONE) {
        def results = CompletableFuture.supplyAsync { session.carryOut(steps, options, told) }
        assert told.heard.await(20, TimeUnit.SECONDS)
        results
    }

    /** What is left of records. */
    private List<Path> records() {
        Files.list(temporary).withCloseable { it.toList() }
    }

    private boolean cut() {
        sshd.cutSessions()
        true
    }

    /** Waits for the file, so long as the spec wants. */
    private String untilOpen(String rest) {
        "echo begun; while [ ! -e '$gate' ]; do sleep 0.1; done; $rest"
    }

    def 'a command goes on when #what, also as another user, and comes to its end as if nothing had happened'() {
        given:
        connect()

        when:
        def results = begin([run(untilOpen('seq 50000; echo bad >&2; exit 3'))], options)
        loss.call(sshd, way)
        conditions.eventually { assert 'back' in watched }
        Files.createFile(gate)

        then:
        with(results.get(40, TimeUnit.SECONDS)[0]) {
            exit() == new Exit.Code(3)
            stdout() == "begun\n${(1..50000).join('\n')}\n"
            stderr() == 'bad\n'
        }
        watched.size() == 2
        watched[0].startsWith('away: ')

        and: 'the host can be used as before'
        session.carryOut([run('id -un')], options, Session.Progress.SILENT)[0].exitCode == 0

        when:
        session.close()

        then: 'and nothing stays there'
        conditions.eventually { assert records() == [] }
        conditions.eventually { assert SessionContract.alive(temporary.toString()) == 0 }

        where:
        [row, options] << [LOSSES, USERS].combinations()
        (what, loss) = row
    }

    def 'what a command says while nobody reads is neither lost nor a reason to wait'() {
        given:
        connect()
        def done = sshd.folder.resolve('done')

        when:
        def results = begin([run(untilOpen("seq 1000000; touch '$done'"))])
        way.blocked = true
        way.cut()
        Files.createFile(gate)
        conditions.eventually { assert watched.size() == 1 }
        way.blocked = false
        def result = results.get(60, TimeUnit.SECONDS)[0]

        then:
        result.exit() == new Exit.Code(0)
        Files.exists(done)
        result.stdoutFile().map { Files.size(it) }.orElse(0L) == 'begun\n'.size() + (1..1000000).sum { "$it".size() + 1 }
    }

    def 'a message that the host never got is sent again, and carried out once'() {
        given:
        connect()
        def count = sshd.folder.resolve('count')

        when: 'there is a record already, or none'
        if (before) {
            session.carryOut([run('true')], Options.NONE, Session.Progress.SILENT)
        }
        way.deaf = true
        def results = CompletableFuture.supplyAsync {
            session.carryOut([run("echo x >>'$count'; wc -l <'$count'")], Options.NONE, Session.Progress.SILENT)
        }
        conditions.eventually { assert way.unheard > 200 }
        way.cut()
        way.deaf = false

        then:
        results.get(30, TimeUnit.SECONDS)*.stdout()*.trim() == ['1']
        watched.size() == 2

        where:
        before << [true, false]
    }

    def 'a command on a terminal that the host never got is sent again, and carried out once'() {
        given:
        connect()
        def count = sshd.folder.resolve('count')

        when:
        way.deaf = true
        def results = CompletableFuture.supplyAsync {
            session.carryOut([run("echo x >>'$count'; wc -l <'$count'")], SessionContract.ON_TERMINAL, Session.Progress.SILENT)
        }
        conditions.eventually { assert way.unheard > 50 }
        way.cut()
        way.deaf = false

        then:
        results.get(30, TimeUnit.SECONDS)*.stdout()*.trim() == ['1']
        watched.size() == 2
    }

    def 'a command that only looks is done again, and nothing is written down for it'() {
        given:
        connect()
        def count = sshd.folder.resolve('count')

        when:
        def results = begin([run("echo x >>'$count'; " + untilOpen("wc -l <'$count'"))], Options.NONE.with(Option.READ_ONLY, true))
        def written = records()
        cut()
        conditions.eventually { assert 'back' in watched && Files.readAllLines(count).size() == 2 }
        Files.createFile(gate)

        then:
        results.get(40, TimeUnit.SECONDS)*.stdout() == ['begun\n2\n']
        written == []
    }

    def 'a sensitive command goes on when #what, also as another user, and its end is known, but not what it said meanwhile'() {
        given:
        connect()
        def said = sshd.folder.resolve('said')

        when:
        def results = begin([run(untilOpen("seq 100000; touch '$said'; exit 3"))], options.with(Option.SENSITIVE, true))
        way.blocked = true
        loss.call(sshd, way)
        conditions.eventually { assert watched.size() == 1 }
        Files.createFile(gate)
        way.blocked = false

        then:
        with(results.get(40, TimeUnit.SECONDS)[0]) {
            exit() == new Exit.Code(3)
            stdout() == "begun\n$LostConnectionSpec.GAP"
        }
        Files.exists(said)
        watched.size() == 2

        and: 'the host can be used as before'
        session.carryOut([run('id -un')], options, Session.Progress.SILENT)[0].exitCode == 0

        when:
        session.close()

        then: 'and nothing stays there'
        conditions.eventually { assert records() == [] }
        conditions.eventually { assert SessionContract.alive(temporary.toString()) == 0 }

        where:
        [row, options] << [LOSSES, USERS].combinations()
        (what, loss) = row
    }

    def 'a time limit holds for a sensitive command, too, when the connection was lost'() {
        given:
        connect()
        def mark = "45${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark")], LostConnectionSpec.SENSITIVE.with(Option.TIMEOUT, Duration.ofSeconds(3)))
        way.cut()

        then:
        results.get(40, TimeUnit.SECONDS)[0].exit() instanceof Exit.TimedOut
        SessionContract.alive(mark) == 0
        conditions.eventually { assert records() == [] }
    }

    def 'a command on a terminal is ended when #what, also as another user, which is known and said'() {
        given:
        connect()
        def mark = "47${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark"), run('echo never')], options.with(Option.PTY, true))
        loss.call(sshd, way)
        def result = results.get(40, TimeUnit.SECONDS)

        then:
        result*.exit() == [new Exit.Killed('HUP')]
        result[0].stdout() == "begun\n$LostConnectionSpec.GAP"
        result[0].stderr() == 'its terminal went away with the connection, and that ended it\n'
        watched.size() == 2
        SessionContract.alive(mark) == 0

        and: 'the host can be used as before'
        session.carryOut([run('echo on')], options.with(Option.PTY, true), Session.Progress.SILENT)*.stdout() == ['on\n']
        records() == []

        where:
        [row, options] << [LOSSES, USERS].combinations()
        (what, loss) = row
    }

    def 'a command on a terminal that ended while nobody was there to hear it has the exit code that it had'() {
        given:
        connect()

        when:
        def results = begin([run(untilOpen('exit 3'))], SessionContract.ON_TERMINAL)
        way.blocked = true
        way.cut()
        Files.createFile(gate)
        conditions.eventually { assert records().any { it.resolve('notes').toFile().text.contains('end 3') } }
        way.blocked = false

        then:
        results.get(40, TimeUnit.SECONDS)*.exit() == [new Exit.Code(3)]
        conditions.eventually { assert records() == [] }
    }

    def 'a command on a terminal whose host stays away is lost, and nobody knows how it ended'() {
        given:
        connect([reconnect: '2s'])

        when:
        def results = begin([run('echo begun; sleep 600')], SessionContract.ON_TERMINAL)
        sshd.kill()
        def result = results.get(30, TimeUnit.SECONDS)[0]

        then:
        result.exit().shown() ==~ /connection lost: .*; the host stayed away for \d s: .*/
        result.stdout() == 'begun\n'
    }

    def 'facts, commands and files need not know that the connection was lost between them'() {
        given:
        connect()
        def file = sshd.folder.resolve('file')

        expect:
        session.carryOut([run('echo 1')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['1\n']
        cut() && session.ask(Identity.LOGIN, [new SessionContract.Ask('echo 2')])*.value() == [['2']]
        cut() && session.carryOut([run('echo 3')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['3\n']
        cut() && session.carryOut([run('echo 4')], SessionContract.ON_TERMINAL, Session.Progress.SILENT)*.stdout() == ['4\n']
        cut() && session.carryOut([SessionContract.upload(file, SessionContract.random(300_000))], Options.NONE, told)*.exitCode == [0]

        cleanup:
        session.close()
        conditions.eventually { assert records() == [] }
    }

    def 'a host that stays away is lost, and says for how long it was tried'() {
        given:
        connect([reconnect: '2s'])

        when:
        def results = begin([run('echo begun; sleep 600'), run('echo never')])
        sshd.kill()
        def lost = System.nanoTime()
        def result = results.get(30, TimeUnit.SECONDS)

        then:
        result.size() == 1
        result[0].exit().shown() ==~ /connection lost: .*; the host stayed away for \d s: .*/
        result[0].stdout() == 'begun\n'
        Duration.ofNanos(System.nanoTime() - lost) < Duration.ofSeconds(20)
    }

    def 'where no reconnection is wanted, a lost host is lost at once, and nothing is written down'() {
        given:
        connect([reconnect: '0s'])

        when:
        def results = begin([run('echo begun; sleep 600')])
        def written = records()
        sshd.kill()

        then:
        results.get(20, TimeUnit.SECONDS)[0].exit() instanceof Exit.Lost
        written == []
        watched == []
    }

    def 'a time limit holds when the connection was lost, and ends the command'() {
        given:
        connect()
        def mark = "41${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark")], Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(3)))
        way.cut()

        then:
        results.get(40, TimeUnit.SECONDS)[0].exit() instanceof Exit.TimedOut
        SessionContract.alive(mark) == 0
        conditions.eventually { assert records() == [] }
    }

    def 'a kill does not wait for a host that is away; what runs there goes on'() {
        given:
        connect()
        def done = sshd.folder.resolve('done')

        when:
        def results = begin([run(untilOpen("touch '$done'")), run('echo never')])
        way.blocked = true
        way.cut()
        conditions.eventually { assert watched.size() == 1 }
        session.kill()
        def result = results.get(5, TimeUnit.SECONDS)

        then:
        result*.exit()*.shown()[0] ==~ /connection lost: .*; the host was not waited for any longer/
        result.size() == 1
        watched.size() == 1

        when:
        Files.createFile(gate)

        then:
        conditions.eventually { assert Files.exists(done) }
    }

    def 'a host where #what is lost, and says why'() {
        given:
        connect()
        def mark = "43${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark")])
        way.blocked = true
        way.cut()
        conditions.eventually { assert watched.size() == 1 }
        sshd.killSessions()
        conditions.eventually { assert SessionContract.alive(mark) == 0 }
        change.call(records()[0])
        way.blocked = false

        then:
        results.get(40, TimeUnit.SECONDS)[0].exit().shown().endsWith(reason)

        where:
        what                                               | reason                                            | change
        'the shell was ended'                              | 'the shell on the host has ended'                 | { }
        'the record is gone'                               | 'its record on the host is gone'                  | { Path it -> it.toFile().deleteDir() }
        'somebody else has put another record in its place' | 'its record on the host belongs to somebody else' | { Path it -> forge(it) }
    }

    private static void forge(Path directory) {
        Sshd.run(['chown', '-R', 'nobody', directory.toString()])
    }

    def 'a host that hears our last words late, and all at once, still removes its record'() {
        given:
        connect()
        session.carryOut([run('true')], Options.NONE, Session.Progress.SILENT)

        expect:
        records().size() == 1

        when:
        way.held = true
        session.close()

        then:
        conditions.eventually { assert records() == [] }
    }
}
