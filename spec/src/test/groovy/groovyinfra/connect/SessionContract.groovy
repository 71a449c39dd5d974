package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Fact
import groovyinfra.model.Identity
import groovyinfra.model.Mode
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Secret
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What holds on every host, however it is reached. The hosts of these specs are this machine. */
@Timeout(60)
abstract class SessionContract extends Specification {
    @TempDir @Shared Path directory
    @Shared Session session

    /** Opens a session with a host that sees the directory. */
    abstract Session open()

    def setupSpec() {
        session = open()
    }

    def cleanupSpec() {
        session?.close()
    }

    /** How many lines a terminal can take while the command says them again. */
    int linesTyped() {
        20_000
    }

    static Step.Run run(String script, Options options = Options.NONE, Content stdin = null) {
        new Step.Run(Command.raw(script), options, Optional.ofNullable(stdin))
    }

    static Step.Upload upload(Path path, Object content, Map<String, String> how = [:]) {
        def bytes = content instanceof byte[] ? new Content.Bytes(content) : content instanceof Content ? content : Content.text(content)
        new Step.Upload(
            bytes, path.toString(), Optional.ofNullable(how.mode).map { Mode.of(it) }, Optional.ofNullable(how.owner),
            Optional.ofNullable(how.group), Optional.empty())
    }

    List<Result> carryOut(List<Step> steps, Options options = Options.NONE, Session.Progress progress = Session.Progress.SILENT) {
        session.carryOut(steps, options, progress)
    }

    Result carryOut(Step step, Options options = Options.NONE) {
        carryOut([step], options).first()
    }

    static record Ask(String script, String program = null) implements Fact<List<String>> {
        @Override
        Command command() {
            Command.raw(script)
        }

        @Override
        List<String> parse(List<String> lines) {
            if ('unreadable' in lines) {
                throw new IllegalArgumentException('cannot read this')
            }
            lines
        }

        @Override
        Optional<String> needs() {
            Optional.ofNullable(program)
        }

        @Override
        List<String> absent() {
            ['absent']
        }
    }

