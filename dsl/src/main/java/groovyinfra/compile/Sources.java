package groovyinfra.compile;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All files of a program: deploy files, what they include, and the libraries beside them. Read once. */
final class Sources {
    private static final Pattern INCLUDE = Pattern.compile("\\binclude[\\s(]+(['\"])([^'\"\\n$]+)\\1");

    private final Map<Path, Source> byPath = new LinkedHashMap<>();
    private final Set<Path> entered = new HashSet<>();

    private Sources() {}

    /** Reads the deploy files and all that belongs to them. */
    static Sources read(List<Path> files) {
        Sources sources = new Sources();
        List<Path> folders = new ArrayList<>();
        for (Path file : files) {
            sources.add(
                    Source.Kind.DEPLOY, file.toString(), file.toAbsolutePath().normalize());
            folders.add(file.toAbsolutePath().normalize().resolveSibling("lib"));
        }
        for (Path folder :
                folders.stream().distinct().filter(Files::isDirectory).toList()) {
            sources.libraries(folder, shown(files.getFirst(), folder));
        }
        return sources;
    }

    /** A program of one file that exists nowhere. */
    static Sources of(String shown, String text) {
        Sources sources = new Sources();
        Path path = Path.of("/", shown);
        sources.byPath.put(path, new Source(Source.Kind.DEPLOY, shown, path, "Deploy0", text));
        return sources;
    }

    private static String shown(Path file, Path folder) {
        Path base = file.getParent();
        return base == null ? "lib" : base.resolve(folder.getFileName()).toString();
    }

    private void add(Source.Kind kind, String shown, Path path) {
        if (byPath.containsKey(path)) {
            return;
        }
        String text = text(path, shown);
        String name = kind == Source.Kind.LIBRARY ? "" : className(path, byPath.size());
        byPath.put(path, new Source(kind, shown, path, name, text));
        if (kind != Source.Kind.LIBRARY) {
            Matcher include = INCLUDE.matcher(text);
            while (include.find()) {
                Path included = path.resolveSibling(include.group(2)).normalize();
                if (Files.isRegularFile(included)) {
                    add(Source.Kind.INCLUDED, beside(shown, include.group(2)), included);
                }
            }
        }
    }

    private static String beside(String shown, String included) {
        return Path.of(shown).resolveSibling(included).normalize().toString();
    }

    private void libraries(Path folder, String shown) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            if (entered.add(folder.toRealPath())) {
                files.filter(it -> it.toString().endsWith(".groovy"))
                        .sorted()
                        .forEach(it -> add(Source.Kind.LIBRARY, shown + "/" + folder.relativize(it), it));
            }
        } catch (UncheckedIOException e) {
            throw new ProblemException(
                    new Problem(
                            "Library cannot be read",
                            Problem.Where.NOWHERE,
                            String.valueOf(e.getCause().getMessage()),
                            "Leave only folders and files in " + shown + " that can be read"),
                    e);
        } catch (IOException e) {
            throw unreadable(shown, e);
        }
    }

    private static String className(Path path, int index) {
        String name = path.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return "Deploy" + index + "_" + name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** Without byte order mark. */
    private static String text(Path path, String shown) {
        try {
            String text = Files.readString(path);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    new Problem(
                            "Deploy file is not text",
                            Problem.Where.at(new Position(shown, 1, 0)),
                            shown + " is not in UTF-8",
                            "Save it in UTF-8"),
                    e);
        } catch (IOException e) {
            throw unreadable(shown, e);
        }
    }

    private static ProblemException unreadable(String shown, IOException cause) {
        boolean folder = Files.isDirectory(Path.of(shown));
        String found = folder ? shown + " is a folder" : "there is no file " + shown;
        Problem problem = new Problem(
                "Deploy file cannot be read",
                Problem.Where.at(new Position(shown, 1, 0)),
                found,
                folder ? "Name the deploy file in it" : nearest(Path.of(shown)));
        return new ProblemException(problem, cause);
    }

    private static String nearest(Path missing) {
        return Suggestion.nearest(String.valueOf(missing.getFileName()), neighbours(missing))
                .map(it -> "Did you mean '" + it + "'?")
                .orElse("Name a deploy file that exists");
    }

    /** The names of the files beside this one. */
    static List<String> neighbours(Path file) {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** All of them, deploy files and what they include before libraries. */
    List<Source> all() {
        return List.copyOf(byPath.values());
    }

    List<Source> of(Source.Kind kind) {
        return byPath.values().stream().filter(it -> it.kind() == kind).toList();
    }

    /** The file that another one includes. */
    Optional<Source> included(Source from, String name) {
        return Optional.ofNullable(byPath.get(from.path().resolveSibling(name).normalize()));
    }
}
