package groovyinfra.report;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Problems for people: summary, where, detail, what to try; those that are equal but for the host and its address together. Lines
 * that begin with their host stand below one another; of other details that differ in their hosts only, the first few are shown.
 */
final class ProblemText {
    private static final int FEW = 3;
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.])\\d{1,3}(\\.\\d{1,3}){3}(?![\\w.])|\\[[0-9a-fA-F:]+(%\\w+)?]");

    private ProblemText() {}

    /** What is left of a problem without its host. */
    private record Same(String summary, String place, String detail, String attempt) {
        static Same of(Problem problem) {
            return new Same(
                    problem.summary(),
                    place(problem),
                    ownLine(problem) ? "" : apart(problem, problem.detail()),
                    apart(problem, problem.attempt()));
        }

        static Same asItIs(Problem problem) {
            return new Same(problem.summary(), place(problem), problem.detail(), problem.attempt());
        }

        private static String place(Problem problem) {
            return problem.where().position().map(Position::toString).orElse("");
        }

        /** What is left of a text without the names and addresses of hosts. */
        private static String apart(Problem problem, String text) {
            String name = problem.where().host().orElse("");
            String anywhere =
                    name.isEmpty() ? text : text.replaceAll("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])", "*");
            return ADDRESS.matcher(anywhere).replaceAll("*");
        }

        private static boolean ownLine(Problem problem) {
            return !problem.detail().contains("\n")
                    && problem.where()
                            .host()
                            .filter(host -> problem.detail().startsWith(host + " "))
                            .isPresent();
        }
    }

    /** All of the problems, each kind once. */
    static List<Line> lines(String label, Tone tone, Collection<Problem> problems) {
        Map<Same, Long> equal = problems.stream().collect(Collectors.groupingBy(Same::asItIs, Collectors.counting()));
        Map<Same, List<Problem>> kinds = new LinkedHashMap<>();
        for (Problem problem : problems) {
            Same asItIs = Same.asItIs(problem);
            Same kind = equal.get(asItIs) > 1 ? asItIs : Same.of(problem);
            kinds.computeIfAbsent(kind, same -> new ArrayList<>()).add(problem);
        }
        List<Line> lines = new ArrayList<>();
        kinds.forEach((same, several) -> lines.addAll(lines(label, tone, same, several)));
        return lines;
    }

    private static List<Line> lines(String label, Tone tone, Same same, List<Problem> equal) {
        Set<String> hosts = new LinkedHashSet<>();
        Set<String> details = new LinkedHashSet<>();
        for (Problem problem : equal) {
            problem.where().host().ifPresent(hosts::add);
            details.add(problem.detail());
        }
        String names = Hosts.folded(hosts);
        String between = names.isEmpty() || same.place.isEmpty() ? "" : ", ";
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(tone, label + ": ").add(Tone.STRONG, same.summary));
        part(lines, "where", names + between + same.place);
        part(lines, "detail", same.detail.isEmpty() ? String.join("\n", new TreeSet<>(details)) : few(details));
        part(lines, "try", Advice.sentence(equal.getFirst().attempt()));
        return lines;
    }

    private static String few(Set<String> details) {
        boolean lines = details.stream().noneMatch(detail -> detail.contains("\n"));
        int shown = lines ? FEW : 1;
        List<String> some = new ArrayList<>(details.stream().limit(shown).toList());
        if (details.size() > shown) {
            some.add("and so " + (details.size() - shown) + " more, each with its own host");
        }
        return String.join("\n", some);
    }

    private static void part(List<Line> lines, String name, String text) {
        if (text.isBlank()) {
            return;
        }
        String label = name;
        for (String line : Harmless.text(text).stripTrailing().lines().toList()) {
            lines.add(Line.of("  ").add(Tone.FAINT, label).pad(10).add(line));
            label = "";
        }
    }
}
