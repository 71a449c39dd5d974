package groovyinfra.connect.ssh.config;

import groovyinfra.connect.ssh.config.Entry.Criterion;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a configuration file with all that it includes. */
final class ConfigFiles {
    private static final int DEEPEST = 16;
    private static final Pattern LINE = Pattern.compile("\\s*([^\\s=\"]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern MATCH_WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"=]+");
    private static final Set<String> WITHOUT_ARGUMENT = Set.of("all", "canonical", "final");

    private final Path home;
    private final Path folder;
    private final boolean own;

    /**
     * For the files of one owner.
     *
     * @param folder which relative names are taken from
     * @param own whether they belong to the user, and must not be writable for others
     */
    ConfigFiles(Path home, Path folder, boolean own) {
        this.home = home;
        this.folder = folder;
        this.own = own;
    }

    /** The entries of the file; none where there is no such file. */
    List<Entry> read(Path file) {
        return Files.isReadable(file) ? read(file, 0) : List.of();
    }

    private List<Entry> read(Path file, int depth) {
        List<String> lines = lines(file);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Position at = new Position(file.toString(), i + 1, 0);
            Matcher match = LINE.matcher(line);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (!match.matches() || match.group(2).isEmpty()) {
                throw problem(at, line.strip(), "give the keyword a value, or remove the line");
            }
            entries.add(entry(at, match.group(1), match.group(2), depth));
        }
        return entries;
    }

    private Entry entry(Position at, String name, String text, int depth) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "host" -> new Entry.Hosts(words(at, text));
            case "match" -> new Entry.Match(at, criteria(at, text));
            case "include" -> included(at, words(at, text), depth);
            // A command is taken as it stands, with its quotes and its own kind of comments.
            case "proxycommand", "localcommand", "remotecommand", "knownhostscommand" ->
                new Entry.Setting(new Directive(at, name, text, List.of(text)));
            default -> setting(new Directive(at, name, text, words(at, text)));
        };
    }

    private static Entry setting(Directive line) {
        Values.attempt(line).ifPresent(attempt -> {
            throw problem(line.at(), line.name() + " " + line.text(), attempt);
        });
        return new Entry.Setting(line);
    }

    private static List<String> words(Position at, String text) {
        try {
            return Splitting.words(text);
        } catch (IllegalArgumentException unclosed) {
            throw problem(at, text, "close the quote");
        }
    }

    private static List<Criterion> criteria(Position at, String text) {
        List<String> words = MATCH_WORD
                .matcher(text)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
        List<Criterion> criteria = new ArrayList<>();
        for (int i = 0; i < words.size() && !words.get(i).startsWith("#"); i++) {
            boolean negated = words.get(i).startsWith("!");
            String attribute = words.get(i).substring(negated ? 1 : 0).toLowerCase(Locale.ROOT);
            boolean alone = WITHOUT_ARGUMENT.contains(attribute);
            if (!alone && i + 1 >= words.size()) {
                throw problem(at, "Match " + text, "give `" + attribute + "` a pattern");
            }
            criteria.add(new Criterion(negated, attribute, alone ? "" : words.get(++i)));
        }
        return criteria;
    }

    private Entry included(Position at, List<String> names, int depth) {
        if (depth >= DEEPEST) {
            throw problem(at, String.join(" ", names), "do not let files include one another");
        }
        List<Entry> entries = new ArrayList<>();
        for (String name : names) {
            Path pattern = name.equals("~") || name.startsWith("~/")
                    ? home.resolve(name.substring(Math.min(2, name.length())))
                    : folder.resolve(name);
            for (Path file : FileGlob.of(pattern)) {
                // Each file begins in the block that it is included in.
                entries.add(new Entry.Included(read(file, depth + 1)));
            }
        }
        return new Entry.Included(entries);
    }

    private List<String> lines(Path file) {
        try {
            if (own) {
                refuseOthers(file);
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ProblemException(
                    new Problem(
                            "Configuration of ssh cannot be read",
                            Problem.Where.at(new Position(file.toString(), 0, 0)),
                            String.valueOf(unreadable.getMessage()),
                            "make the file readable, as text in UTF-8"),
                    unreadable);
        }
    }

    // Who writes to it can have commands run by us.
    private static void refuseOthers(Path file) throws IOException {
        Object owner = Files.getAttribute(file, "unix:uid");
        if (!owner.equals(0) && !owner.equals(ThisProcess.UID)) {
            throw open(
                    file, "it belongs to " + Files.getOwner(file).getName(), "chown " + ThisProcess.UID + " " + file);
        }
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
        if (modes.contains(PosixFilePermission.GROUP_WRITE) || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw open(file, "others than its owner may write to it", "chmod go-w " + file);
        }
    }

    private static ProblemException open(Path file, String detail, String attempt) {
        return new ProblemException(new Problem(
                "Configuration of ssh is open to others",
                Problem.Where.at(new Position(file.toString(), 0, 0)),
                detail,
                attempt));
    }

    private static ProblemException problem(Position at, String detail, String attempt) {
        return new ProblemException(
                new Problem("Line of ssh's configuration is wrong", Problem.Where.at(at), detail, attempt));
    }
}
