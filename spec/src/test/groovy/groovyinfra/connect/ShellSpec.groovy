package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What a command does must not be felt by the next one, in any shell. */
class ShellSpec extends Specification {
    /** What a script that cannot be read ends with. */
    static final Map<String, Integer> SYNTAX = [dash: 2, bash: 2, ash: 2, ksh: 3, mksh: 1, lksh: 1, zsh: 1, yash: 2, posh: 1, klibc: 2]

    @TempDir @Shared Path home
    @Shared Map<String, ShellSession> sessions = [:]
    /** What is ignored from the start, as under nohup: a shell may tell of it. */
    @Shared Map<String, String> traps = [:]

    def setupSpec() {
        ShellConnector.SHELLS.keySet().each {
            sessions[it] = new ShellConnector(it, home).session()
            traps[it] = one(it, run('echo "$(trap)"')).stdout().trim()
        }
    }

    def cleanupSpec() {
        sessions.values()*.close()
    }

    static Step.Run run(String script, Options options = Options.NONE, Content stdin = null) {
        new Step.Run(Command.raw(script), options, Optional.ofNullable(stdin))
    }

    Result one(String shell, Step step, Options options = Options.NONE) {
        sessions[shell].carryOut([step], options, Session.Progress.SILENT).first()
    }

    def 'in #shell, what a command has left running does not write into the next one, also where numbers of processes have begun again'() {
        given:
        def connector = new ShellConnector(shell, home)
        def session = connector.session()
        def gate = home.resolve("gate-$shell")

        when: 'only root can say which number is next'
        session.carryOut([run("echo 300 >/proc/sys/kernel/ns_last_pid; mkfifo $gate; (read x <$gate; while echo leaked; do :; done) & echo started")],
                Options.NONE, Session.Progress.SILENT)
        def next = session.carryOut([run("echo go >$gate; echo next"), run('echo last')], Options.NONE, Session.Progress.SILENT)

        then:
        next*.stdout() == ['next\n', 'last\n']

        cleanup:
        session.close()

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, "#script" ends with #code and the next command finds nothing of it'() {
        when:
        def result = one(shell, run(script))

        then:
        result.exit() == new Exit.Code(code)

        and:
        def next = one(shell, run('echo "$PWD|$LEAK|$(umask)|$-|$(trap)|$(cat /proc/self/limits)"; echo to stderr >&2; leak 2>/dev/null || exit 4'))
        next.stdout() == one(shell, run('echo "$PWD||$(umask)|$-|TRAPS|$(cat /proc/self/limits)"')).stdout().replace('TRAPS', traps[shell])
        next.stderr() == 'to stderr\n'
        next.exitCode == 4

        where:
        [shell, row] << [ShellConnector.SHELLS.keySet(), [
            ['exit 3', 3],
            ['cd /', 0],
            ['LEAK=1; export LEAK', 0],
            ['umask 0', 0],
            ['set -e; false; true', 1],
            ['set -eux', 0],
            ['exec true', 0],
            ['exec 1>&-; exec 2>&-', 0],
            ['trap "echo leaked" EXIT TERM', [klibc: 1]],
            ['echo "unclosed', SYNTAX],
            ["echo 'unclosed", SYNTAX],
            ['cat <<END\nunclosed here-document', [mksh: 1, lksh: 1, posh: 1, yash: 2]],
            ['leak() { true; }', 0],
            ['alias leak=true', [posh: 127]],
            ['kill -KILL $$', 137],
            ['kill 0', ShellConnector.SHELLS.collectEntries { [it.key, it.key in ['mksh', 'lksh'] ? 0 : 143] }],
            ['ulimit -n 20', [posh: 127, klibc: 127]],
            ['_gi_frame() { echo leaked; }; _gi=leaked', 0],
            ['printf "\\036%s end 0 0\\n" 0123456789abcdef0123456789abcdef; exit 5', 5],
            [')', SYNTAX],
            ['}', SYNTAX],
            ['done', SYNTAX],
            ['break', [zsh: 1, yash: 2]],
            ['cat', 0],
        ]].combinations()
        script = row[0]
        code = row[1] instanceof Map ? row[1].getOrDefault(shell, 0) : row[1]
    }

    def 'in #shell, a command is over when it ends, and what #who says later belongs to no other command'() {
        given: 'something that speaks when the next command lets it, and tells when it has'
        def gate = home.resolve("gate ${System.nanoTime()}")
        def late = home.resolve("late ${System.nanoTime()}")
        Files.writeString(late, "trap '' PIPE; read x <'$gate'; echo late; echo late >&2; echo done >'$gate'")
        def script = "mkfifo '$gate'; ${start.replace('LATE', "sh '$late'")} & echo begun"

        when:
        def results = sessions[shell].carryOut(
            [run(script), run("echo go >'$gate'; read x <'$gate'; echo next"), run('echo last >&2')], Options.NONE, Session.Progress.SILENT)

        then:
        results*.stdout() == ['begun\n', 'next\n', '']
        results*.stderr() == ['', '', 'last\n']

        where:
        [shell, row] << [ShellConnector.SHELLS.keySet(), [
            ['a child in the background', 'LATE'],
            ['a session of its own', 'setsid LATE'],
            ['a daemon', 'setsid sh -c "setsid LATE &"'],
            ['one that has only the errors', 'setsid LATE >/dev/null'],
            ['one that has only a copy of the output', 'setsid LATE 5>&1 >/dev/null 2>&1'],
        ]].combinations()
        who = row[0]
        start = row[1]
    }

