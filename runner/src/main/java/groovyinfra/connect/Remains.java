package groovyinfra.connect;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Temporary files of the controller that an earlier run could not remove, as it was killed. */
final class Remains {
    /** What the names of temporary files begin with, here and on hosts. */
    static final String PREFIX = ".groovy-infra-";

    private static final Duration OLD = Duration.ofHours(1);

    private Remains() {}

    /** A new name of a temporary file; only what has such a name is ever removed on hosts. */
    static String name() {
        return PREFIX + Nonce.next();
    }

    /** The word for a new directory of a host, where a shell writes down what shall outlive its connection. */
    static String record() {
        return "\"${TMPDIR:-/tmp}\"/" + PREFIX + "record-" + Nonce.next();
    }

    /** Removes those that nobody writes to any more. */
    static void remove(Path directory) {
        Instant old = Instant.now().minus(OLD);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : all) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException foreign) {
            // Somebody else's: it stays.
        }
    }
}
