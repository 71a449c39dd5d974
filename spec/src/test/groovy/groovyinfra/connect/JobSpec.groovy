package groovyinfra.connect

import groovyinfra.model.BackgroundJob
import groovyinfra.model.BackgroundJob.State
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Identity
import groovyinfra.model.JobList
import groovyinfra.model.JobScripts
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Secret
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Commands that go on by themselves, on hosts with every shell that may be their sh. */
@Timeout(90)
class JobSpec extends Specification {
    private static final List<String> SHELLS = ShellConnector.SHELLS.keySet().toList() - ['zsh', 'posh']

    @TempDir Path home
    ShellConnector connector
    Session session

    def cleanup() {
        session?.close()
        ShellConnector.remove(home)
    }

    private void host(String shell = 'dash') {
        connector = new ShellConnector(shell, home)
        connector.environment = [TMPDIR: "$home/tmp".toString()]
        Files.createDirectories(home.resolve('tmp'))
        session = connector.session()
    }

    private Path records() {
        home.resolve('.cache/groovy-infra/jobs')
    }

    private Result carryOut(Step step, Options options = Options.NONE, Session.Progress progress = Session.Progress.SILENT) {
        session.carryOut([step], options, progress).first()
    }

    private Result start(String script, Options options = Options.NONE, Content stdin = null, String id = Step.Start.newId()) {
        carryOut(new Step.Start(id, "job $id", new Step.Run(Command.raw(script), Options.NONE, Optional.ofNullable(stdin))), options)
    }

    /** Starts it, and gives its id. */
    private String started(String script, Options options = Options.NONE, Content stdin = null) {
        def result = start(script, options, stdin)
        assert result.exit() == new Exit.Code(0): result
        result.stdout().trim()
    }

    private Result end(String job, Options options = Options.NONE) {
        carryOut(new Step.Await(job, 'it'), options)
    }

    private Result run(Command command) {
        carryOut(new Step.Run(command, Options.NONE, Optional.empty()))
    }

    private List<BackgroundJob> jobs() {
        session.ask(Identity.LOGIN, [new JobList()]).first().value() as List<BackgroundJob>
    }

    private static int alive(String mark) {
        ProcessHandle.allProcesses().filter { process ->
            process.info().commandLine().map { it.contains(mark) }.orElse(false)
        }.count() as int
    }

    private static String mark() {
        "${System.nanoTime() % 1_000_000_000 + 1_000_000_000}"
    }

    def 'the end of a job brings its output, errors and exit code, and takes its record away (#shell)'() {
        given:
        host(shell)

        when:
        def job = started('echo out; echo err >&2; printf "a\\nb"; exit 7')
        def result = end(job)

        then:
        result.exit() == new Exit.Code(7)
        result.stdout() == 'out\na\nb'
        result.stderr() == 'err\n'
        records().toFile().list() == [] as String[]

        where:
        shell << SHELLS
    }

    def 'a job finds what a command finds: input, environment, directory, umask, shell (#shell)'() {
        given:
        host(shell)
        Files.createDirectories(home.resolve('a dir'))
        def options = Options.NONE.with(Option.CHDIR, "$home/a dir".toString()).with(Option.ENV, [A: "it's \$x", PATH: '/nowhere', HOME: '/x'])
            .with(Option.SHELL_EXECUTABLE, '/bin/bash').with(Option.STDIN, Content.text('line 1\nline 2'))

        when:
        def plain = carryOut(new Step.Run(Command.raw('umask'), Options.NONE.with(Option.SHELL_EXECUTABLE, '/bin/bash'), Optional.empty())).stdout()
        def result = end(started('read -r x; echo "$x"; echo "$A $PATH $HOME"; pwd; umask; echo "${BASH_VERSION:+bash}"', options))

        then:
        result.stdout() == "line 1\nit's \$x /nowhere /x\n$home/a dir\n${plain}bash\n"
        result.stderr() == ''
        jobs() == []

        where:
        shell << SHELLS
    }

    def 'a job whose time is over is ended with all that it has started (#shell)'() {
        given:
        host(shell)
        def mark = mark()

        when:
        def job = started("echo begun; (trap '' TERM; sleep $mark) & setsid sleep $mark & sleep $mark", Options.NONE.with(Option.TIMEOUT, Duration.ofMillis(900)))
        def result = end(job)

        then:
        result.exit() == new Exit.Code(124)
        result.stdout() == 'begun\n'
        result.stderr().endsWith('the job was ended as its time was over\n')
        alive("sleep $mark") == 0

        where:
        shell << SHELLS
    }

