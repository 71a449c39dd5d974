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

/** Problems for people: summary, where, detail, what to try; those that are equal but for the host together. */
final class ProblemText {
    private ProblemText() {}

    /** What is left of a problem without its host. */
    private record Same(String summary, String place, String detail, String attempt) {}

    /** All of the problems, each kind once. */
    static List<Line> lines(String label, Tone tone, Collection<Problem> problems) {
        Map<Same, Set<String>> hosts = new LinkedHashMap<>();
        for (Problem problem : problems) {
            String place = problem.where().position().map(Position::toString).orElse("");
            Set<String> among = hosts.computeIfAbsent(
                    new Same(problem.summary(), place, problem.detail(), problem.attempt()),
                    same -> new LinkedHashSet<>());
            problem.where().host().ifPresent(among::add);
        }
        List<Line> lines = new ArrayList<>();
        hosts.forEach((same, names) -> lines.addAll(lines(label, tone, same, names)));
        return lines;
    }

    private static List<Line> lines(String label, Tone tone, Same problem, Set<String> hosts) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(tone, label + ": ").add(Tone.STRONG, problem.summary));
        String names = Hosts.folded(hosts);
        String where =
                names.isEmpty() || problem.place.isEmpty() ? names + problem.place : names + ", " + problem.place;
        part(lines, "where", where);
        part(lines, "detail", problem.detail);
        part(lines, "try", problem.attempt);
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
