package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Problem;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The calls of one stage as a plan keeps them. A plan may have hundreds of thousands of calls, so it keeps what can be shown of
 * them, and what is equal only once. The rest is worked out again when a call is applied.
 */
final class StagePlan {
    private static final Content NOT_KEPT = new Content.Bytes(new byte[0]);

    private final List<PlannedCall> calls = new ArrayList<>();
    private final Map<Object, Object> known = new ConcurrentHashMap<>();
    /** The first prediction that began with this: those of other hosts are mostly equal to it, or to none. */
    private final Map<String, Prediction> predictions = new ConcurrentHashMap<>();

    private final int expected;

    /** A stage that this many hosts reach. */
    StagePlan(int expected) {
        this.expected = expected;
    }

    /** Gives what is kept of the call. */
    PlannedCall add(PlannedCall planned) {
        Call call = planned.call();
        Call kept = new Call(
                once(call.path()),
                once(call.operation()),
                once(call.subject()),
                Map.of(),
                once(call.options()),
                StagePlan::notKept);
        PlannedCall some = new PlannedCall(planned.host(), planned.target(), kept, shared(kept(planned.prediction())));
        keep(some);
        return some;
    }

    private synchronized void keep(PlannedCall some) {
        calls.add(some);
        if (calls.size() == expected) {
            known.clear();
            predictions.clear();
        }
    }

    /** In the order of the hosts in the inventory. */
    synchronized List<PlannedCall> calls(Map<String, Integer> order) {
        calls.sort(Comparator.comparing(call -> order.get(call.host())));
        return List.copyOf(calls);
    }

    private static Work notKept(Object facts) {
        throw new IllegalStateException("a plan does not keep what calls are made of");
    }

    private Prediction kept(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Unchanged unchanged -> unchanged;
            case Prediction.Changes(Work work) -> new Prediction.Changes(kept(work));
            case Prediction.RunsAlways(Work work) -> new Prediction.RunsAlways(kept(work));
            case Prediction.Depends(List<Doubt> on, Work work) ->
                new Prediction.Depends(each(on, this::once), kept(work));
            case Prediction.Fails fails -> fails;
        };
    }

    private Work kept(Work work) {
        return new Work(each(work.steps(), this::kept), Set.of(), Map.of(), work.always());
    }

    private static <T> List<T> each(List<T> all, UnaryOperator<T> kept) {
        List<T> some = new ArrayList<>(all.size());
        for (T one : all) {
            some.add(kept.apply(one));
        }
        return some;
    }

    private Step kept(Step step) {
        return switch (step) {
            case Step.Run run -> new Step.Run(Command.raw(run.shown()), once(run.options()), Optional.empty());
            case Step.Start start -> new Step.Start(start.id(), start.name(), (Step.Run) kept(start.command()));
            case Step.Upload up ->
                new Step.Upload(
                        NOT_KEPT, up.path(), once(up.mode()), once(up.owner()), once(up.group()), up.difference());
            case Step.Tree tree -> once(tree);
            case Step.Await _, Step.Say _, Step.Local _, Step.Download _, Step.Reconnect _ -> step;
        };
    }

    private Prediction shared(Prediction prediction) {
        Prediction first = predictions.putIfAbsent(beginning(prediction), prediction);
        return prediction.equals(first) ? first : prediction;
    }

    private static String beginning(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Unchanged(String reason) -> reason;
            case Prediction.Changes(Work work) -> beginning(work);
            case Prediction.RunsAlways(Work work) -> beginning(work);
            case Prediction.Depends(List<Doubt> _, Work work) -> beginning(work);
            case Prediction.Fails(Problem problem) -> problem.summary();
        };
    }

    private static String beginning(Work work) {
        return work.steps().isEmpty() ? "" : work.steps().getFirst().shown();
    }

    @SuppressWarnings("unchecked")
    private <T> T once(T value) {
        Object earlier = known.putIfAbsent(value, value);
        return earlier == null ? value : (T) earlier;
    }
}
