package groovyinfra.run;

import groovyinfra.model.Problem;
import groovyinfra.plan.Merge;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Stage;
import groovyinfra.report.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stages of one pass as they come: numbers them, says which are new to the plan that was shown, collects a plan. */
final class StageLog {
    private record Head(Merge.Turn.Go go, String title) {}

    private final Optional<Shown> shown;
    private final Events events;
    private final List<Head> heads = new ArrayList<>();
    private final Map<Integer, StagePlan> planned = new ConcurrentHashMap<>();

    StageLog(Optional<Shown> shown, Events events) {
        this.shown = shown;
        this.events = events;
    }

    /** A stage begins; called under the conductor's lock. */
    int begin(Merge.Turn.Go go, List<String> hosts, String title) {
        heads.add(new Head(go, title));
        boolean unplanned = shown.isPresent() && !shown.get().has(go.path(), go.pass());
        Optional<Integer> total = shown.map(Shown::stages);
        events.emit(new Event.StageStarted(heads.size(), total, go.path(), go.pass(), title, hosts, unplanned));
        planned.put(heads.size(), new StagePlan(hosts.size()));
        return heads.size();
    }

    /** A call was worked out; gives what is kept of it. */
    PlannedCall planned(int stage, PlannedCall call) {
        return planned.get(stage).add(call);
    }

    /** What was planned, in the order of the program; of each stage, in inventory order. */
    Plan plan(
            List<String> inventory,
            Map<String, Plan.Open> open,
            Map<String, Problem> problems,
            Map<String, String> left) {
        Map<String, Integer> order = new HashMap<>();
        inventory.forEach(host -> order.put(host, order.size()));
        List<Stage> stages = new ArrayList<>();
        for (int number = 1; number <= heads.size(); number++) {
            Head head = heads.get(number - 1);
            List<PlannedCall> calls = planned.get(number).calls(order);
            stages.add(new Stage(head.go().path(), head.go().pass(), head.title(), calls));
        }
        return new Plan(stages, open, problems, left);
    }
}
