package groovyinfra.run;

import groovyinfra.model.Content;
import groovyinfra.model.SourceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the controller, with all that is in it. */
record SourceTree(Path directory, String named) {

    /** Everything below the directory; what is neither file nor directory nor link is a problem. */
    List<SourceEntry> entries() {
        if (!Files.isDirectory(directory)) {
            throw FixedController.problem(
                    "Directory does not exist", "'" + named + "'", "Correct the name, or create the directory.");
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.equals(directory))
                    .map(this::entry)
                    .sorted(Comparator.comparing(SourceEntry::path))
                    .toList();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (UncheckedIOException unreadable) {
            throw unreadable(unreadable.getCause());
        }
    }

    private RuntimeException unreadable(IOException cause) {
        return FixedController.problem(
                "Directory cannot be read", "'" + named + "': " + cause, "Make all that is in it readable.");
    }

    private SourceEntry entry(Path file) {
        String path = directory.relativize(file).toString();
        try {
            if (Files.isSymbolicLink(file)) {
                String target = Files.readSymbolicLink(file).toString();
                return new SourceEntry(path, SourceEntry.Kind.LINK, file, 0, "", false, target);
            }
            if (Files.isDirectory(file)) {
                return new SourceEntry(path, SourceEntry.Kind.DIRECTORY, file, 0, "", false, "");
            }
            if (Files.isRegularFile(file)) {
                return file(file, path);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw FixedController.problem(
                "Neither file nor directory nor link", "'" + named + "/" + path + "'", "Take it away from there.");
    }

    /** A regular file, which is read once for its checksum. */
    static SourceEntry file(Path file, String path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        if (attributes.isOther()) {
            throw FixedController.problem(
                    "File cannot be read",
                    "'" + file + "' is a pipe, a socket or a device",
                    "Put what it gives into a file first.");
        }
        boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        return new SourceEntry(
                path,
                SourceEntry.Kind.FILE,
                file,
                attributes.size(),
                new Content.OnController(file).sha256(),
                executable,
                "");
    }
}
