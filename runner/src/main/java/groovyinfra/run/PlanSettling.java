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
import java.time.Duration;
import java.util.Collection;

/** Predicts the calls of one host. */
final class PlanSettling implements Settling {
    private final int index;
    private final String host;
    private final PassRun pass;
    private final Predicting predicting = new Predicting();

    PlanSettling(int index, String host, PassRun pass) {
        this.index = index;
        this.host = host;
        this.pass = pass;
    }

    @Override
    public CallResult settle(Call call, Target target, int stage) {
        long began = System.nanoTime();
        try {
            Predicted predicted = predicting.predict(call, target);
            String on = target.host().name();
            pass.log().planned(stage, new PlannedCall(host, on, call, predicted.prediction()));
            pass.events().emit(new Event.CallPlanned(stage, host, on, predicted.prediction()));
            return predicted;
        } catch (ProblemException problem) {
            throw new ProblemException(
                    problem.problems().getFirst().at(call.path().position()).on(host), problem);
        } finally {
            pass.conductor()
                    .settled(
                            index,
                            new Event.CallFinished(
                                    stage,
                                    host,
                                    new Outcome.NotReached(),
                                    false,
                                    false,
                                    Duration.ofNanos(System.nanoTime() - began)));
        }
    }

    @Override
    public void dependsOn(Collection<String> uncertain) {
        predicting.dependsOn(uncertain);
    }

    @Override
    public RuntimeException unpublished(Published.Key key, CallPath path) {
        Position position = path.position();
        throw new Stopped(new Event.End.Open(new Plan.Open("published " + key, position)));
    }

    @Override
    public void ended(Event.End end) {
        pass.ended(host, end);
    }
}
