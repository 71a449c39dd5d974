package groovyinfra.report;

import groovyinfra.model.Option;
import groovyinfra.model.Problem;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import groovyinfra.plan.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A plan, for people: what each stage would do on which hosts, and the counts. */
final class PlanText {
    private static final int WIDEST = 60;
    private static final int MOST = 3;

    private PlanText() {}

    /**
     * The stages; one that could be planned on none of its hosts is left out, since those are named as not planned.
     *
     * @param looked what calls that only look did already, by the number of the stage and by host
     */
    static List<Line> stages(Plan plan, Map<Integer, Map<String, Body>> looked, Detail detail) {
        List<Line> heads = new ArrayList<>();
        Optional<Integer> total = Optional.of(plan.stages().size());
        for (Stage stage : plan.stages()) {
            String late = stage.pass() > 0 ? "late: " : "";
            heads.add(Table.head(heads.size() + 1, total, late + stage.title()));
        }
        int column = Math.min(WIDEST, heads.stream().mapToInt(Line::width).max().orElse(0)) + 2;
        List<Line> lines = new ArrayList<>();
        Hosts.Known names = new Hosts.Known();
        for (int i = 0; i < heads.size(); i++) {
            if (!plan.stages().get(i).calls().isEmpty()) {
                Map<String, Body> done = looked.getOrDefault(i + 1, Map.of());
                lines.addAll(stage(plan.stages().get(i), heads.get(i), column, done, detail, names));
            }
        }
        lines.addAll(open(plan));
        lines.addAll(left(plan));
        lines.addAll(unplanned(plan));
        return lines;
    }

    private static List<Line> left(Plan plan) {
        return groups(plan.left(), reason -> reason)
                .map(it -> Line.of("leaving: " + Hosts.folded(it.getValue()) + ", " + it.getKey()))
                .toList();
    }

    /** Hosts by what is said of them, which comes in the order of the first of them. */
    private static <T, K> Stream<Map.Entry<K, Set<String>>> groups(Map<String, T> all, Function<T, K> said) {
        Map<K, Set<String>> groups = new LinkedHashMap<>();
        new TreeMap<>(all)
                .forEach((host, one) -> groups.computeIfAbsent(said.apply(one), key -> new LinkedHashSet<>())
                        .add(host));
        return groups.entrySet().stream();
    }

    /** Hosts that failed or were lost: what is planned for them, if anything, is not all. */
    private static List<Line> unplanned(Plan plan) {
        return groups(plan.problems(), SummaryText::brief)
                .map(it -> Line.of(Tone.BAD, "not planned: ")
                        .add(Hosts.folded(it.getValue()))
                        .add(", " + it.getKey()))
                .toList();
    }

    private static List<Line> stage(
            Stage stage, Line head, int column, Map<String, Body> looked, Detail detail, Hosts.Known names) {
        Map<CallView.Ending, List<String>> groups = new LinkedHashMap<>();
        Map<Body, Set<String>> bodies = new LinkedHashMap<>();
        for (PlannedCall call : stage.calls()) {
            groups.computeIfAbsent(ending(call), key -> new ArrayList<>()).add(call.host());
            Body done = looked.get(call.host());
            Body body = done == null ? Body.of(call, detail) : done;
            bodies.computeIfAbsent(body, key -> new LinkedHashSet<>()).add(call.host());
        }
        List<Line> lines = new ArrayList<>(Table.rows(head, column, groups, Optional.empty(), names));
        lines.addAll(Body.lines(bodies, detail));
        return lines;
    }

    private static CallView.Ending ending(PlannedCall call) {
        List<String> notes = new ArrayList<>();
        if (!call.target().equals(call.host())) {
            notes.add("on " + call.target());
        }
        return switch (call.prediction()) {
            case Prediction.Unchanged(String reason) -> {
                if (!reason.isBlank()) {
                    notes.add(reason);
                }
                yield new CallView.Ending("unchanged", Tone.GOOD, String.join(", ", notes));
            }
            case Prediction.Changes changes -> new CallView.Ending("changes", Tone.CHANGE, String.join(", ", notes));
            case Prediction.RunsAlways always -> new CallView.Ending("always", Tone.ALWAYS, String.join(", ", notes));
            case Prediction.Depends depends -> {
                notes.add("on "
                        + (depends.on().size() == 1 ? depends.on().getFirst().about() : reasons(depends)));
                yield new CallView.Ending("depends", Tone.DOUBT, String.join(", ", notes));
            }
            case Prediction.Fails(Problem problem) -> {
                notes.add(problem.summary());
                if (call.call().options().has(Option.IGNORE_ERRORS)) {
                    notes.add("ignored");
                }
                yield new CallView.Ending("fails", Tone.BAD, String.join(", ", notes));
            }
        };
    }

    private static String reasons(Prediction.Depends depends) {
        return Reasons.text(depends.on().stream().map(Doubt::about).distinct().toList(), MOST);
    }

    private static List<Line> open(Plan plan) {
        return groups(plan.open(), open -> open)
                .map(it -> Line.of("then more on " + Hosts.folded(it.getValue()) + ", ")
                        .add(Tone.DOUBT, "depending on " + place(it.getKey())))
                .toList();
    }

    static String place(Plan.Open open) {
        return open.call() + ", " + open.position().shown();
    }

    /** The last line of a plan: {@code Plan: 3 to change, 40 unchanged, 2 always run, 1 unknown until ..}. */
    static Line counts(Plan plan) {
        return Line.of(Tone.STRONG, "Plan: ").add(PlanCounts.of(plan).text());
    }
}
