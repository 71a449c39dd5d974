package groovyinfra.connect.ssh.config;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The configuration of OpenSSH's client: that of the user, then that of the machine. Read once; asked by many threads at once.
 */
public final class OpenSshConfig {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String user;
    private final Path home;
    private final String shell;
    private final List<List<Entry>> files;
    private final Map<String, Boolean> ran = new ConcurrentHashMap<>();
    private final Map<Query, Settled> settled = new ConcurrentHashMap<>();

    private OpenSshConfig(String user, Path home, String shell, List<List<Entry>> files) {
        this.user = user;
        this.home = home;
        this.shell = shell;
        this.files = files;
    }

    /**
     * Reads those of the two files that exist.
     *
     * @param user who runs us
     * @param own the user's file
     * @param machine that of all users
     * @param shell runs the commands of {@code Match exec}
     */
    public static OpenSshConfig read(String user, Path home, Path own, Path machine, String shell) {
        return new OpenSshConfig(
                user,
                home,
                shell,
                List.of(
                        new ConfigFiles(home, home.resolve(".ssh"), true).read(own),
                        new ConfigFiles(home, machine.resolveSibling(""), false).read(machine)));
    }

    /** What applies to a host. */
    public Settled of(Query query) {
        return settled.computeIfAbsent(query, it -> new Evaluation(it, user, home, this::succeeds).of(files));
    }

    // The same command is run once for all hosts.
    private boolean succeeds(String command) {
        return ran.computeIfAbsent(command, this::run);
    }

    private boolean run(String command) {
        try {
            Process process = new ProcessBuilder(shell, "-c", command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
