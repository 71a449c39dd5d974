import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks or writes the form of all sources: Java as Palantir's formatter has it, everything else without stray blanks. */
final class Style {
    private static final Set<String> TEXTS = Set.of("groovy", "md", "xml", "yaml", "sh");
    private static final Formatter JAVA = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    public static void main(String[] arguments) throws IOException {
        boolean write = arguments[0].equals("write");
        Path root = Path.of(arguments[1]).toRealPath();
        List<String> wrong = sources(root).parallelStream()
                .filter(file -> differs(file, write))
                .map(file -> root.relativize(file).toString())
                .sorted()
                .toList();
        wrong.forEach(file -> System.out.println((write ? "formatted " : "not formatted: ") + file));
        if (!write && !wrong.isEmpty()) {
            System.out.println("Format them with: ./mvnw -q -pl spec/style process-sources -Dstyle=write");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(root) || !(name.equals("target") || name.startsWith("."));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && (extension(file).equals("java") || TEXTS.contains(extension(file)))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean differs(Path file, boolean write) {
        try {
            String text = Files.readString(file);
            String formed = extension(file).equals("java") ? JAVA.formatSourceAndFixImports(text) : tidy(text);
            if (write && !formed.equals(text)) {
                Files.writeString(file, formed);
            }
            return !formed.equals(text);
        } catch (FormatterException | IOException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private static String tidy(String text) {
        String body = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return body.isBlank() ? "" : body.stripTrailing() + "\n";
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
