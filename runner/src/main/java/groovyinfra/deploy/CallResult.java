package groovyinfra.deploy;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a call gives back to the script: what it did, or in a plan what it will do.
 *
 * <p>Asking a planned call for what cannot be known before it ran ends the plan of this host, by {@link Halt}.
 */
public interface CallResult {

    /** Whether it changed the host. */
    boolean isChanged();

    /** Whether it failed, where errors are ignored. */
    boolean isFailed();

    /** Whether it was skipped. */
    boolean isSkipped();

    /** What the last command printed. */
    String getStdout();

    /** A file of the controller with all of it, where it was too long for {@link #getStdout}; there until the run ends. */
    default Optional<Path> getStdoutFile() {
        return Optional.empty();
    }

    /** What the last command printed as errors. */
    String getStderr();

    /** How the last command ended; -1 when not by itself. */
    int getExitCode();
}
