package groovyinfra.inventory;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** {@code groups/NAME.yaml} and {@code hosts/NAME.yaml} beside an inventory: more about its groups and hosts. */
final class SideFiles {
    private final Path folder;
    private final Problems problems;
    private final Map<Path, String> unread = new LinkedHashMap<>();

    SideFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    void read(Draft draft, InventoryFile schema) {
        each("groups", (name, file) -> {
            if (name.equals(Draft.ALL) || draft.groups.containsKey(name)) {
                value(file).ifPresent(value -> schema.group(name, value.at(), value, Optional.empty()));
            } else {
                unread.put(file, name);
            }
        });
        each("hosts", (name, file) -> {
            if (draft.hosts.containsKey(name)) {
                value(file).ifPresent(value -> schema.host(draft.hosts.get(name), value));
            } else {
                unread.put(file, name);
            }
        });
    }

    private void each(String kind, BiConsumer<String, Path> reader) {
        for (Path file : files(folder.resolve(kind))) {
            String name = file.getFileName().toString();
            if (!name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                reader.accept(name.substring(0, name.lastIndexOf('.')), file);
            }
        }
    }

    private List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            problems.add(
                    new Position(directory.toString(), 1, 0),
                    "Folder cannot be read",
                    String.valueOf(e.getMessage()),
                    "make it readable");
            return List.of();
        }
    }

    private Optional<Value> value(Path file) {
        Position at = new Position(file.toString(), 1, 0);
        if (!Files.exists(file)) {
            problems.add(at, "File does not exist", "it is a link to nothing", "correct the link, or remove it");
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            problems.add(
                    at, "File is a folder", "it has the name of a file", "make it a file, or give it another name");
            return Optional.empty();
        }
        return YamlFile.read(file.toString(), Texts.read(file, problems), file.getParent(), problems);
    }

    /** Files whose host or group no source knows; they may be misspelled, or belong to another inventory of the folder. */
    List<Problem> strangers(Draft draft) {
        List<Problem> strangers = new ArrayList<>();
        unread.forEach((file, name) -> {
            boolean host = file.getParent().endsWith("hosts");
            Collection<String> known = host ? draft.hosts.keySet() : draft.groups.keySet();
            if (!known.contains(name)) {
                strangers.add(new Problem(
                        "File belongs to no " + (host ? "host" : "group"),
                        Problem.Where.at(new Position(file.toString(), 1, 0)),
                        "the inventory has no '" + name + "'",
                        Suggestion.attempt(name, known, "add it to the inventory, or remove the file")));
            }
        });
        return strangers;
    }
}
