package groovyinfra.deploy;

import groovyinfra.model.Secret;
import groovyinfra.model.SourceEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The controller as deploy files see it. What is read here is fixed for the run: every host, plan and apply see the same. */
public interface Controller {

    /** When the run began. */
    Instant now();

    /** A number that differs from run to run, to seed generators with. */
    long seed();

    /** The content of a file, relative to the file that names it. */
    byte[] read(Path file);

    /** A file that is too large to be kept in memory; its content is fixed by its checksum. */
    SourceEntry entry(Path file);

    /** What is in a directory, by path below it, in order; it is looked at once. */
    List<SourceEntry> tree(Path directory);

    /** An environment variable. */
    Optional<String> environment(String name);

    /** Asks the user, once for all hosts, without showing the answer. */
    Secret prompt(String question);

    /** The output of a command of the controller, run once for all hosts, without its last line end. */
    Secret output(List<String> command);

    /** Takes note of a secret, so that it is masked wherever anything is shown. */
    Secret keep(Secret secret);

    /** Asks the user yes or no, once for all hosts; no without a terminal, yes with {@code -y}. */
    boolean confirm(String question);
}
