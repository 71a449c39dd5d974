package groovyinfra.model;

import java.nio.file.Path;

/**
 * Something in a directory of the controller.
 *
 * @param path below the directory, with slashes
 * @param sha256 of a regular file, in hexadecimal digits
 * @param executable whether its owner may run it
 * @param target of a symbolic link, which is not followed
 */
public record SourceEntry(
        String path, Kind kind, Path file, long size, String sha256, boolean executable, String target) {
    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK
    }
}
