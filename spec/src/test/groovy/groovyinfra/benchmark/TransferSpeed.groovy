package groovyinfra.benchmark

import com.sun.management.OperatingSystemMXBean
import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.ShellSession
import groovyinfra.connect.ssh.LongWay
import groovyinfra.connect.ssh.SshConnector
import groovyinfra.connect.ssh.Sshd
import groovyinfra.model.Content
import groovyinfra.model.Host
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path

/**
 * How fast files travel, beside OpenSSH's own client, to a real sshd of this machine; and what a tree of small files costs. Run by hand,
 * by {@code spec/measure}: {@code TransferSpeed MEGABYTES ROUNDS}. Everything is measured in turns, since other work on the machine counts.
 */
class TransferSpeed {
    private static final int SMALL_FILES = 1000

    private final Sshd sshd
    private final SshConnector connector
    private final Path source
    private final Map<String, List<Long>> taken = [:].withDefault { [] as List<Long> }

    private TransferSpeed(Sshd sshd, SshConnector connector, Path source) {
        this.sshd = sshd
        this.connector = connector
        this.source = source
    }

    static void main(String... arguments) {
        def (megabytes, rounds) = [arguments[0] as int, arguments[1] as int]
        def sshd = Sshd.start()
        def connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.<Path> empty(), { problem -> println problem })
        try {
            def source = sshd.folder.resolve('source')
            def piece = new byte[1 << 20]
            new Random(1).nextBytes(piece)
            source.toFile().withOutputStream { out -> megabytes.times { out.write(piece) } }
            def speed = new TransferSpeed(sshd, connector, source)
            speed.large(rounds)
            speed.report(megabytes)
            [0, 25].each { speed.small(it) }
        } finally {
            connector.close()
            sshd.close()
        }
    }

    private void large(int rounds) {
        def session = ShellSession.open(sshd.host(), connector)
        try {
            (rounds + 1).times { round ->
                timed('up, ssh, its own choice', round) { ssh([], "cat >'$sshd.folder/by-ssh'", source, null) }
                timed('up, ssh, aes128-gcm', round) { ssh(['-c', 'aes128-gcm@openssh.com'], "cat >'$sshd.folder/by-ssh'", source, null) }
                timed('up, this program', round) { step(session, upload()) }
                timed('down, ssh, its own choice', round) { ssh([], "cat '$source'", null, sshd.folder.resolve('back')) }
                timed('down, ssh, aes128-gcm', round) { ssh(['-c', 'aes128-gcm@openssh.com'], "cat '$source'", null, sshd.folder.resolve('back')) }
                timed('down, this program', round) { step(session, new Step.Download("$source", sshd.folder.resolve('back'))) }
            }
        } finally {
            session.close()
        }
    }

    private Step upload() {
        new Step.Upload(new Content.OnController(source), "$sshd.folder/by-us", Optional.of(Mode.of('0644')), Optional.empty(), Optional.empty(),
                Optional.empty())
    }

    private static void step(Session session, Step step) {
        Result result = session.carryOut([step], Options.NONE, Session.Progress.SILENT).first()
        assert result.exitCode == 0: "$result"
    }

    private void ssh(List<String> more, String command, Path input, Path output) {
        def words = ['ssh', '-F', 'none', '-p', "$sshd.port".toString(), '-i', "$sshd.home/.ssh/id_ed25519".toString(), '-o',
                "UserKnownHostsFile=$sshd.home/.ssh/known_hosts".toString()] + more + ['127.0.0.1', command]
        def builder = new ProcessBuilder(words).inheritIO()
        builder.redirectInput(input ? input.toFile() : new File('/dev/null'))
        if (output) {
            builder.redirectOutput(output.toFile())
        }
        assert builder.start().waitFor() == 0
    }

    /** The first round is not counted. */
    private void timed(String what, int round, Runnable work) {
        def begun = System.nanoTime()
        work.run()
        if (round > 0) {
            taken[what] << System.nanoTime() - begun
        }
    }

    private void report(int megabytes) {
        taken.each { what, nanos ->
            def sorted = nanos.sort(false)
            printf('%-28s median %4.0f MB/s, best %4.0f%n', what, speed(megabytes, sorted[sorted.size().intdiv(2)]), speed(megabytes, sorted[0]))
        }
    }

    private static double speed(int megabytes, long nanos) {
        megabytes * 1.048576d * 1_000_000_000L / nanos
    }

    private void small(int roundTrip) {
        def way = new LongWay(sshd.port, roundTrip)
        def settings = [port: way.port, hostKey: Sshd.fingerprint(sshd.hostKey())] as Map<String, Object>
        def session = ShellSession.open(new Host('far', '127.0.0.1', 'ssh', settings, [:], ['all'], Options.NONE), connector)
        def system = (OperatingSystemMXBean) ManagementFactory.operatingSystemMXBean
        try {
            3.times { round ->
                def to = Files.createDirectories(sshd.folder.resolve("tree $roundTrip $round"))
                def members = (1..SMALL_FILES).collect { int n -> new Step.Tree.Member("file $n", Content.text("content of $n\n" * 60), 60L * "content of $n\n".length(), Mode.of('0644'), 0, 0) }
                def (begun, cpu) = [System.nanoTime(), system.processCpuTime]
                step(session, new Step.Tree("$to", members, Optional.empty(), Optional.empty()))
                printf('%d small files as a tree, %d ms round trip: %.2f s, %.2f s CPU here%n', SMALL_FILES, roundTrip,
                        (System.nanoTime() - begun) / 1e9d, (system.processCpuTime - cpu) / 1e9d)
            }
            def to = Files.createDirectories(sshd.folder.resolve("single $roundTrip"))
            def (begun, cpu) = [System.nanoTime(), system.processCpuTime]
            session.carryOut((1..SMALL_FILES).collect { int n ->
                (Step) new Step.Upload(Content.text("content of $n\n" * 60), "$to/file $n", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
            }, Options.NONE, Session.Progress.SILENT)
            printf('%d small files one by one, %d ms round trip: %.2f s, %.2f s CPU here%n', SMALL_FILES, roundTrip,
                    (System.nanoTime() - begun) / 1e9d, (system.processCpuTime - cpu) / 1e9d)
        } finally {
            session.close()
            way.close()
        }
    }
}