    static String permissions(Path path) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
    }

    static byte[] random(int size, long seed = size) {
        def bytes = new byte[size]
        new Random(seed).nextBytes(bytes)
        bytes
    }

    static int alive(String mark) {
        ProcessHandle.allProcesses().filter { process ->
            process.info().commandLine().map { it.contains(mark) }.orElse(false)
        }.count() as int
    }

    def 'output, errors and exit code come back apart'() {
        when:
        def result = carryOut(run('echo out; echo err >&2; printf "no newline"; exit 7'))

        then:
        result.exit() == new Exit.Code(7)
        result.stdout() == 'out\nno newline'
        result.stderr() == 'err\n'
    }

    def 'steps run in order, and stop after the first that fails'() {
        expect:
        carryOut([run('echo 1'), run('echo 2; exit 5'), run('echo 3')])*.stdout() == ['1\n', '2\n']
    }

    def 'success codes let the steps go on'() {
        expect:
        carryOut([run('exit 5'), run('echo on'), run('exit 6'), run('echo no')], Options.NONE.with(Option.SUCCESS_CODES, [0, 5]))
            *.exitCode == [5, 0, 6]
    }

    def 'progress is told in order'() {
        given:
        def told = []
        def progress = new Session.Progress() {
            @Override
            void started(int step) {
                told << "start $step".toString()
            }

            @Override
            void output(int step, boolean error, String text) {
                told << "${error ? 'err' : 'out'} $step $text".toString()
            }

            @Override
            void ended(int step, Result result) {
                told << "end $step ${result.exitCode}".toString()
            }
        }

        when:
        def much = run('head -c 1', Options.NONE, Content.text('c' * 100_000))
        def steps = [run('printf a'), upload(directory.resolve('told'), 'x'), much, run('printf b >&2; exit 1'), run('true')]
        carryOut(steps, Options.NONE, progress)

        then:
        told == ['start 0', 'out 0 a', 'end 0 0', 'start 1', 'end 1 0', 'start 2', 'out 2 c', 'end 2 0', 'start 3', 'err 3 b', 'end 3 1']
    }

    def 'output is told while the command runs'() {
        given:
        def gate = directory.resolve('gate')
        carryOut(run("mkfifo $gate"))
        def progress = new Session.Progress() {
            @Override
            void output(int step, boolean error, String text) {
                if (text.contains('waiting')) {
                    Files.writeString(gate, 'go on\n')
                }
            }
        }

        expect: 'the command ends only because we answer'
        carryOut([run("echo waiting; read answer <$gate; echo \"\$answer\"")], Options.NONE, progress)*.stdout() == ['waiting\ngo on\n']
    }

    def 'standard input is empty unless it is given'() {
        expect:
        carryOut(run('wc -c')).stdout().trim() == '0'
        carryOut(run('cat', Options.NONE, Content.text('given\n'))).stdout() == 'given\n'
        carryOut(run('cat'), Options.NONE.with(Option.STDIN, Content.text('by option'))).stdout() == 'by option'
    }

    def 'standard input of #size bytes arrives as it is'() {
        given:
        def bytes = random(size)

        expect:
        carryOut(run('cksum', Options.NONE, new Content.Bytes(bytes))).stdout() == "${Fingerprint.of(bytes).cksum()} $size\n"

        where:
        size << [0, 1, 57, 4096, 65_536, 65_537, 3_000_000]
    }

    def 'a command has the directory, the variables and the shell that it was given'() {
        when:
        def options = Options.NONE
            .with(Option.CHDIR, directory.toString())
            .with(Option.ENV, [GREETING: "it's \"me\" \$HOME", EMPTY: ''])
            .with(Option.SHELL_EXECUTABLE, 'bash')
        def result = carryOut(run('echo "$PWD"; echo "$GREETING$EMPTY"; echo ${BASH_VERSION:+bash}'), options)

        then:
        result.stdout() == "${directory.toRealPath()}\nit's \"me\" \$HOME\nbash\n"
    }

    def 'a command of words only, which needs no shell, does what a shell would do: #command'() {
        given:
        def place = Files.createDirectories(directory.resolve('words of a command'))
        ['tool': '#!/bin/sh\nfor each; do printf "<%s>" "$each"; done; exit 3', 'plain': 'echo "$1" "$VALUE"', 'dead': 'echo'].each { name, text ->
            def file = Files.writeString(place.resolve(name), text)
            file.toFile().setExecutable(name != 'dead')
        }
        def options = Options.NONE.with(Option.CHDIR, place.toString()).with(Option.ENV, [VALUE: 'v', PATH: "$place:${System.getenv('PATH')}".toString()])
                .with(Option.SUCCESS_CODES, (0..255).toList())

        when:
        def results = session.carryOut([run(command), run("$command;")], options, Session.Progress.SILENT)

        then:
        results*.exit() == [new Exit.Code(code)] * 2
        results*.stdout() == [stdout] * 2

        where:
        command                   || code | stdout
        'tool'                    || 3    | ''
        "./tool 'a  b' c\\'d '' *" || 3    | "<a  b><c'd><><dead><plain><tool>"
        "tool 'a  b'\\''c' '\$VALUE' ''" || 3    | "<a  b'c><\$VALUE><>"
        "tool -n '*' 'a\nb'"      || 3    | '<-n><*><a\nb>'
        'plain x'                 || 0    | 'x v\n'
        './dead x'                || 126  | ''
        './nothing x'             || 127  | ''
        'nothing-like-it x'       || 127  | ''
        'echo tool'               || 0    | 'tool\n'
    }

    def 'a directory that does not exist is a problem, also where #size bytes are standard input'() {
        when:
        carryOut(run('echo no', Options.NONE, Content.text('x' * size)), Options.NONE.with(Option.CHDIR, '/does/not/exist'))

        then:
        def failed = thrown(ProblemException)
        failed.problems()[0].summary() == 'Chdir leads nowhere'
        failed.problems()[0].detail().startsWith('/does/not/exist')

        where:
        size << [0, 100_000]
    }

    def 'a command may be longer than an argument may be'() {
        given:
        def text = 'x' * 300_000

        expect:
        carryOut(run("echo '$text' | wc -c; exit 4")).with { [it.stdout().trim(), it.exitCode] } == ['300001', 4]
    }

    def 'of much output head and tail are kept'() {
        when:
        def result = carryOut(run('seq 1 1000000'))

        then:
        result.stdout().length() <= Result.LIMIT
        result.stdout().startsWith('1\n2\n3\n')
        result.stdout().endsWith('\n999999\n1000000\n')
        result.stdout().contains('bytes are left out here')

        and: 'all of it is in a file'
        Files.readAllLines(result.stdoutFile().get()) == (1..1_000_000)*.toString()
        !result.stderrFile().present
    }

    def 'what a command leaves in the background does not write into the next one'() {
        given:
        def gate = directory.resolve('background')

        when:
        carryOut(run("mkfifo $gate; (read x <$gate; while echo leaked; do :; done) & echo started"))
        def next = carryOut([run("echo go >$gate; echo next"), run('echo last')])

        then:
        next*.stdout() == ['next\n', 'last\n']
    }

    def 'a time limit ends the command with all its children, and the host can still be used'() {
        given:
        def mark = "31${System.nanoTime()}"

        when:
        def result = carryOut(
            run("sleep $mark & (sleep $mark; true) & setsid sleep $mark & echo begun; wait"),
            Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1)))

        then:
        result.exit() == new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))
        result.stdout() == 'begun\n'
        alive(mark) == 0

        and:
        carryOut(run('echo alive')).stdout() == 'alive\n'
    }

    def 'each step has the time limit for itself, and none begins after one was late'() {
        given:
        def file = directory.resolve('not-begun')

        when:
        def results = carryOut(
            [run('true'), run('trap "exit 0" TERM; sleep 1000 & wait'), run("touch $file")],
            Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1)))

        then:
        results*.exit() == [new Exit.Code(0), new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))]
        !Files.exists(file)
    }

    def 'a kill ends what is running; the caller gets its result'() {
        given:
        def mark = "32${System.nanoTime()}"
        def running = new CountDownLatch(1)
        def progress = new Session.Progress() {
            @Override
            void output(int step, boolean error, String text) {
                running.countDown()
            }
        }
        def result = CompletableFuture.supplyAsync { carryOut([run("echo running; sleep $mark")], Options.NONE, progress).first() }

        when:
        running.await()
        session.kill()

        then:
        result.get(20, TimeUnit.SECONDS).exit() == new Exit.Killed('TERM')
        alive(mark) == 0
        carryOut(run('echo alive')).stdout() == 'alive\n'
    }

    def 'an interrupt of the caller ends the command on the host'() {
        given:
        def mark = "33${System.nanoTime()}"
        def running = new CountDownLatch(1)
        def progress = new Session.Progress() {
            @Override
            void output(int step, boolean error, String text) {
                running.countDown()
            }
        }
        def result = null
        def interrupted = false
        def caller = Thread.startVirtualThread {
            result = session.carryOut([run("echo running; sleep $mark"), run('echo no')], Options.NONE, progress)
            interrupted = Thread.currentThread().interrupted
        }

        when:
        running.await()
        caller.interrupt()
        caller.join()

        then:
        result*.exit() == [new Exit.Killed('TERM')]
        interrupted
        alive(mark) == 0
        carryOut(run('echo alive')).stdout() == 'alive\n'
    }

    def 'a shell that was lost is never a success'() {
        expect:
        carryOut([run('echo begun; kill -KILL $PPID; exec sleep 0.2'), run('echo no')])*.exit().every { it instanceof Exit.Lost }
        carryOut(run('echo alive')).stdout() == 'alive\n'
    }

    static final Options ON_TERMINAL = Options.NONE.with(Option.PTY, true)

    def 'a command on a terminal of its own has one, of a known kind and size; output and errors are one, without carriage returns'() {
        when:
        def result = carryOut(run('test -t 0 && test -t 1 && test -t 2; echo "code $?"; echo err >&2; stty size; echo "$TERM"; exit 7'), ON_TERMINAL)

        then:
        result.exit() == new Exit.Code(7)
        result.stdout() == 'code 0\nerr\n50 200\ndumb\n'
        result.stderr() == ''
    }

    def 'what is given as standard input is typed on the terminal, unseen, and ends'() {
        expect:
        carryOut(run(command, Options.NONE, Content.text(typed)), ON_TERMINAL).stdout() == output

        where:
        command                   | typed             || output
        'read a; echo "a=$a"; cat' | 'one\ntwo\nthree' || 'a=one\ntwo\nthree'
        'read a; echo "a=$a"; cat' | 'one\ntwo\n'      || 'a=one\ntwo\n'
        'cat; echo end'            | ''                || 'end\n'
    }

    def 'much goes through a terminal, both ways at once'() {
        given:
        def text = (1..linesTyped()).collect { "line $it" }.join('\n') + '\n'

        expect:
        carryOut(run('cat', Options.NONE, Content.text(text)), ON_TERMINAL).stdout() == text
    }

    def 'a command on a terminal has the directory, the variables and the shell that it was given, and may be long'() {
        given:
        def options = ON_TERMINAL
            .with(Option.CHDIR, directory.toString())
            .with(Option.ENV, [GREETING: "it's \"me\" \$HOME", TERM: 'xterm'])
            .with(Option.SHELL_EXECUTABLE, 'bash')

        when:
        def result = carryOut(run("echo \"\$PWD\"; echo \"\$GREETING \$TERM\"; echo \${BASH_VERSION:+bash}; echo '${'x' * 200_000}' | wc -c"), options)

        then:
        result.stdout() == "${directory.toRealPath()}\nit's \"me\" \$HOME xterm\nbash\n200001\n"
    }

    def 'a directory that does not exist is a problem on a terminal, too'() {
        when:
        carryOut(run('echo no'), ON_TERMINAL.with(Option.CHDIR, '/does/not/exist'))

        then:
        def failed = thrown(ProblemException)
        failed.problems()[0].summary() == 'Chdir leads nowhere'
        failed.problems()[0].detail().startsWith('/does/not/exist')
    }

    def 'a time limit ends what runs on a terminal, with all its children'() {
        given:
        def mark = "34${System.nanoTime()}"

        when:
        def result = carryOut(
            run("trap '' TERM HUP; sleep $mark & (sleep $mark; true) & setsid sleep $mark & echo begun; wait"),
            ON_TERMINAL.with(Option.TIMEOUT, Duration.ofSeconds(2)))

        then:
        result.exit() == new Exit.TimedOut(Duration.ofSeconds(2), Optional.of('KILL'))
        result.stdout() == 'begun\n'
        alive(mark) == 0
        carryOut(run('echo alive')).stdout() == 'alive\n'
    }

    def 'a kill ends what runs on a terminal; output is told while it runs'() {
        given:
        def mark = "35${System.nanoTime()}"
        def running = new CountDownLatch(1)
        def progress = new Session.Progress() {
            @Override
            void output(int step, boolean error, String text) {
                if (step == 1 && text.contains('running')) {
                    running.countDown()
                }
            }
        }
        def steps = [run('true'), run("echo running; sleep $mark"), run('true')]
        def result = CompletableFuture.supplyAsync { carryOut(steps, ON_TERMINAL, progress) }

        when:
        running.await()
        session.kill()

        then:
        result.get(20, TimeUnit.SECONDS)*.exit() == [new Exit.Code(0), new Exit.Killed('TERM')]
        alive(mark) == 0
    }

    def 'facts that are asked together are answered apart'() {
        when:
        def answers = session.ask(Identity.LOGIN, [
            new Ask('echo a; echo "b  c"; echo'), new Ask('exit 3'), new Ask('echo', 'no-such-program'),
            new Ask('printf "last line"', 'sh'), new Ask('true'), new Ask('echo unreadable'), new Ask('echo "unclosed'),
            new Ask('cat; echo end')])

        then:
        answers.findIndexValues { it instanceof Session.Answer.Known } == [0, 2, 3, 4, 7]
        answers[0].value() == ['a', 'b  c', '']
        answers[2].value() == ['absent']
        answers[3].value() == ['last line']
        answers[4].value() == []
        answers[7].value() == ['end']
        answers[1].result().exitCode == 3
        answers[5].reason().contains('cannot read this')
        answers[6].result().stderr()
    }

    def 'an upload of #size bytes replaces the file, whole and with its mode'() {
        given:
        def file = Files.createDirectories(directory.resolve("up $size")).resolve("it's a 'file' \$HOME")
        def bytes = random(size)

        when:
        def fresh = carryOut(upload(file, bytes))
        def mode = permissions(file)
        carryOut(run("chmod 640 ${Command.quote(file.toString())}"))
        def again = carryOut(upload(file, random(size, 5)))
        def kept = permissions(file)
        def last = carryOut(upload(file, bytes, [mode: '0755']))

        then:
        [fresh, again, last]*.exit() == [new Exit.Code(0)] * 3
        [mode, kept, permissions(file)] == ['rw-r--r--', 'rw-r-----', 'rwxr-xr-x']
        Files.readAllBytes(file) == bytes
        file.parent.toFile().list() as List == [file.fileName.toString()]

        where:
        size << [0, 10, 65_536, 65_537, 2_000_000]
    }

    def 'an upload of #size bytes replaces a link, and leaves alone what it leads to'() {
        given:
        def folder = Files.createDirectories(directory.resolve("link $size"))
        def target = folder.resolve('target')
        Files.writeString(target, 'untouched')
        def link = Files.createSymbolicLink(folder.resolve('link'), target)

        when:
        carryOut(upload(link, random(size)))

        then:
        Files.readString(target) == 'untouched'
        !Files.isSymbolicLink(link)
        Files.size(link) == size

        where:
        size << [10, 70_000]
    }

    def 'an upload of #size bytes that fails (#why) leaves nothing behind'() {
        given:
        def folder = Files.createDirectories(directory.resolve("fail $size $why"))
        def file = folder.resolve('file')
        if (why == 'a directory') {
            Files.createDirectory(file)
        } else if (why == 'an owner that does not exist') {
            Files.writeString(file, 'old')
        }

        when:
        def result = carryOut(upload(why == 'no such directory' ? folder.resolve('no/file') : file, random(size), how))

        then:
        result.exit() instanceof Exit.Code
        result.exitCode != 0
        result.stderr().contains(said)
        folder.toFile().list() as Set == (why == 'no such directory' ? [] : ['file']) as Set
        why != 'an owner that does not exist' || Files.readString(file) == 'old'

        where:
        [size, row] << [[10, 70_000], [
            ['a directory', [:], 'is a directory'],
            ['no such directory', [:], 'no/'],
            ['an owner that does not exist', [owner: 'no-such-user'], 'no-such-user'],
        ]].combinations()
        why = row[0]
        how = row[1]
        said = row[2]
    }

    def 'a file of the controller that cannot be read is a problem'() {
        when:
        carryOut(upload(directory.resolve('x'), new Content.OnController(directory.resolve('no-such-file'))))

        then:
        def failed = thrown(ProblemException)
        failed.problems()[0].detail().contains('no-such-file does not exist')
    }

    def 'a file is not brought to where there is no directory, which is said'() {
        when:
        def result = carryOut(new Step.Download('/etc/passwd', directory.resolve('no/such/file')))

        then:
        result.exit() == new Exit.Code(1)
        Diagnosis.of(result).get().summary() == 'Directory is not there'
    }

    def 'a file of #size bytes is brought to the controller'() {
        given:
        def from = directory.resolve("from 'here' $size")
        Files.write(from, random(size))
        def to = directory.resolve("to $size")

        when:
        def result = carryOut(new Step.Download(from.toString(), to))

        then:
        result.exit() == new Exit.Code(0)
        Files.readAllBytes(to) == Files.readAllBytes(from)

        where:
        size << [0, 100, 3_000_000]
    }

    def 'a file that changes while it is brought is not taken for whole'() {
        given: 'a file that is another one whenever it is opened'
        def to = directory.resolve('changed')

        when:
        def result = carryOut(new Step.Download('/proc/sys/kernel/random/uuid', to))

        then:
        result.exit() == new Exit.Code(1)
        result.stderr().contains('changed while it was read')
        !Files.exists(to)
    }

    def 'content that ends before it should leaves nothing on the host'() {
        given:
        def folder = Files.createDirectories(directory.resolve('cut off'))
        def file = Files.write(directory.resolve('shrinks'), random(200_000))
        def transfer = new Transfer(session.connection(Identity.LOGIN), Identities.LOGIN, '', Optional.empty())

        when:
        def result = transfer.send(
            Files.newInputStream(file), 200_001, Incoming.beside(upload(folder.resolve('file'), '')), Session.Progress.SILENT)

        then:
        result.exit() == new Exit.Code(1)
        result.stderr().contains('did not arrive whole')
        folder.toFile().list() as List == []

        cleanup:
        transfer.close()
    }

    def 'a sender that is killed on its way leaves nothing on the host'() {
        given: 'a host that has half of a file, or of a tree'
        def folder = Files.createDirectories(directory.resolve("killed $what"))
        def channel = session.connection(Identity.LOGIN).spawn(Identities.LOGIN)
        channel.stdin().write("$Scripts.PRELUDE${script(folder)}\n".bytes)
        channel.stdin().write(random(100_000))
        channel.stdin().flush()
        new PollingConditions(timeout: 20).eventually { assert folder.toFile().list().length == 1 }

        when: 'nobody listens any more'
        [channel.stdout(), channel.stderr()]*.close()
        channel.close()

        then:
        new PollingConditions(timeout: 20).eventually { assert folder.toFile().list().length == 0 }

        where:
        what                      | script
        'file'                    | { Path to -> Incoming.beside(upload(to.resolve('file'), '')).with { "${it.making()} && _gi_receive ${it.what()} 200000; exit" } }
        'file, and its wc killed' | { Path to -> Incoming.beside(upload(to.resolve('file'), '')).with { "wc() { return 1; }; ${it.making()} && _gi_receive ${it.what()} 200000; exit" } }
        'tree'                    | { Path to -> "${Parts.spread(new Step.Tree(to.toString(), [], Optional.empty(), Optional.empty()), 'last')}; exit" }
    }

    def 'what a run that was killed has left beside a file is removed by the next one, but not what is fresh, or has other names'() {
        given:
        def folder = Files.createDirectories(directory.resolve("remains $size"))
        def old = Files.writeString(folder.resolve(Remains.name()), 'half')
        def fresh = Files.writeString(folder.resolve(Remains.name()), 'half')
        def others = ['.groovy', '.groovy-infra-notes', '.groovy-infra-0123', Remains.name() + '0', ".groovy-infra-record-${Nonce.next()}".toString()]
            .collect { Files.writeString(folder.resolve(it), 'theirs') }
        [old, *others].each { Files.setLastModifiedTime(it, FileTime.from(Instant.now().minusSeconds(200_000))) }

        when:
        carryOut(upload(folder.resolve('file'), random(size)))

        then:
        folder.toFile().list() as Set == ['file', *[fresh, *others]*.fileName*.toString()] as Set

        where:
        size << [10, 70_000]
    }

    /** Files of so many bytes each. */
    static Step.Tree tree(Path to, int count, int size, Map how = [:]) {
        def members = (1..count).collect { n ->
            def path = how.name ? how.name(n) : n % 3 ? "sub ${n % 40}/it's $n" : "file $n"
            new Step.Tree.Member(path, new Content.Bytes(random(size, n)), how.size ?: size, Mode.of(n % 2 ? '0644' : '0750'), 0, 0)
        }
        members.each { Files.createDirectories(to.resolve(it.path()).parent) }
        new Step.Tree(to.toString(), members, Optional.ofNullable(how.owner), Optional.empty())
    }

    def 'a tree of #count files of #size bytes arrives, and each replaces what was there'() {
        given:
        def to = directory.resolve("tree $count $size")
        def step = tree(to, count, size)
        def outside = Files.writeString(directory.resolve("outside $count $size"), 'untouched')
        Files.createSymbolicLink(to.resolve(step.members()[2].path()), outside)
        Files.writeString(to.resolve(step.members()[3].path()), 'old')

        when:
        def results = carryOut([step, run("ls -A '$to' | grep -c groovy-infra")], Options.NONE.with(Option.SUCCESS_CODES, [0, 1]))

        then:
        results*.exitCode == [0, 1]
        results*.stderr() == ['', '']
        step.members().every { Files.readAllBytes(to.resolve(it.path())) == it.content().bytes() }
        step.members().every { permissions(to.resolve(it.path())) == (it.mode() == Mode.of('0644') ? 'rw-r--r--' : 'rwxr-x---') }
        Files.readString(outside) == 'untouched'

        where:
        count | size
        5     | 100
        40    | 3000
        700   | 513
    }

    def 'names of a tree may be long and odd'() {
        given:
        def to = Files.createDirectories(directory.resolve('odd'))
        def names = ['-n', 'x' * 99, 'x' * 100, ('y' * 90 + '/') + 'z' * 200, 'a\\b', '*', 'grün €', "q'\"`\$HOME"]
        def step = tree(to, names.size(), size, [name: { names[it - 1] }])

        expect:
        carryOut(step).with { [it.exitCode, it.stderr()] } == [0, '']
        step.members().every { Files.readAllBytes(to.resolve(it.path())) == it.content().bytes() }

        where:
        size << [10, 20_000]
    }

    def 'a tree of files of #size bytes that fails (#why) changes nothing and leaves nothing behind'() {
        given:
        def to = directory.resolve("tree fails $size $why")
        def step = tree(to, 4, size, how)
        def before = listing(to)

        when:
        def result = carryOut(why == 'no such directory' ? new Step.Tree("$to/no", step.members(), step.owner(), step.group()) : step)

        then:
        result.exitCode > 0
        result.stderr().contains(said)
        listing(to) == before

        where:
        [size, row] << [[10, 70_000], [['no such directory', [:], 'no/'], ['an owner that does not exist', [owner: 'no-such-user'], 'no-such-user']]].combinations()
        why = row[0]
        how = row[1]
        said = row[2]
    }

    static List<String> listing(Path folder) {
        Files.walk(folder).map { folder.relativize(it).toString() }.sorted().toList()
    }

    def 'a tree that breaks off on its way leaves nothing on the host'() {
        given:
        def to = directory.resolve('tree breaks off')
        def step = tree(to, 40, 5000)
        def before = listing(to)
        def transfer = new Transfer(session.connection(Identity.LOGIN), Identities.LOGIN, '', Optional.empty())

        when:
        def result = transfer.feed(Parts.spread(step, 'last'), 0, { out ->
            def bytes = new ByteArrayOutputStream()
            new Archive(step, 'last').writeTo(bytes)
            out.write(bytes.toByteArray(), 0, length < 0 ? bytes.size() + length : length)
        }, Session.Progress.SILENT)

        then:
        result.exitCode > 0
        listing(to) == before

        cleanup:
        transfer.close()

        where: 'within a file, behind one, and with all but the last'
        length << [3000, 512 + 5120, -1536]
    }

    def 'a file of a tree that has become shorter is a problem, and nothing is changed'() {
        given:
        def to = directory.resolve("tree shorter $size")
        def step = tree(to, 4, size, [size: size + 1])
        def before = listing(to)

        when:
        carryOut(step)

        then:
        def failed = thrown(ProblemException)
        failed.problems()[0].detail().contains('shorter')
        listing(to) == before

        where:
        size << [10, 70_000]
    }

    def 'a file that is not there leaves nothing on the controller'() {
        given:
        def folder = Files.createDirectories(directory.resolve('empty'))

        when:
        def result = carryOut(new Step.Download(directory.resolve('missing').toString(), folder.resolve('file')))

        then:
        result.exitCode > 0
        result.stderr().contains('missing')
        folder.toFile().list() as List == []
    }

    def 'steps on the controller stand in order between the others'() {
        given:
        def order = directory.resolve('order')

        when:
        def results = carryOut([
            run("echo 1 >>$order"),
            new Step.Local('here', { Files.writeString(order, '2\n', StandardOpenOption.APPEND); Result.DONE }),
            run("echo 3 >>$order; cat $order")])

        then:
        results.last().stdout() == '1\n2\n3\n'
    }

    def 'a connection can be closed and opened again between two steps'() {
        expect:
        carryOut([run('echo 1'), new Step.Reconnect(), run('echo 2')])*.stdout() == ['1\n', '', '2\n']
    }

    def 'a secret is not sent as #place'() {
        when:
        carryOut([run('touch ' + directory.resolve('begun')), step], options)

        then:
        def failed = thrown(ProblemException)
        failed.problems()[0].summary() == summary
        !failed.problems()[0].toString().contains('canary')
        !Files.exists(directory.resolve('begun'))

        where:
        place         | command                                       | environment            || summary
        'a word'      | Command.of('login', Secret.of('canary')) | [:]                    || "A secret in a command's words"
        'environment' | Command.raw('true')                           | [A: Secret.of('canary')] || 'A secret in the environment'
        step = new Step.Run(command, Options.NONE, Optional.empty())
        options = Options.NONE.with(Option.ENV, environment as Map)
    }

    def 'a secret reaches a command by standard input, and nobody sees it in the table of processes'() {
        given:
        def secret = "canary${System.nanoTime()}"

        when:
        def result = carryOut(run('cat; ps -eww -o args', Options.NONE, new Content.Hidden(Secret.of(secret))))

        then:
        result.stdout().startsWith(secret)
        result.stdout().count(secret) == 1
    }

    def 'several callers take turns'() {
        when:
        def results = (1..8).collect { n ->
            CompletableFuture.supplyAsync { carryOut([run("echo $n"), run("echo $n; echo $n >&2")]) }
        }*.get(30, TimeUnit.SECONDS)

        then:
        results.eachWithIndex { result, i ->
            assert result*.stdout() == ["${i + 1}\n".toString()] * 2
        }
    }
}
