package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.config.Patterns;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Factory;

/**
 * Algorithms of one kind: those that are offered as a rule, best first, and those that must be asked for because they are not
 * safe any more.
 *
 * @param others what OpenSSH has besides: who names one of these has made no mistake
 */
record Selection<T>(List<Factory.Named<T>> usual, List<Factory.Named<T>> old, List<String> others) {
    private static final Pattern NAME = Pattern.compile("[^*?!]+");

    /** Those that a line of OpenSSH's configuration asks for. */
    List<Factory.Named<T>> of(Optional<String> line) {
        return line.map(this::of).orElse(usual);
    }

    private List<Factory.Named<T>> of(String line) {
        List<String> patterns = patterns(line);
        List<Factory.Named<T>> asked =
                patterns.stream().flatMap(this::known).distinct().toList();
        return switch (line.substring(0, Math.min(1, line.length()))) {
            case "+" -> joined(usual, asked);
            case "^" -> joined(asked, usual);
            case "-" ->
                usual.stream()
                        .filter(it -> !Patterns.match(patterns, it.getName()))
                        .toList();
            default -> asked;
        };
    }

    /** The names in such a line that nobody knows, and not OpenSSH either; patterns are none. */
    List<String> strange(String line) {
        List<String> known = names();
        return patterns(line).stream()
                .filter(name -> NAME.matcher(name).matches() && !known.contains(name))
                .toList();
    }

    /** All names, also those of what only OpenSSH has. */
    List<String> names() {
        Stream<String> own = Stream.concat(usual.stream(), old.stream()).map(Factory.Named::getName);
        return Stream.concat(own, others.stream()).toList();
    }

    private static List<String> patterns(String line) {
        return List.of(line.substring(startsWithSign(line) ? 1 : 0).split(","));
    }

    /** Whether it can be asked for. */
    boolean knows(String name) {
        return known(name).findAny().isPresent();
    }

    /**
     * Finds out that nothing would be left to agree on.
     *
     * @throws ProblemException that says so
     */
    static void check(String host, SshSettings.Algorithms algorithms) {
        if (algorithms.equals(SshSettings.Algorithms.USUAL)) {
            return;
        }
        check(host, "KexAlgorithms", algorithms.keyExchange(), LeanConfig.exchanges());
        check(host, "HostKeyAlgorithms", algorithms.hostKeys(), LeanConfig.hostKeys());
        check(host, "Ciphers", algorithms.ciphers(), LeanConfig.ciphers());
        check(host, "MACs", algorithms.macs(), LeanConfig.macs());
    }

    private static <T> void check(String host, String keyword, Optional<String> line, Selection<T> selection) {
        if (selection.of(line).isEmpty()) {
            throw new ProblemException(new Problem(
                    "No known algorithm is left",
                    Problem.Where.host(host),
                    keyword + " " + line.orElse(""),
                    "name one of these, too: " + names(selection.usual)));
        }
    }

    private static <T> String names(List<Factory.Named<T>> factories) {
        return String.join(", ", factories.stream().map(Factory.Named::getName).toList());
    }

    private Stream<Factory.Named<T>> known(String pattern) {
        return Stream.concat(usual.stream(), old.stream()).filter(it -> Patterns.glob(pattern, it.getName()));
    }

    private static boolean startsWithSign(String line) {
        return line.startsWith("+") || line.startsWith("-") || line.startsWith("^");
    }

    private static <T> List<Factory.Named<T>> joined(List<Factory.Named<T>> first, List<Factory.Named<T>> second) {
        Set<String> names = new LinkedHashSet<>();
        List<Factory.Named<T>> all = new ArrayList<>();
        Stream.concat(first.stream(), second.stream())
                .filter(it -> names.add(it.getName()))
                .forEach(all::add);
        return all;
    }
}
