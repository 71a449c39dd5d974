package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import groovyinfra.plan.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The plan that the user has agreed to, to tell what goes beyond it. */
final class Shown {
    private record Place(CallPath path, String host) {}

    private final Map<Place, Prediction> predictions = new HashMap<>();
    private final Set<CallPath> paths = new HashSet<>();
    private final int stages;

    Shown(Plan plan) {
        stages = plan.stages().size();
        for (Stage stage : plan.stages()) {
            paths.add(stage.path());
            for (PlannedCall call : stage.calls()) {
                predictions.put(new Place(stage.path(), call.host()), call.prediction());
            }
        }
    }

    int stages() {
        return stages;
    }

    /** Whether the plan has a stage at this place; a later pass over it is no surprise. */
    boolean has(CallPath path, int pass) {
        return pass > 0 || paths.contains(path);
    }

    /** Whether this work is more than the plan said of the call; what only looks was run by the plan as well. */
    boolean exceededBy(String host, Call call, Work work) {
        return switch (predictions.get(new Place(call.path(), host))) {
            case null -> true;
            case Prediction.Unchanged unchanged ->
                !call.onlyLooks(work) && !work.steps().isEmpty();
            case Prediction.Changes changes -> !shown(changes.work()).containsAll(shown(work));
            case Prediction.RunsAlways always -> !shown(always.work()).containsAll(shown(work));
            case Prediction.Depends depends -> false;
            case Prediction.Fails fails -> !work.steps().isEmpty();
        };
    }

    private static Set<String> shown(Work work) {
        return work.steps().stream().map(Step::shown).collect(Collectors.toSet());
    }
}
