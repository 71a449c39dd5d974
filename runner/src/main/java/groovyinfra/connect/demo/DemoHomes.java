package groovyinfra.connect.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where demo hosts live between runs.
 *
 * @param directory a directory for each host, named as the host is
 */
public record DemoHomes(Path directory) {
    private static final List<String> REFUSED = List.of("sudo", "su", "doas");
    private static final String REFUSAL = """
        #!/bin/sh
        echo "${0##*/} is refused on demo hosts: they are this machine, as the current user" >&2
        exit 1
        """;

    /** In the user's cache directory. */
    public static DemoHomes of(Map<String, String> environment) {
        Path cache = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() ->
                        Path.of(Optional.ofNullable(environment.get("HOME")).orElse("/tmp"), ".cache"));
        return new DemoHomes(cache.resolve("groovy-infra").resolve("demo"));
    }

    /** The home of a host; made when there is none. */
    Path home(String host) throws IOException {
        return privateDirectory(directory.resolve(host));
    }

    /** A directory of programs that stand for those by which one becomes another user, and refuse. */
    Path refusals() throws IOException {
        Path programs = privateDirectory(directory.resolve(".refused"));
        for (String name : REFUSED) {
            Path program = programs.resolve(name);
            if (!Files.isExecutable(program)) {
                Files.writeString(program, REFUSAL);
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return programs;
    }

    private static Path privateDirectory(Path path) throws IOException {
        return Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes what a host has. Links are removed, not followed. */
    public void reset(String host) {
        Path home = directory.resolve(host);
        if (!Files.exists(home)) {
            return;
        }
        try {
            Files.walkFileTree(home, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home, e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
