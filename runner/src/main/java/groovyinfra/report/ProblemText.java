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

/**
 * Problems for people: summary, where, detail, what to try; those that are equal but for the host together. A detail of one line
 * that begins with its host is as good as equal: such lines stand below one another.
 */
final class ProblemText {
    private ProblemText() {}

    /** What is left of a problem without its host. */
    private record Same(String summary, String place, String detail, String attempt) {
        static Same of(Problem problem) {
            return new Same(
                    problem.summary(),
                    problem.where().position().map(Position::toString).orElse(""),
                    ownLine(problem) ? "" : problem.detail(),
                    problem.attempt());
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
        Map<Same, List<Problem>> kinds = new LinkedHashMap<>();
        problems.forEach(problem -> kinds.computeIfAbsent(Same.of(problem), same -> new ArrayList<>())
                .add(problem));
        List<Line> lines = new ArrayList<>();
        kinds.forEach((same, equal) -> lines.addAll(lines(label, tone, same, equal)));
        return lines;
    }

    private static List<Line> lines(String label, Tone tone, Same same, List<Problem> equal) {
        Set<String> hosts = new LinkedHashSet<>();
        Set<String> details = new TreeSet<>();
        for (Problem problem : equal) {
            problem.where().host().ifPresent(hosts::add);
            details.add(problem.detail());
        }
        String names = Hosts.folded(hosts);
        String between = names.isEmpty() || same.place.isEmpty() ? "" : ", ";
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(tone, label + ": ").add(Tone.STRONG, same.summary));
        part(lines, "where", names + between + same.place);
        part(lines, "detail", String.join("\n", details));
        part(lines, "try", same.attempt);
        return lines;
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
