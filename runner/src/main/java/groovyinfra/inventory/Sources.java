package groovyinfra.inventory;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what {@code -i} names, one after another: files, programs, lists of hosts, {@code local}, {@code demo:3}. */
final class Sources {
    private static final Pattern DATA = Pattern.compile(".*\\.(ya?ml|json)");

    private final Path folder;
    private final Duration patience;
    private final Draft draft;
    private final Problems problems;
    private final List<SideFiles> beside = new ArrayList<>();

    /**
     * A reader of sources.
     *
     * @param folder that files are relative to
     * @param patience how long a program may take
     */
    Sources(Draft draft, Path folder, Duration patience) {
        this.draft = draft;
        this.problems = draft.problems;
        this.folder = folder;
        this.patience = patience;
    }

    /** What the user should know about files that were not read, and groups that are hardly any. */
    List<Problem> warnings() {
        return Stream.concat(
                        beside.stream().flatMap(files -> files.strangers(draft).stream()), draft.misnamed().stream())
                .distinct()
                .toList();
    }

    /**
     * Reads one more.
     *
     * @param at where it stands
     * @param number of those before it
     */
    void read(String source, Position at, int number) {
        Path file = folder.resolve(
                source.startsWith("~/") ? System.getProperty("user.home") + source.substring(1) : source);
        if (source.isEmpty()) {
            problems.add(at, "Inventory is empty text", "-i ''", "name a file or hosts");
        } else if (!source.contains("://") && Files.isDirectory(file)) {
            problems.add(at, "Inventory is a folder", "'" + source + "'", inside(file));
        } else if (!source.contains("://") && Files.exists(file)) {
            file(file, number);
        } else {
            List<String> items = Named.items(source);
            items.stream()
                    .filter(Sources::looksLikeFile)
                    .findFirst()
                    .ifPresentOrElse(
                            item -> missing(item, items.size() > 1, file, at),
                            () -> new Named(draft, at, number).read(source));
        }
    }

    private static boolean looksLikeFile(String source) {
        boolean address = source.contains("://") || source.contains("@") || Named.isInside(source);
        return !address
                && (source.contains("/")
                        || DATA.matcher(source.toLowerCase(Locale.ROOT)).matches());
    }

    private void file(Path file, int number) {
        InventoryFile schema = new InventoryFile(draft, number);
        boolean program =
                Files.isExecutable(file) && !DATA.matcher(file.toString()).matches();
        String text = program ? new Program(file, patience, problems).output() : Texts.read(file, problems);
        String name = program ? file + " (its output)" : file.toString();
        YamlFile.read(name, text, folder(file), problems).ifPresentOrElse(schema::inventory, () -> empty(file, text));
        SideFiles files = new SideFiles(folder(file), problems);
        files.read(draft, schema);
        beside.add(files);
    }

    private void empty(Path file, String text) {
        if (!problems.any() && text.isBlank()) {
            problems.add(
                    new Position(file.toString(), 1, 0),
                    "Inventory is empty",
                    "the file says nothing",
                    "write hosts: and, indented below it, a name and a colon");
        }
    }

    private static Path folder(Path file) {
        return file.getParent() == null ? Path.of("") : file.getParent();
    }

    private void missing(String source, boolean several, Path file, Position at) {
        if (several) {
            problems.add(
                    at,
                    "File in a list of hosts",
                    "'" + source + "'",
                    at.line() > 0
                            ? "write a list of YAML: inventory: [" + source + ", local]"
                            : "give it an -i of its own: -i " + source + " -i local");
            return;
        }
        List<String> near = names(folder(file));
        String attempt = Suggestion.nearest(String.valueOf(file.getFileName()), near)
                .map(name -> "did you mean '" + folder(file).resolve(name) + "'?")
                .orElse("create it, or name hosts: -i web1,web2");
        String path = file.toString().equals(source) ? "" : " is " + file;
        problems.add(at, "Inventory file does not exist", "'" + source + "'" + path, attempt);
    }

    private static String inside(Path folder) {
        return names(folder).stream()
                .filter(name -> DATA.matcher(name).matches())
                .findFirst()
                .map(name -> "name the file in it: " + folder.resolve(name))
                .orElse("name a file");
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
