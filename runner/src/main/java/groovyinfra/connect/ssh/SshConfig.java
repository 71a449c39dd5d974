package groovyinfra.connect.ssh;

import groovyinfra.model.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** OpenSSH's client configuration, as far as it is understood here. */
final class SshConfig {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9]+)\\s*(?:\\s|=)\\s*(.*?)\\s*");

    private final List<Section> sections;

    /** The directives that stand below one {@code Host} line; those above the first apply to all. */
    private record Section(List<String> patterns, List<Directive> directives) {}

    /**
     * One line of the file.
     *
     * @param name as it was written
     */
    record Directive(Position at, String name, List<String> words) {
        boolean is(String keyword) {
            return name.equalsIgnoreCase(keyword);
        }

        String value() {
            return String.join(" ", words);
        }
    }

    private SshConfig(List<Section> sections) {
        this.sections = sections;
    }

    /** Reads the file; one that does not exist has no directives. */
    static SshConfig read(Path file) {
        try {
            return Files.isReadable(file)
                    ? parse(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8))
                    : new SshConfig(List.of());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What applies to the host, in the order of the file: of directives that can be given once, the first counts. */
    List<Directive> of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return sections.stream()
                .filter(section -> HostPatterns.match(section.patterns, name))
                .flatMap(section -> section.directives.stream())
                .toList();
    }

    private static SshConfig parse(String file, List<String> lines) {
        List<Section> sections = new ArrayList<>(List.of(new Section(List.of("*"), new ArrayList<>())));
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (lines.get(i).isBlank() || lines.get(i).strip().startsWith("#") || !line.matches()) {
                continue;
            }
            Directive directive = new Directive(new Position(file, i + 1, 0), line.group(1), words(line.group(2)));
            if (directive.is("Host")) {
                sections.add(new Section(directive.words, new ArrayList<>()));
            } else if (directive.is("Match")) {
                // Not understood: named for every host, while what stands below applies to none.
                sections.add(new Section(List.of("*"), new ArrayList<>(List.of(directive))));
                sections.add(new Section(List.of(), new ArrayList<>()));
            } else {
                sections.getLast().directives.add(directive);
            }
        }
        return new SshConfig(List.copyOf(sections));
    }

    private static List<String> words(String text) {
        return Stream.of(WORD.matcher(text))
                .flatMap(Matcher::results)
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .takeWhile(word -> !word.startsWith("#"))
                .toList();
    }
}
