package groovyinfra.connect

import static groovyinfra.connect.SessionContract.run

import groovyinfra.model.Exit
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What becomes of a command when the connection is lost in the middle of it, whatever the shell. */
@Timeout(60)
class LostConnectionSpec extends Specification {
    static final Options SENSITIVE = Options.NONE.with(Option.SENSITIVE, true)
    static final String GAP = Result.GAP

    @TempDir Path home
    List<ShellSession> sessions = []
    def conditions = new PollingConditions(timeout: 20, delay: 0.05)

    def cleanup() {
        sessions*.close()
        ShellConnector.remove(home)
    }

    private ShellConnector connector(String shell, Duration reconnection = Duration.ofSeconds(20)) {
        def connector = new ShellConnector(shell, home)
        connector.reconnection = reconnection
        connector.environment = [TMPDIR: temporary().toString()]
        connector
    }

    private ShellSession session(ShellConnector connector) {
        def session = connector.session()
        sessions << session
        session
    }

    private Path temporary() {
        Files.createDirectories(home.resolve('tmp'))
    }

    /** What is left of records. */
    private List<Path> records() {
        Files.list(temporary()).withCloseable { it.toList() }
    }

    /** All that stands in records. */
    private String written() {
        records().collectMany { it.toFile().listFiles().findAll { file -> file.file }*.text }.join('\n')
    }

    /** Tells how far a command is. */
    static class Told implements Session.Progress {
        final CountDownLatch heard = new CountDownLatch(1)
        final List<String> events = [].asSynchronized()

        @Override
        void started(int step) {
            events << "started $step".toString()
        }

        @Override
        void output(int step, boolean error, String text) {
            events << "$step $text".toString()
            heard.countDown()
        }

        @Override
        void ended(int step, Result result) {
            events << "ended $step".toString()
        }
    }

    private static CompletableFuture<List<Result>> begin(
            ShellSession session, List<Step> steps, Told told, Options options = Options.NONE) {
        def results = CompletableFuture.supplyAsync { session.carryOut(steps, options, told) }
        assert told.heard.await(10, TimeUnit.SECONDS)
        results
    }

