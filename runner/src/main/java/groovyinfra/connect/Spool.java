package groovyinfra.connect;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Private files of the controller for output that is too large for memory. They are gone when the session is closed. */
final class Spool implements AutoCloseable {
    private Optional<Path> directory = Optional.empty(); // guarded by this
    private boolean closed; // guarded by this

    /** A new empty file that only the present user may read. */
    synchronized Path file() throws IOException {
        if (closed) {
            throw new IOException("the session is closed");
        }
        if (directory.isEmpty()) {
            directory = Optional.of(Files.createTempDirectory("groovy-infra-output-"));
        }
        return Files.createTempFile(directory.get(), "output-", "");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (directory.isPresent()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get())) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(directory.get());
            } catch (IOException left) {
                // A private file in the directory for temporary files: whoever cleans that up finds it.
            }
        }
    }
}
