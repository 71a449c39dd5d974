package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import groovyinfra.model.Host
import groovyinfra.model.Options

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/**
 * A real OpenSSH server on a loopback port, with keys, configuration and a user's home of its own in a temporary folder. The
 * only account is the one that runs the specs. Without sshd a spec is skipped, with CI=true it fails:
 * {@code @Requires({ Sshd.usable() })}.
 */
@CompileStatic
class Sshd implements Closeable {
    private static final Path BINARY = Path.of('/usr/sbin/sshd')

    /** Everything that belongs to the server. */
    final Path folder
    /** The client's side: .ssh with a key that the server accepts, and known_hosts. */
    final Path home
    final int port
    /** What the server has logged so far. */
    final StringBuffer log = new StringBuffer()
    private final Process process

    /** Whether specs that need a server can run here. */
    static boolean usable() {
        boolean there = Files.isExecutable(BINARY)
        if (!there && System.getenv('CI') == 'true') {
            throw new IllegalStateException("$BINARY is missing, and CI must run everything")
        }
        there
    }

    /** Starts a server with these lines in its configuration, such as {@code MaxStartups: '2:100:2'}. */
    static Sshd start(Map<String, ?> directives = [:]) {
        Path folder = Files.createTempDirectory('sshd')
        // The port that was free a moment ago may be taken when the server wants it.
        for (int attempt = 0; ; attempt++) {
            try {
                return new Sshd(folder, freePort(), directives)
            } catch (IllegalStateException taken) {
                if (attempt == 4) {
                    throw taken
                }
            }
        }
    }

    private Sshd(Path folder, int port, Map<String, ?> directives) {
        this.folder = folder
        this.home = Files.createDirectories(folder.resolve('home'))
        this.port = port
        Path ssh = Files.createDirectories(home.resolve('.ssh'))
        if (!Files.exists(folder.resolve('host_ed25519'))) {
            generate(folder.resolve('host_ed25519'), 'ed25519')
            generate(ssh.resolve('id_ed25519'), 'ed25519')
            authorize(ssh.resolve('id_ed25519'))
        }
        trust()
        process = launch(configuration(directives))
    }

    String getUser() {
        System.getProperty('user.name')
    }

    /** The user's side of this machine, without an agent. */
    LocalUser getLocalUser() {
        new LocalUser(user, home, Optional.<Path> empty())
    }

    /** A host of an inventory that is this server. */
    Host host(Map<String, Object> settings = [:], String name = 'here') {
        new Host(name, '127.0.0.1', 'ssh', ([port: port] as Map<String, Object>) + settings, [:], ['all'], Options.NONE)
    }

    /** Makes a pair of keys with ssh-keygen. */
    static Path generate(Path file, String type, String passphrase = '', List<String> more = []) {
        run(['ssh-keygen', '-q', '-t', type, '-N', passphrase, '-C', file.fileName.toString(), '-f', file.toString()] + more)
        file
    }

    /** Runs a program to its end and returns what it prints. */
    static String run(List<String> command, Map<String, String> environment = [:]) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
        builder.environment().putAll(environment)
        Process process = builder.start()
        process.outputStream.close()
        String output = process.inputStream.text
        if (process.waitFor() != 0) {
            throw new IllegalStateException("${command.join(' ')}: $output")
        }
        output
    }

    /** Lets the user log in with this key. */
    void authorize(Path key) {
        Path keys = folder.resolve('authorized_keys')
        // A home without start-up files: the user's own may take long, and print.
        String line = "environment=\"HOME=$home\" ${Files.readString(Path.of("${key}.pub"))}"
        Files.writeString(keys, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
    }

    /** The public host key of this type, as a file. */
    Path hostKey(String type = 'ed25519') {
        folder.resolve("host_${type}.pub")
    }

    /** The fingerprint of a key, as OpenSSH itself shows it. */
    static String fingerprint(Path publicKey) {
        run(['ssh-keygen', '-lf', publicKey.toString()]).split(' ')[1]
    }

    Path getKnownHosts() {
        home.resolve('.ssh/known_hosts')
    }

    /** Makes this server the only known host. */
    void trust() {
        Files.writeString(knownHosts, "[127.0.0.1]:$port ${Files.readString(hostKey())}")
    }

    /** Stops the server and its sessions as a host stops that loses its power: connections stay, nobody answers. */
    void freeze() {
        run(['kill', '-STOP'] + everything()*.pid()*.toString())
    }

    /** Ends the server with all its sessions, at once and without a word. */
    void kill() {
        everything()*.destroyForcibly()
        process.waitFor(10, TimeUnit.SECONDS)
    }

    /** The processes of those who are logged in. */
    List<ProcessHandle> sessions() {
        process.toHandle().children().toList()
    }

    /** Ends all sessions at once and without a word; the server stays. */
    void killSessions() {
        sessions().collectMany { it.descendants().toList() + [it] }*.destroyForcibly()
    }

    /** Ends the servers of all sessions, but not what they have started. */
    void cutSessions() {
        sessions()*.destroyForcibly()
    }

    private List<ProcessHandle> everything() {
        process.toHandle().descendants().toList() + [process.toHandle()]
    }

    @Override
    void close() {
        kill()
        folder.toFile().deleteDir()
    }

    private Path configuration(Map<String, ?> directives) {
        Map<String, Object> all = [
                Port: port, ListenAddress: '127.0.0.1', HostKey: folder.resolve('host_ed25519'), PidFile: 'none',
                AuthorizedKeysFile: folder.resolve('authorized_keys'), StrictModes: 'no', UsePAM: 'no',
                PasswordAuthentication: 'no', KbdInteractiveAuthentication: 'no', PermitRootLogin: 'yes',
                MaxStartups: '500', PermitUserEnvironment: 'yes', LogLevel: 'VERBOSE', UseDNS: 'no', PrintMotd: 'no',
        ] as Map<String, Object>
        all.putAll(directives as Map<String, Object>)
        List<String> lines = all.collectMany { key, value ->
            (value instanceof Collection ? value as Collection : [value]).collect { "$key $it".toString() }
        }
        Files.write(folder.resolve('sshd_config'), lines)
    }

    private Process launch(Path configuration) {
        if (user == 'root') {
            Files.createDirectories(Path.of('/run/sshd'))
        }
        Process started = new ProcessBuilder(BINARY.toString(), '-D', '-e', '-f', configuration.toString())
                .redirectErrorStream(true).start()
        CompletableFuture<Boolean> ready = new CompletableFuture<>()
        Thread.startDaemon('sshd log') {
            started.inputStream.withReader { reader ->
                String line
                while ((line = reader.readLine()) != null) {
                    log.append(line).append('\n')
                    if (line.contains('Server listening on')) {
                        ready.complete(true)
                    }
                }
            }
            ready.complete(false)
        }
        // Should the specs be killed, the server must not stay.
        Runtime.runtime.addShutdownHook(new Thread({ started.destroyForcibly() } as Runnable))
        if (!ready.get(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("sshd did not start:\n$log")
        }
        started
    }

    private static int freePort() {
        new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
    }
}