    def 'in #shell, a command that ends while the host is away is known to have ended, and the next ones too'() {
        given:
        def connector = connector(shell)
        def session = session(connector)
        def told = new Told()
        def gate = home.resolve('gate')
        def done = home.resolve('done')
        def command = "echo begun; while [ ! -e '$gate' ]; do sleep 0.05; done; echo much; seq 20000; echo bad >&2; exit 3"

        when:
        def results = begin(
            session, [run(command), run("echo next; echo worse >&2; touch '$done'; exit 4")], told,
            Options.NONE.with(Option.SUCCESS_CODES, [0, 3]))
        connector.away = true
        connector.drop()
        Files.createFile(gate)
        conditions.eventually { assert Files.exists(done) }
        connector.away = false

        then:
        results.get(30, TimeUnit.SECONDS)*.exit() == [new Exit.Code(3), new Exit.Code(4)]
        results.get()*.stdout() == ["begun\nmuch\n${(1..20000).join('\n')}\n", 'next\n']
        results.get()*.stderr() == ['bad\n', 'worse\n']
        told.events.findAll { it ==~ /(started|ended) ./ } == ['started 0', 'ended 0', 'started 1', 'ended 1']

        and: 'the host can be used, and nothing stays there'
        session.carryOut([run('echo after')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['after\n']

        when:
        session.close()

        then:
        conditions.eventually { assert records() == [] }

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, only what changes something is written down: no answer, no look, nothing sensitive'() {
        given:
        def session = session(connector(shell))
        def say = { String word, Options options = Options.NONE ->
            session.carryOut([run("echo $word; echo $word-error >&2")], options, Session.Progress.SILENT)[0]
        }
        def look = Options.NONE.with(Option.READ_ONLY, true)
        def ask = { String word -> session.ask(Identity.LOGIN, [new SessionContract.Ask("echo $word")])*.value() }

        expect:
        ask('asked') == [['asked']]
        say('looked', look).stdout() == 'looked\n'
        records() == []

        and: 'also where there is a record'
        say('secret', SENSITIVE).stderr() == 'secret-error\n'
        records().size() == 1
        say('kept').stderr() == 'kept-error\n'
        ask('asked') == [['asked']]
        say('looked', look).stderr() == 'looked-error\n'
        say('secret', SENSITIVE).stdout() == 'secret\n'
        say('last').stdout() == 'last\n'
        conditions.eventually {
            assert written().findAll(/(kept|last|asked|looked|secret)(-error)?/).toSet() == ['kept', 'kept-error', 'last', 'last-error'].toSet()
        }

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, a sensitive command that ends while the host is away is known to have ended, and what it says is never on the disk'() {
        given:
        def connector = connector(shell)
        def session = session(connector)
        def told = new Told()
        def gate = home.resolve('gate')
        def said = home.resolve('said')
        def end = home.resolve('end')
        def done = home.resolve('done')
        def canary = "canary${System.nanoTime()}"
        def command = "echo $canary; while [ ! -e '$gate' ]; do sleep 0.05; done; yes $canary | head -20000; echo $canary >&2; : >'$said'; " +
            "while [ ! -e '$end' ]; do sleep 0.05; done; exit 3"
        if (before) {
            session.carryOut([run('echo before')], Options.NONE, Session.Progress.SILENT)
        }

        when:
        def results = begin(
            session, [run(command), run("echo $canary; echo $canary >&2; touch '$done'; exit 4")], told,
            Options.NONE.with(Option.SUCCESS_CODES, [0, 3]).with(Option.SENSITIVE, true))
        connector.away = true
        connector.drop()
        Files.createFile(gate)
        conditions.eventually { assert Files.exists(said) }

        then:
        written().contains(' begin 0\n')
        !written().contains(canary)

        when:
        Files.createFile(end)
        conditions.eventually { assert Files.exists(done) }
        def last = written()
        connector.away = false

        then:
        results.get(30, TimeUnit.SECONDS)*.exit() == [new Exit.Code(3), new Exit.Code(4)]
        results.get()*.stdout() == ["$canary\n$GAP", GAP]
        results.get()*.stderr() == [GAP, GAP]
        told.events.findAll { it ==~ /(started|ended) ./ } == ['started 0', 'ended 0', 'started 1', 'ended 1']
        !last.contains(canary)

        and: 'the host can be used, and nothing stays there'
        session.carryOut([run('echo after')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['after\n']

        when:
        session.close()

        then:
        conditions.eventually { assert records() == [] }

        where:
        [shell, before] << [ShellConnector.SHELLS.keySet(), [false, true]].combinations()
    }

    def 'in #shell, what a sensitive command left running does not write into what comes next'() {
        given:
        def session = session(connector(shell))
        def gate = home.resolve('gate')
        def late = home.resolve('late')
        def left = "(while [ ! -e '$gate' ]; do sleep 0.05; done; sh -c 'echo late'; : >'$late') & echo first"

        when:
        session.carryOut([run(left)], SENSITIVE, Session.Progress.SILENT)
        def next = session.carryOut([run(": >'$gate'; while [ ! -e '$late' ]; do sleep 0.05; done; echo second")], SENSITIVE, Session.Progress.SILENT)

        then:
        next*.stdout() == ['second\n']

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, a command that ends what brings its output here is lost, and the host is not'() {
        given:
        def session = session(connector(shell))

        when:
        def results = session.carryOut([run('until [ "$(pgrep -c -x -P $PPID tee)" = 2 ]; do :; done; pkill -x -P $PPID tee; true')], Options.NONE, Session.Progress.SILENT)

        then:
        results*.exit() == [new Exit.Lost('something on the host has ended the shell there, or the tee that brings its output here', true)]
        session.carryOut([run('echo on')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['on\n']

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'what brings the output here may end when all is said, but not all has come: the command is lost, and nobody waits for ever'() {
        given:
        def session = session(connector('dash'))

        when: 'the relays stop, and are killed when the end of the command is on its way'
        def results = session.carryOut([run("""
            until [ "\$(pgrep -c -x -P \$PPID tee)" = 2 ]; do :; done
            pkill -STOP -x -P \$PPID tee
            (sleep 1; pkill -KILL -x -P \$PPID tee) >/dev/null 2>&1 &""")], Options.NONE, Session.Progress.SILENT)

        then:
        results*.exit() == [new Exit.Lost('something on the host has ended the shell there, or the tee that brings its output here', true)]
        session.carryOut([run('echo on')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['on\n']
    }

    def 'a shell that was silent for long in #what is asked, and its answer is in no output, also where the record is read afterwards'() {
        given:
        def connector = connector('dash')
        def session = session(connector)

        expect:
        session.carryOut([run('echo first')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['first\n']
        session.carryOut([run('sleep 10.5; echo one')], options, Session.Progress.SILENT)*.stdout() == ['one\n']
        session.ask(Identity.LOGIN, [new SessionContract.Ask('echo fact')])*.value() == [['fact']]

        when:
        def told = new Told()
        def gate = home.resolve('gate')
        def results = begin(session, [run("echo two; while [ ! -e '$gate' ]; do sleep 0.05; done; echo three")], told)
        connector.drop()
        Files.createFile(gate)

        then:
        results.get()*.stdout() == ['two\nthree\n']

        where:
        what                          | options
        'a command'                   | Options.NONE
        'a command that only looks'   | Options.NONE.with(Option.READ_ONLY, true)
        'a sensitive command'         | SENSITIVE
    }

    def 'in #shell, what a command left running does not write into what comes past the record'() {
        given:
        def session = session(connector(shell))
        def gate = home.resolve('gate')
        def late = home.resolve('late')

        when:
        session.carryOut([run("(while [ ! -e '$gate' ]; do sleep 0.05; done; sh -c 'echo late'; : >'$late') & echo first")], Options.NONE, Session.Progress.SILENT)
        def answer = session.ask(Identity.LOGIN, [new SessionContract.Ask(": >'$gate'; while [ ! -e '$late' ]; do sleep 0.05; done; echo fact")])

        then:
        answer*.value() == [['fact']]

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, a command that still runs when the host is back is waited for, and heard as it goes on'() {
        given:
        def connector = connector(shell)
        def session = session(connector)
        def told = new Told()
        def gate = home.resolve('gate')

        when:
        def results = begin(session, [run("echo one; while [ ! -e '$gate' ]; do echo tick; sleep 0.1; done; echo last; exit 5")], told)
        def seen = told.events.size()
        connector.drop()
        conditions.eventually { assert told.events.size() > seen + 2 }
        Files.createFile(gate)

        then:
        with(results.get(20, TimeUnit.SECONDS)[0]) {
            exit() == new Exit.Code(5)
            stdout() ==~ /one\n(tick\n)+last\n/
        }

        when:
        session.close()

        then:
        conditions.eventually { assert records() == [] }

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, more than the host keeps is left out, and said to be, but the exit code is known'() {
        given:
        def connector = connector(shell)
        def session = session(connector)
        def told = new Told()
        def gate = home.resolve('gate')

        when:
        def results = begin(session, [run("echo begun; while [ ! -e '$gate' ]; do sleep 0.1; done; yes | head -c 50000000; echo last; exit 6")], told)
        connector.drop()
        Files.createFile(gate)

        then:
        with(results.get(40, TimeUnit.SECONDS)[0]) {
            exit() == new Exit.Code(6)
            stdout().endsWith(GAP)
            !stdout().contains('last')
        }

        where:
        shell << ['dash', 'ash']
    }

    def 'in #shell, where no record can be made, all is as before, and a lost connection loses what ran'() {
        given:
        def connector = connector(shell)
        connector.environment = [TMPDIR: home.resolve('nowhere').toString()]
        def session = session(connector)
        def told = new Told()

        expect:
        session.carryOut([run('echo out; echo err >&2; exit 2')], Options.NONE, Session.Progress.SILENT)*.exit() == [new Exit.Code(2)]

        when:
        def results = begin(session, [run('echo begun; while sleep 0.1; do echo tick; done')], told)
        connector.drop()

        then:
        results.get(30, TimeUnit.SECONDS)[0].exit().shown() ==~ /lost: .*; (what runs there leaves no record|its record on the host is gone)/

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    /** What a shell says that is told this after the prelude. */
    private String says(String shell, String script) {
        def connector = connector(shell)
        def process = connector.open(ShellConnector.host()).spawn('exec sh')
        process.stdin().write("_gi=N\n${Scripts.PRELUDE}_gi_greet\n$script\n".bytes)
        process.stdin().close()
        process.stdout().text.replace('\036', '^').readLines().drop(1).join('\n')
    }

    def 'in #shell, a command on a terminal that #what is known to have ended so when the host is back'() {
        given:
        def connector = connector(shell)
        def session = session(connector)
        def told = new Told()
        def gate = home.resolve('gate')
        def mark = "46${System.nanoTime()}"

        when:
        def results = begin(session, [run(command.replace('GATE', "$gate").replace('MARK', mark))], told, SessionContract.ON_TERMINAL)
        connector.away = true
        connector.drop()
        Files.createFile(gate)
        if (hangUp) {
            connector.processes.findAll { it.info().command().orElse('').endsWith('/script') }*.destroyForcibly()
        } else {
            conditions.eventually { assert written().contains('end 3') }
        }
        connector.away = false
        def result = results.get(30, TimeUnit.SECONDS)[0]

        then:
        result.exit() == exit
        result.stdout() == "begun\n$GAP"
        result.stderr() == (exit instanceof Exit.Killed ? 'its terminal went away with the connection, and that ended it\n' : '')
        SessionContract.alive(mark) == 0
        session.carryOut([run('echo on')], SessionContract.ON_TERMINAL, Session.Progress.SILENT)*.stdout() == ['on\n']
        records() == []

        where:
        [row, shell] << [
            [['has come to its end', 'echo begun; while [ ! -e GATE ]; do sleep 0.05; done; exit 3', false, new Exit.Code(3)],
                ['does not bear the loss', 'echo begun; sleep MARK', true, new Exit.Killed('HUP')],
                ['goes on all the same', 'trap "" HUP TERM; echo begun; sleep MARK & wait', true, new Exit.Killed('HUP')]],
            ShellConnector.SHELLS.keySet(),
        ].combinations()
        (what, command, hangUp, exit) = row
    }

    def 'in #shell, where nobody knows what leads the session, nothing is taken for a part of it'() {
        given: 'a reaper that only says what it would end'
        def reaper = "kill() { :; }; sudo() { :; }\nset -- 99999999 0 $leader ''\n$Scripts.REAP"

        expect:
        says(shell, reaper) == 'reaped TERM'

        where:
        [shell, leader] << [ShellConnector.SHELLS.keySet(), ['0', '1', "''"]].combinations()
    }

    def 'in #shell, nobody knows how a command on a terminal ended whose record #what'() {
        given:
        def record = Files.createDirectory(home.resolve('record'))
        Files.writeString(record.resolve('notes'), notes)

        expect:
        says(shell, "$Scripts.FOLLOW\n_gi_recall '$home/$name'") == said

        where:
        [row, shell] << [
            [['is gone', 'none', '', 'gone'],
                ['is empty', 'record', '', 'gone'],
                ['is of an earlier start of the host', 'record', '1\n1 another\n', 'restarted']],
            ShellConnector.SHELLS.keySet(),
        ].combinations()
        (what, name, notes, said) = row
    }

    def 'in #shell, a directory that somebody has put there before is not used, nor a link'() {
        given:
        def planted = Files.createDirectory(home.resolve('planted'))
        def link = Files.createSymbolicLink(home.resolve('link'), planted)

        expect:
        says(shell, "_gi_keep '$planted'; echo said; _gi_frame over") == 'said\n^N over'
        says(shell, "_gi_keep '$link'; echo said; _gi_frame over") == 'said\n^N over'
        planted.toFile().list().length == 0

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, what ran before the host was started again is not taken for what runs now'() {
        given:
        def record = Files.createDirectory(home.resolve('record'))
        Files.writeString(record.resolve('notes'), '1\nN begin 0\n')

        expect: 'also where it has left a record, and its number is that of another process'
        says(shell, "$Scripts.FOLLOW\n_gi_follow '$record' \$\$ \$_gi_birth another yes 0 0 out err 0 0").endsWith(
            '^N noted\n^N begin 0\n^N gone the host was started again meanwhile')
        says(shell, "$Scripts.FOLLOW\n_gi_follow '$home/none' \$\$ \$_gi_birth another no 0 0 out err 0 0") ==
            '^N gone the host was started again meanwhile'

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, an old record without its shell is removed by a later one, but none that may still be wanted'() {
        given:
        def old = { String name, String shellNumber, Duration age ->
            def directory = Files.createDirectories(temporary().resolve(".groovy-infra-record-$name"))
            def notes = Files.writeString(directory.resolve('notes'), "$shellNumber\n")
            Files.setLastModifiedTime(notes, FileTime.from(Instant.now() - age))
            directory
        }
        def rest = old('old', '99999999', Duration.ofHours(2))
        def fresh = old('fresh', '99999999', Duration.ofMinutes(5))
        def running = old('running', "${ProcessHandle.current().pid()}", Duration.ofHours(2))

        when:
        session(connector(shell)).carryOut([run('true')], Options.NONE, Session.Progress.SILENT)

        then:
        [rest, fresh, running].collect { Files.exists(it) } == [false, true, true]

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, what a command has left running is not kept going by the record'() {
        given:
        def session = session(connector(shell))
        def mark = "44${System.nanoTime()}"

        when:
        session.carryOut([run("sh -c 'while echo $mark; do :; done' & true")], Options.NONE, Session.Progress.SILENT)
        session.carryOut([run('true')], Options.NONE, Session.Progress.SILENT)

        then:
        conditions.eventually { assert SessionContract.alive(mark) == 0 }

        where:
        shell << ShellConnector.SHELLS.keySet()
    }
}
