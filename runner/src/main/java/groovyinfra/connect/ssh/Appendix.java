package groovyinfra.connect.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The end of a file that several programs add lines to: under a lock, in a file and folder that only the user can read. */
final class Appendix {
    private final Path path;

    Appendix(Path path) {
        this.path = path;
    }

    /** Adds lines, each with its end. */
    void add(String lines) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel file = FileChannel.open(path, options, mode);
                FileLock lock = file.lock()) {
            long size = file.size();
            String text = size > 0 && !endsLine(file, size) ? "\n" + lines : lines;
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            for (long at = size; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
            file.force(false);
            if (!lock.isValid()) {
                throw new IOException("lost the lock of " + path);
            }
        }
    }

    private static boolean endsLine(FileChannel file, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        file.read(last, size - 1);
        return last.get(0) == '\n';
    }
}
