package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Outcome;
import groovyinfra.model.Position;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.report.Event;
import java.util.Collection;
import java.util.Optional;

/** Predicts the calls of one host. */
final class PlanSettling implements Settling {
    private final Seat seat;
    private final Predicting predicting = new Predicting();
    /** What the script has looked at since the last call, so that no call says that it depends on it. */
    private Optional<Plan.Open> unsaid = Optional.empty();

    PlanSettling(Seat seat) {
        this.seat = seat;
    }

    @Override
    public CallResult settle(Call call, Target target, int stage) {
        long began = System.nanoTime();
        try {
            Predicted predicted = predicting.predict(call, target);
            unsaid = Optional.empty();
            String on = target.host().name();
            PassRun pass = seat.pass();
            pass.log().planned(stage, new PlannedCall(seat.host(), on, call, predicted.prediction()));
            pass.events().emit(new Event.CallPlanned(stage, seat.host(), on, predicted.prediction()));
            return predicted;
        } catch (ProblemException problem) {
            throw new ProblemException(
                    problem.problems().getFirst().at(call.path().position()).on(seat.host()), problem);
        } finally {
            seat.settled(stage, new Outcome.NotReached(), false, false, began);
        }
    }

    @Override
    public void dependsOn(Collection<String> uncertain, CallPath path) {
        predicting.dependsOn(uncertain);
        if (!uncertain.isEmpty()) {
            unsaid = Optional.of(new Plan.Open(String.join(" and ", uncertain), path.position()));
        }
    }

    @Override
    public RuntimeException unpublished(Published.Key key, CallPath path) {
        Position position = path.position();
        throw new Stopped(new Event.End.Open(new Plan.Open("published " + key, position)));
    }

    @Override
    public Event.End ended(Event.End end) {
        Event.End known = end instanceof Event.End.Done && unsaid.isPresent() ? new Event.End.Open(unsaid.get()) : end;
        seat.pass().ended(seat.host(), known);
        return known;
    }
}
