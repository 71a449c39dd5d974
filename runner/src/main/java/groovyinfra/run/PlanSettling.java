package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Option;
import groovyinfra.model.Outcome;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import groovyinfra.report.Event;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Predicts the calls of one host. */
final class PlanSettling implements Settling {
    private final Seat seat;
    private final Predicting predicting;
    /** What the script has looked at while no call says that it depends on it. */
    private final Map<Doubt, Plan.Open> unsaid = new LinkedHashMap<>();
    /** What the host would fail by, unless the script catches it. */
    private Optional<Problem> failure = Optional.empty();

    PlanSettling(Seat seat) {
        this.seat = seat;
        PassRun pass = seat.pass();
        this.predicting = new Predicting(seat.host(), pass.events(), new Sensitive(pass.masker()), this::looksAt);
    }

    @Override
    public CallResult settle(Call call, Target target, int stage) {
        long began = System.nanoTime();
        try {
            Predicted predicted = predicting.predict(call, target, stage);
            PassRun pass = seat.pass();
            switch (predicted.prediction()) {
                case Prediction.Depends depends -> depends.on().forEach(unsaid::remove);
                case Prediction.Fails(Problem problem)
                when failure.isEmpty() && !call.options().has(Option.IGNORE_ERRORS) -> failure = Optional.of(problem);
                default -> {}
            }
            String on = target.host().name();
            PlannedCall kept =
                    pass.log().planned(stage, new PlannedCall(seat.host(), on, call, predicted.prediction()));
            pass.events().emit(new Event.CallPlanned(stage, seat.host(), on, kept.prediction()));
            return predicted;
        } finally {
            seat.settled(stage, new Outcome.NotReached(), false, false, began);
        }
    }

    @Override
    public void dependsOn(Collection<Doubt> uncertain, CallPath path) {
        predicting.dependsOn(uncertain);
        uncertain.forEach(doubt -> unsaid.putIfAbsent(doubt, new Plan.Open(doubt.about(), path.position())));
    }

    /** As at a fact: what the call will have done decides whether there is more. */
    private void looksAt(Call call, Collection<Doubt> on) {
        predicting.dependsOn(on);
        Plan.Open open = new Plan.Open(call.title(), call.path().position());
        on.forEach(doubt -> unsaid.putIfAbsent(doubt, open));
    }

    @Override
    public int dependence() {
        return predicting.dependence();
    }

    @Override
    public void restore(int dependence) {
        predicting.restore(dependence);
    }

    @Override
    public RuntimeException unpublished(Published.Key key, CallPath path) {
        Position position = path.position();
        throw new Stopped(new Event.End.Open(new Plan.Open("published " + key, position)));
    }

    @Override
    public Event.End ended(Event.End end) {
        Event.End known = end instanceof Event.End.Done && !unsaid.isEmpty()
                ? new Event.End.Open(unsaid.values().iterator().next())
                : end;
        Event.End told = failure.<Event.End>map(Event.End.Failed::new).orElse(known);
        seat.pass().planned(seat.host(), known, told);
        return told;
    }
}
