package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.config.Patterns;
import groovyinfra.connect.ssh.config.Port;
import groovyinfra.connect.ssh.config.Settled;
import groovyinfra.connect.ssh.config.Tokens;
import groovyinfra.model.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What OpenSSH's configuration says of one host, read strictly. */
record Configured(Settled settled, Given given, LocalUser user) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([sSmMhHdDwW]?)");
    // Commands give the same output whoever runs us.
    private static final List<String> LOCALE = List.of("LANG", "LANGUAGE", "LC_*");

    Optional<String> text(String keyword) {
        return settled.value(keyword);
    }

    boolean yes(String keyword) {
        return text(keyword)
                .filter(word -> word.equalsIgnoreCase("yes") || word.equalsIgnoreCase("true"))
                .isPresent();
    }

    Optional<Integer> number(String keyword, int least, int most) {
        return settled.first(keyword).flatMap(line -> given.number(line.value(), least, most, line.shown()));
    }

    Optional<Integer> port() {
        return settled.first("Port").flatMap(line -> {
            String port = Port.of(line.value()).map(String::valueOf).orElse(line.value());
            return given.number(port, 1, 65535, line.shown());
        });
    }

    /** A time such as {@code 90} or {@code 1m30s}. */
    Optional<Duration> seconds(String keyword, int least, int most) {
        return settled.first(keyword)
                .filter(line -> !line.value().equals("none"))
                .flatMap(line -> given.number(String.valueOf(seconds(line.value())), least, most, line.shown()))
                .map(Duration::ofSeconds);
    }

    /** What the name of the host stands for, in small letters as OpenSSH has it. */
    String hostName(String name) {
        return settled.first("HostName")
                .map(line -> Tokens.hostName(line, name))
                .orElse(name)
                .toLowerCase(Locale.ROOT);
    }

    /** All files of all lines with this keyword. */
    List<Path> paths(String keyword, Tokens tokens) {
        return settled.all(keyword).stream()
                .filter(line -> !line.value().equalsIgnoreCase("none"))
                .map(line -> path(line.value(), tokens, Problem.Where.at(line.at())))
                .distinct()
                .toList();
    }

    /** All files of the line that counts; an empty list for {@code none}. */
    Optional<List<Path>> files(String keyword, Tokens tokens) {
        return settled.first(keyword)
                .map(line -> line.words().stream()
                        .filter(word -> !word.equalsIgnoreCase("none") && !word.equals("/dev/null"))
                        .map(word -> path(word, tokens, Problem.Where.at(line.at())))
                        .toList());
    }

    /** A path with tokens, variables and {@code ~} replaced. */
    Path path(String written, Tokens tokens, Problem.Where where) {
        String text = VARIABLE.matcher(tokens.in(written, where))
                .replaceAll(name -> Matcher.quoteReplacement(variable(name)));
        return user.path(text);
    }

    /** The variables that commands get: those named, where we have them, and those that are set. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> wanted = settled.all("SendEnv").stream()
                .flatMap(line -> line.words().stream())
                .toList();
        user.environment().entrySet().stream()
                .filter(variable -> isWanted(wanted, variable.getKey()) && !Patterns.match(LOCALE, variable.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        settled.first("SetEnv").stream()
                .flatMap(line -> line.words().stream())
                .map(word -> word.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> variables.put(pair[0], pair[1]));
        return variables;
    }

    SshSettings.Algorithms algorithms() {
        return new SshSettings.Algorithms(
                text("KexAlgorithms"), text("HostKeyAlgorithms"), text("Ciphers"), text("MACs"));
    }

    // A pattern after a minus takes back what earlier ones named.
    private static boolean isWanted(List<String> patterns, String name) {
        boolean wanted = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("-")) {
                wanted &= !Patterns.glob(pattern.substring(1), name);
            } else {
                wanted |= Patterns.glob(pattern, name);
            }
        }
        return wanted;
    }

    private String variable(MatchResult name) {
        return user.environment().getOrDefault(name.group(1), "");
    }

    private static Object seconds(String text) {
        Matcher part = TIME.matcher(text);
        long all = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            all += Long.parseLong(part.group(1))
                    * switch (part.group(2)) {
                        case "m", "M" -> 60;
                        case "h", "H" -> 3600;
                        case "d", "D" -> 86_400;
                        case "w", "W" -> 604_800;
                        default -> 1;
                    };
        }
        return end == text.length() && end > 0 ? all : text;
    }
}
