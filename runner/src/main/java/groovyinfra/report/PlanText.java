package groovyinfra.report;

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

/** A plan, for people: what each stage would do on which hosts, and the counts. */
final class PlanText {
    private static final int WIDEST = 60;
    private static final int MOST = 3;

    private PlanText() {}

    /** The stages; one that could be planned on none of its hosts is left out, since those are named as not planned. */
    static List<Line> stages(Plan plan, Detail detail) {
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
                lines.addAll(stage(plan.stages().get(i), heads.get(i), column, detail, names));
            }
        }
        lines.addAll(open(plan));
        lines.addAll(unplanned(plan));
        return lines;
    }

    /** Hosts that failed or were lost: what is planned for them, if anything, is not all. */
    private static List<Line> unplanned(Plan plan) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        new TreeMap<>(plan.problems())
                .forEach((host, problem) -> groups.computeIfAbsent(
                                SummaryText.brief(problem), key -> new LinkedHashSet<>())
                        .add(host));
        List<Line> lines = new ArrayList<>();
        groups.forEach((problem, hosts) -> lines.add(
                Line.of(Tone.BAD, "not planned: ").add(Hosts.folded(hosts)).add(", " + problem)));
        return lines;
    }

    private static List<Line> stage(Stage stage, Line head, int column, Detail detail, Hosts.Known names) {
        Map<CallView.Ending, List<String>> groups = new LinkedHashMap<>();
        Map<Body, Set<String>> bodies = new LinkedHashMap<>();
        for (PlannedCall call : stage.calls()) {
            groups.computeIfAbsent(ending(call), key -> new ArrayList<>()).add(call.host());
            bodies.computeIfAbsent(Body.of(call, detail), key -> new LinkedHashSet<>())
                    .add(call.host());
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
        };
    }

    private static String reasons(Prediction.Depends depends) {
        return Reasons.text(depends.on().stream().map(Doubt::about).distinct().toList(), MOST);
    }

    private static List<Line> open(Plan plan) {
        Map<Plan.Open, Set<String>> groups = new LinkedHashMap<>();
        new TreeMap<>(plan.open())
                .forEach((host, open) -> groups.computeIfAbsent(open, key -> new LinkedHashSet<>())
                        .add(host));
        List<Line> lines = new ArrayList<>();
        groups.forEach((open, hosts) -> lines.add(
                Line.of("then more on " + Hosts.folded(hosts) + ", ").add(Tone.DOUBT, "depending on " + place(open))));
        return lines;
    }

    static String place(Plan.Open open) {
        return open.call() + ", " + open.position().shown();
    }

    /** The last line of a plan: {@code Plan: 3 to change, 40 unchanged, 2 always run, 1 unknown until ..}. */
    static Line counts(Plan plan) {
        return Line.of(Tone.STRONG, "Plan: ").add(PlanCounts.of(plan).text());
    }
}
