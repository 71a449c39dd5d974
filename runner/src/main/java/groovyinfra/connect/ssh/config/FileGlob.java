package groovyinfra.connect.ssh.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that a name with {@code *}, {@code ?} and {@code [...]} stands for. */
final class FileGlob {
    private FileGlob() {}

    /** In the order of their names; names that begin with a dot only where the pattern does. */
    static List<Path> of(Path pattern) {
        List<Path> found = List.of(pattern.getRoot() == null ? Path.of("") : pattern.getRoot());
        for (Path name : pattern) {
            found = found.stream().flatMap(folder -> in(folder, name)).toList();
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static Stream<Path> in(Path folder, Path name) {
        String text = name.toString();
        if (text.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
            return Stream.of(folder.resolve(name));
        }
        String escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + escaped);
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> matcher.matches(file.getFileName()))
                    .filter(file -> text.startsWith(".")
                            || !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException none) {
            return Stream.of();
        }
    }
}