    def 'a job that is stopped is ended with all that it has started (#shell)'() {
        given:
        host(shell)
        def mark = mark()
        def job = started("(trap '' TERM; sleep $mark) & setsid sleep $mark & (sleep $mark >/dev/null 2>&1 &); sleep $mark")

        when:
        def stopped = run(JobScripts.stop(job))
        def state = jobs()*.state()
        def result = end(job)

        then:
        stopped.exit() == new Exit.Code(0)
        stopped.stdout() == 'stopped\n'
        state == [State.STOPPED]
        result.exit() == new Exit.Code(143)
        alive("sleep $mark") == 0

        where:
        shell << SHELLS
    }

    def 'who only reads the output of a job is not ended with it (#shell)'() {
        given:
        host(shell)
        def mark = mark()
        def job = started("echo begun; sleep $mark")
        def reader = new ProcessBuilder('sleep', '600').redirectInput(new File("${records()}/$job/out")).start()

        when:
        def stopped = run(JobScripts.stop(job))

        then:
        stopped.stdout() == 'stopped\n'
        alive("sleep $mark") == 0
        reader.alive

        cleanup:
        reader?.destroy()

        where:
        shell << SHELLS
    }

    def 'a job outlives its connection; a second one waits for it (#shell)'() {
        given:
        host(shell)
        def mark = mark()
        def job = started("read x; sleep 0.3; echo \$x; while [ ! -e '$home/$mark' ]; do sleep 0.1; done; echo done", Options.NONE, Content.text('kept\n'))

        when: 'all that the connection has started is killed'
        connector.processes.each { process ->
            (process.descendants().toList() + process.toHandle())*.destroyForcibly()
        }
        session.close()
        session = connector.session()
        def running = jobs()
        Files.createFile(home.resolve(mark))

        then:
        running*.state() == [State.RUNNING]
        running.first().is(job)
        end(job).stdout() == 'kept\ndone\n'

        where:
        shell << SHELLS
    }

    def 'what a job prints is seen while it is waited for'() {
        given:
        host()
        def go = home.resolve('go')
        def job = started("echo one; while [ ! -e '$go' ]; do sleep 0.1; done; echo two")
        def seen = new StringBuffer()
        def progress = new Session.Progress() {
            @Override
            void output(int step, boolean error, String text) {
                seen << text
                if (seen.toString() == 'one\n') Files.createFile(go)
            }
        }

        expect:
        carryOut(new Step.Await(job, 'it'), Options.NONE, progress).stdout() == 'one\ntwo\n'
        seen.toString() == 'one\ntwo\n'
    }

    def 'a second start with the same id starts nothing'() {
        given:
        host()
        def file = home.resolve('count')

        when:
        def results = (1..2).collect { start("echo x >>'$file'", Options.NONE, null, 'same1234') }
        def result = end('same1234')

        then:
        results*.stdout() == ['same1234\n'] * 2
        result.exitCode == 0
        Files.readString(file) == 'x\n'
    }

    def 'a wait whose time is over leaves the job alone, and what it printed for the next wait'() {
        given:
        host()
        def go = home.resolve('go')
        def job = started("echo one; while [ ! -e '$go' ]; do sleep 0.1; done; exit 3")

        when:
        def late = end(job, Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(3)))
        def running = jobs()*.running
        Files.createFile(go)
        def result = end(job)

