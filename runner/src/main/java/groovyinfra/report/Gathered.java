package groovyinfra.report;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What hosts say one after another and what is shown together: problems, facts, messages. Each problem is shown once. */
final class Gathered {
    private final Screen screen;
    private final Detail detail;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> ignored = new ArrayList<>();
    private final List<Problem> last = new ArrayList<>();
    private final Set<Problem> shown = new HashSet<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<List<String>, Set<String>> facts = new LinkedHashMap<>();
    private final Map<Said, Set<String>> messages = new LinkedHashMap<>();

    private record Said(Position position, String text) {}

    Gathered(Screen screen, Detail detail) {
        this.screen = screen;
        this.detail = detail;
    }

    /** A problem of a host, to be shown with those that are equal, before what the host says after it. */
    void problem(String host, Problem problem) {
        Problem found = problem.on(host);
        if (last.remove(found) || shown.add(found)) {
            problems.add(found);
        }
    }

    /** The problem that a host ended with: all that the host had to say was before it. */
    void last(String host, Problem problem) {
        gather(problem.on(host), last);
    }

    /** A failure that the deploy file says is none. */
    void ignored(String host, Problem problem) {
        gather(problem.on(host), ignored);
    }

    private void gather(Problem problem, List<Problem> among) {
        if (shown.add(problem)) {
            among.add(problem);
        }
    }

    /** A problem that is shown at once. */
    void found(Problem problem) {
        print(ProblemText.lines("error", Tone.BAD, List.of(problem)));
    }

    void warning(Problem problem) {
        if (shown.add(problem)) {
            print(ProblemText.lines("warning", Tone.CHANGE, List.of(problem)));
        }
    }

    void away(Event.HostAway event) {
        note(event.host() + " was lost (" + event.cause() + "), and is being connected again");
    }

    void back(Event.HostBack event) {
        note(event.host() + " is connected again, after " + Took.text(event.away()));
    }

    private void note(String text) {
        if (!detail.quiet()) {
            screen.note(Line.of(text));
        }
    }

    void facts(Event.FactsRead event) {
        if (detail.commands()) {
            facts.computeIfAbsent(event.facts(), key -> new LinkedHashSet<>()).add(event.host());
        }
    }

    void message(Event.Message event) {
        if (!detail.quiet()) {
            messages.computeIfAbsent(new Said(event.position(), event.text()), key -> new LinkedHashSet<>())
                    .add(event.host());
        }
    }

    /** A stage is over: what its hosts said, each when it was ready, is brought into inventory order. */
    void inOrder() {
        Map<Said, Set<String>> said = new LinkedHashMap<>(messages);
        messages.clear();
        said.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> first(each.getValue())))
                .forEach(each -> messages.put(each.getKey(), each.getValue()));
    }

    /** Shows what has come together. */
    void flush() {
        print(ProblemText.lines("failed", Tone.BAD, problems));
        problems.clear();
        print(ProblemText.lines("ignored", Tone.FAINT, ignored));
        ignored.clear();
        facts.forEach((names, hosts) -> print(List.of(Line.of("      ")
                .add(Tone.FAINT, "asked " + Hosts.folded(hosts) + " for " + String.join(", ", names)))));
        facts.clear();
        messages.forEach((said, hosts) -> said(Hosts.folded(hosts), said.text()));
        messages.clear();
        print(ProblemText.lines("failed", Tone.BAD, last));
        last.clear();
    }

    private int first(Set<String> hosts) {
        return hosts.stream()
                .mapToInt(host -> order.getOrDefault(host, order.size()))
                .min()
                .orElse(0);
    }

    private void said(String hosts, String text) {
        List<Line> lines = Harmless.text(text).lines().map(Line::of).toList();
        if (lines.size() == 1) {
            print(List.of(Line.of(Tone.FAINT, hosts + ": ").add(lines.getFirst())));
        } else {
            print(List.of(Line.of(Tone.FAINT, hosts + ":")));
            lines.forEach(line -> print(List.of(Line.of("  ").add(line))));
        }
    }

    /** Forgets all, for another pass over these hosts. */
    void begin(List<String> hosts) {
        flush();
        shown.clear();
        order.clear();
        hosts.forEach(host -> order.put(host, order.size()));
    }

    private void print(Collection<Line> lines) {
        lines.forEach(screen::note);
    }
}
