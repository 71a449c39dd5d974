package groovyinfra.connect.inside

import static groovyinfra.connect.SessionContract.run

import groovyinfra.connect.Asker
import groovyinfra.connect.LostConnectionSpec
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellSession
import groovyinfra.connect.UserPasswords
import groovyinfra.connect.local.LocalConnector
import groovyinfra.connect.ssh.ReconnectSpec
import groovyinfra.connect.ssh.Sshd
import groovyinfra.connect.ssh.SshConnector
import groovyinfra.connect.ssh.WeakWay
import groovyinfra.model.Exit
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
import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A place inside of a host with a real OpenSSH server, whose connections die in the middle of a command. */
@Timeout(90)
@Requires({ Sshd.usable() })
@IgnoreIf({ !Trees.possible() })
class InsideReconnectSpec extends Specification {
    static final List<String> PLACES = ['chroot', 'docker', 'sudo/chroot']

    /** Nothing but busybox in a tree: not even a table of processes. */
    @Shared @AutoCleanup Trees tree = Trees.ofBusybox()

    @AutoCleanup Sshd sshd
    @AutoCleanup WeakWay way
    @AutoCleanup SshConnector connector
    @AutoCleanup ShellSession session
    @AutoCleanup('destroyForcibly') Process first
    @TempDir Path programs
    List<String> watched = [].asSynchronized()
    def told = new LostConnectionSpec.Told()
    def conditions = new PollingConditions(timeout: 30, delay: 0.05)
    /** The directory for temporary files, and what a command waits for, by the name that it has inside. */
    Path temporary
    String gate

    private void connect(String kind) {
        // What a container is, as far as it matters: processes of its own, numbered anew, and ways in for others.
        first = new ProcessBuilder('unshare', '-p', '-m', '--fork', '--mount-proc', '--kill-child', 'sleep', '1000').start()
        conditions.eventually { assert first.children().count() == 1 }
        def docker = programs.resolve('docker')
        Files.writeString(docker, """#!/bin/sh
            [ "\$1" = container ] && { echo true; exit; }
            shift 3
            exec nsenter -p -m -t ${first.children().findFirst().get().pid()} "\$@"
            """.stripIndent())
        docker.toFile().executable = true
        sshd = Sshd.start(SetEnv: "PATH=$programs:/usr/sbin:/usr/bin:/sbin:/bin")
        way = new WeakWay(sshd.port)
        connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
        def chroot = kind.endsWith('chroot')
        temporary = chroot ? tree.folder.resolve('tmp') : Files.createDirectory(sshd.folder.resolve('tmp'))
        def inside = chroot ? '/tmp' : temporary.toString()
        gate = "$inside/gate"
        def settings = [hostKey: Sshd.fingerprint(sshd.hostKey()), tempDirectory: inside]
        def host = Insides.host("ssh:127.0.0.1:$way.port/$kind:${chroot ? tree.folder : 'shop'}", 'inner', settings)
        def passwords = new UserPasswords(Asker.NOBODY)
        session = ShellSession.open(host, new InsideConnector(new LocalConnector(), connector, passwords), passwords, new ReconnectSpec.Watching(watched))
    }

    private CompletableFuture<List<Result>> begin(List<Step> steps, Options options) {
        def results = CompletableFuture.supplyAsync { session.carryOut(steps, options, told) }
        assert told.heard.await(20, TimeUnit.SECONDS)
        results
    }

    private void open() {
        Files.createFile(temporary.resolve('gate'))
    }

    private List<Path> records() {
        Files.list(temporary).withCloseable { all -> all.findAll { it.fileName.toString().startsWith('.groovy-infra-') } }
    }

    def cleanup() {
        Files.deleteIfExists(temporary.resolve('gate'))
        session?.close()
        // One whose shell was stopped and killed has stopped, too, and nobody tells it to go on.
        first?.children()?.forEach { new ProcessBuilder('pkill', '-KILL', '-f', "^nsenter -p -m -t ${it.pid()} ").start().waitFor() }
    }

    def 'a command in #place goes on when #what, and comes to its end as if nothing had happened'() {
        given:
        connect(place)

        when:
        def command = "echo begun; while [ ! -e '$gate' ]; do sleep 0.1; done; seq 50000; echo bad >&2; exit 3"
        def results = begin([run(command)], Options.NONE)
        loss.call(sshd, way)
        conditions.eventually { assert 'back' in watched }
        open()

        then:
        with(results.get(40, TimeUnit.SECONDS)[0]) {
            exit() == new Exit.Code(3)
            stdout() == "begun\n${(1..50000).join('\n')}\n"
            stderr() == 'bad\n'
        }
        watched.size() == 2

        and: 'it can be used as before'
        session.carryOut([run('echo on')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['on\n']

        when:
        session.close()

        then: 'and nothing stays there'
        conditions.eventually { assert records() == [] }

        where:
        [row, place] << [ReconnectSpec.LOSSES, PLACES].combinations()
        (what, loss) = row
    }

    def 'what a command in #place says while nobody reads is neither lost nor a reason to wait'() {
        given:
        connect(place)

        when:
        def command = "echo begun; while [ ! -e '$gate' ]; do sleep 0.1; done; seq 1000000"
        def results = begin([run(command)], Options.NONE)
        way.blocked = true
        way.cut()
        open()
        conditions.eventually { assert watched.size() == 1 }
        way.blocked = false

        then:
        def result = results.get(60, TimeUnit.SECONDS)[0]
        result.exit() == new Exit.Code(0)
        result.stdoutFile().map { Files.size(it) }.orElse(0L) == 'begun\n'.size() + (1..1000000).sum { "$it".size() + 1 }

        where:
        place << PLACES
    }

    def 'a time limit holds in #place when the connection was lost'() {
        given:
        connect(place)
        def mark = "48${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark")], options.with(Option.TIMEOUT, Duration.ofSeconds(3)))
        way.cut()

        then:
        results.get(40, TimeUnit.SECONDS)[0].exit() instanceof Exit.TimedOut
        SessionContract.alive(mark) == 0
        conditions.eventually { assert records() == [] }

        where:
        [place, options] << [PLACES, [Options.NONE, LostConnectionSpec.SENSITIVE]].combinations()
    }

    def 'a command on a terminal in #place is ended when #what, which is known and said'() {
        given:
        connect(place)
        def mark = "49${System.nanoTime()}"

        when:
        def results = begin([run("echo begun; sleep $mark")], SessionContract.ON_TERMINAL)
        loss.call(sshd, way)
        def result = results.get(40, TimeUnit.SECONDS)

        then:
        result*.exit() == [new Exit.Killed('HUP')]
        SessionContract.alive(mark) == 0

        and: 'it can be used as before'
        session.carryOut([run('echo on')], SessionContract.ON_TERMINAL, Session.Progress.SILENT)*.stdout() == ['on\n']
        records() == []

        where:
        [row, place] << [ReconnectSpec.LOSSES, PLACES].combinations()
        (what, loss) = row
    }
}