    def 'in #shell, what runs is ended even where its shell was lost'() {
        given:
        def mark = "34${System.nanoTime()}"

        when:
        def result = one(
            shell, run("sleep $mark & kill -KILL \$PPID; wait"), Options.NONE.with(Option.TIMEOUT, Duration.ofMillis(500)))

        then:
        result.exit() instanceof Exit.TimedOut
        SessionContract.alive(mark) == 0

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, a process that is just being started when its parent ends is asked to end, too'() {
        given:
        def mark = "35${System.nanoTime()}"

        when:
        def result = one(
            shell, run("trap 'sleep $mark & exit' TERM; sleep $mark & wait"), Options.NONE.with(Option.TIMEOUT, Duration.ofMillis(500)))

        then:
        result.exit() instanceof Exit.TimedOut
        result.took() < Duration.ofSeconds(5)
        SessionContract.alive(mark) == 0

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'what will not end, and what has left its parents, is ended all the same, and the process table shows it'() {
        given:
        def mark = "37${System.nanoTime()}"
        def stubborn = "trap '' TERM; sleep $mark & sh -c \"trap '' TERM; sleep $mark; sleep $mark\" & echo stubborn; wait; sleep $mark"
        def daemon = "setsid sh -c \"setsid sleep $mark & exit\"; echo daemon; sleep $mark"
        def limit = Duration.ofSeconds(1)
        def atOnce = Executors.newFixedThreadPool(3)

        when: 'in some shells at once, as the stubborn ones take their time'
        def results = [stubborn, daemon].collectMany { script ->
            ShellConnector.SHELLS.keySet().collect { shell ->
                atOnce.submit {
                    def own = new ShellConnector(shell, home).session()
                    try {
                        own.carryOut([run(script)], Options.NONE.with(Option.TIMEOUT, limit), Session.Progress.SILENT)[0]
                    } finally {
                        own.close()
                    }
                }
            }
        }*.get()

        then:
        results.every { it.exit() instanceof Exit.TimedOut && it.stdout() ==~ /(stubborn|daemon)\n/ }
        results.every { !it.stderr().contains('still running') }
        results.take(ShellConnector.SHELLS.size()).every { it.took() >= limit + Reaper.PATIENCE }
        results.drop(ShellConnector.SHELLS.size()).every { it.took() < limit + Reaper.PATIENCE }
        SessionContract.alive(mark) == 0

        cleanup:
        atOnce.close()
    }

    def 'what has left its parents is ended also where it began in the same tick as the shell'() {
        given:
        def mark = "38${System.nanoTime()}"
        def shells = []
        def daemon = 0L

        when: 'a machine is not always fast enough'
        for (int attempt = 0; attempt < 200 && (!shells || begun(shells.last().pid()) != begun(daemon)); attempt++) {
            def script = "setsid setsid sh -c 'echo \$\$; exec sleep $mark$attempt' & sleep $mark$attempt; :"
            shells << new ProcessBuilder('sh', '-c', script).start()
            daemon = shells.last().inputReader().readLine() as long
        }

        then:
        begun(shells.last().pid()) == begun(daemon)

        when:
        def reaper = new ProcessBuilder('sh', '-c', "set -- ${shells.last().pid()} 5 0 ''\n$Scripts.REAP").start()

        then:
        reaper.inputReader().readLine() == 'reaped TERM'
        SessionContract.alive("$mark${shells.size() - 1}") == 0

        cleanup:
        ProcessHandle.allProcesses().filter { it.info().commandLine().orElse('').contains(mark) }.each { it.destroyForcibly() }
    }

    /** When a process began, in ticks since the machine did. */
    private static long begun(long pid) {
        def line = Files.readString(Path.of("/proc/$pid/stat"))
        line.substring(line.lastIndexOf(')')).split(' ')[20] as long
    }

    @Requires({ Files.getOwner(Path.of('/proc/self')).name == 'root' })
    def 'an older process that holds the same streams is left alone, also where its number is the higher one'() {
        given:
        def pipe = home.resolve('pipe')
        new ProcessBuilder('mkfifo', "$pipe").start().waitFor()
        def other = new ProcessBuilder('sh', '-c', "exec 9<>$pipe; echo ready; exec sleep 3729").start()
        other.inputReader().readLine()
        def shell = null
        while (!shell || begun(shell.pid()) == begun(other.pid())) {
            shell?.destroyForcibly()
            Files.writeString(Path.of('/proc/sys/kernel/ns_last_pid'), '300')
            shell = new ProcessBuilder('sh', '-c', "exec >$pipe 2>&1; sleep 3728; :").start()
        }

        when:
        def reaper = new ProcessBuilder('sh', '-c', "set -- ${shell.pid()} 1 0 ''\n$Scripts.REAP").start()
        def said = reaper.inputStream.text

        then:
        shell.pid() < other.pid()
        said.startsWith('reaped ')
        shell.waitFor(5, TimeUnit.SECONDS)
        other.isAlive()

        cleanup:
        other?.destroyForcibly()
    }
}