        then:
        late.exit() instanceof Exit.TimedOut
        running == [true]
        result.stdout() == 'one\n'
        result.exitCode == 3
    }

    def 'a job that was killed from outside is lost, and no success; a number that is used again is not taken for it'() {
        given:
        host()
        def job = started('exec sleep 1000')
        def pid = records().resolve("$job/pid")
        def (number, begun, boot) = Files.readString(pid).trim().split(' ')
        def other = "${ProcessHandle.current().pid()} $begun $boot\n"

        when:
        ProcessHandle.of(number as long).get().with { record ->
            [record, *record.children().toList()]*.destroyForcibly() // the record first: it would say how the other ended
            record.onExit().get(10, TimeUnit.SECONDS)
        }
        Files.writeString(pid, other)
        def state = jobs()*.state()
        def result = end(job)

        then:
        state == [State.LOST]
        result.exit() == new Exit.Code(137)
        result.stderr() == 'the job left no exit code: it was killed, or the host was started again\n'
    }

    def 'records are for their user only; nothing of the input stays'() {
        given:
        host()
        def secret = 'gehe1m'

        when:
        def job = started('cat >/dev/null; sleep 1000', Options.NONE, new Content.Hidden(Secret.of(secret)))
        def files = [records().toFile(), *records().resolve(job).toFile().listFiles()]*.toPath() + [records().resolve(job)]
        def modes = files.collectEntries { [it.fileName.toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(it))] }

        then:
        modes.values().toSet() == ['rwx------', 'rw-------'] as Set
        modes.findAll { it.value == 'rwx------' }.keySet() == ['jobs', job] as Set
        !files.any { Files.isRegularFile(it) && Files.readString(it).contains(secret) }
        alive(secret) == 0

        cleanup:
        run(JobScripts.stop(job))
    }

    def 'where users have no names, nothing is said of that, and the user is a number'() {
        given:
        host()
        connector.program('id', '[ "$1" = -u ] && exec /usr/bin/id -u; echo "id: unknown ID 0" >&2; exit 1')

        when:
        def begun = start('sleep 1000', Options.NONE, null, 'id000003')

        then:
        begun.stderr() == ''
        jobs().first().user() == "${new com.sun.security.auth.module.UnixSystem().uid}"

        cleanup:
        run(JobScripts.stop('id000003'))
    }

    def 'names and commands come back as they were, on one line'() {
        given:
        host('mksh')
        def name = 'a "b" \'c\' $d \\n `e` *'

        when:
        carryOut(new Step.Start('id000001', name, new Step.Run(Command.raw("echo 'x\\ny'\n# \$HOME"), Options.NONE, Optional.empty())))
        def job = jobs().first()

        then:
        job.name() == name
        job.command() == "echo 'x\\ny' # \$HOME"
        job.user() == System.getProperty('user.name')
        Duration.between(job.started(), Instant.now()).abs() < Duration.ofSeconds(60)
    }

    def 'a command as long as commands may be, and input beyond a message'() {
        given:
        host()
        def input = 'x' * 300_000

        expect:
        end(started("# ${'y' * 200_000}\nwc -c", Options.NONE, Content.text(input))).stdout().trim() == '300000'
    }

    def 'output of any size arrives whole'() {
        given:
        host(shell)

        when:
        def result = end(started('i=0; while [ $i -lt 60000 ]; do echo "line $i"; i=$((i + 1)); done'))

        then:
        result.stdout() == (0..<60_000).collect { "line $it\n" }.join('')

        where:
        shell << ['dash', 'ash']
    }

    def 'a name is that of the last job; what is over can be removed, what runs cannot'() {
        given:
        host()
        def over = started('true')
        Files.writeString(records().resolve("$over/name"), 'twice\n')
        Files.writeString(records().resolve("$over/started"), '1000\n')
        def running = started('sleep 1000')
        Files.writeString(records().resolve("$running/name"), 'twice\n')

        expect:
        run(JobScripts.remove('twice')).stderr() == "the job 'twice' is running\n"
        run(JobScripts.clean()).stdout() == 'removed 1\n'
        jobs()*.id() == [running]
        run(JobScripts.stop('twice')).exitCode == 0
        run(JobScripts.remove('twice')).stdout() == 'removed\n'
        end('twice').stderr() == "there is no job 'twice' of ${System.getProperty('user.name')} here\n"
    }

    def 'the next start removes what has been over for more than a week'() {
        given:
        host()
        def (old, young) = [started('true'), started('true')]
        [old, young].each { job -> end(job, Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(20))) }
        (old, young) = [started('exit 1'), started('exit 2')]
        def exit = { records().resolve("$it/exit") }
        def both = CompletableFuture.runAsync { while (![old, young].every { Files.exists(exit(it)) }) Thread.onSpinWait() }
        both.get(20, TimeUnit.SECONDS)
        Files.setLastModifiedTime(exit(old), FileTime.from(Instant.now() - Duration.ofDays(9)))

        when:
        def next = started('true')

        then:
        jobs()*.id() as Set == [young, next] as Set
    }

    def 'where home cannot be written, the record is aside; a place that is not ours is refused'() {
        given:
        host()
        Files.writeString(home.resolve('.cache'), 'in the way')
        def aside = home.resolve("tmp/groovy-infra-jobs-${Files.getAttribute(home, 'unix:uid')}")

        when:
        def result = end(started('echo aside; ls -d "$TMPDIR"/groovy-infra-jobs-*'))

        then:
        result.stdout() == "aside\n$aside\n"

        when: 'somebody has put a link there'
        aside.toFile().deleteDir()
        Files.createSymbolicLink(aside, Files.createDirectories(home.resolve('trap')))
        def refused = start('echo x')

        then:
        refused.exitCode == 1
        refused.stderr() == "there is no place for the record of the job: $home/.cache/groovy-infra/jobs and $aside cannot be made, or are not ours\n"
        home.resolve('trap').toFile().list() == [] as String[]
    }
}
