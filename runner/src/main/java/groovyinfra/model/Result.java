package groovyinfra.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a command did.
 *
 * @param stdout as text in UTF-8, at most {@link #LIMIT} characters: of more, head and tail
 * @param stderr likewise
 * @param stdoutFile a file of the controller with all of it, where something is missing above; there until the run ends
 * @param stderrFile likewise
 */
public record Result(
        Exit exit, String stdout, String stderr, Duration took, Optional<Path> stdoutFile, Optional<Path> stderrFile) {
    /** How much of an output is kept. */
    public static final int LIMIT = 4 << 20;

    /** In the place of output that nobody knows, as the connection was lost meanwhile. */
    public static final String GAP = "\n[... what came here is lost: the host kept no more of it ...]\n";

    /** A result of something that ended well and said nothing. */
    public static final Result DONE = new Result(new Exit.Code(0), "", "", Duration.ZERO);

    /** Whose output is here as a whole. */
    public Result(Exit exit, String stdout, String stderr, Duration took) {
        this(exit, stdout, stderr, took, Optional.empty(), Optional.empty());
    }

    /**
     * The exit code, as scripts read it: {@code it.exitCode}; -1 when there is none, since 128 + n, as shells count signals, is not
     * invented.
     */
    public int getExitCode() {
        return exit instanceof Exit.Code(int code) ? code : -1;
    }
}
