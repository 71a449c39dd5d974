package groovyinfra.run;

import groovyinfra.connect.Gone;
import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.OperationFailed;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Option;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Thrown;
import groovyinfra.model.Work;
import groovyinfra.plan.Doubt;
import groovyinfra.report.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Carries the calls of one host out, and keeps the score. */
final class ApplySettling implements Settling {
    private final Seat seat;
    private final PassRun pass;
    private final Applying applying;
    private final Tally tally = new Tally();

    ApplySettling(Seat seat) {
        this.seat = seat;
        this.pass = seat.pass();
        this.applying = new Applying(
                seat.host(),
                pass.events(),
                new Sensitive(pass.masker()),
                pass.pauses(),
                pass.conductor().stopped());
    }

    @Override
    public CallResult settle(Call call, Target target, int stage) {
        long began = System.nanoTime();
        Outcome outcome = new Outcome.NotReached();
        boolean unplanned = false;
        try {
            Applying.Applied applied = apply(call, target, stage);
            outcome = applied.outcome();
            unplanned = beyond(pass.shown(), call, applied.work());
            Settled settled = new Settled(outcome);
            tally.jobs(applied.work(), outcome, call.options().identity());
            return result(call, target, settled);
        } finally {
            boolean ignored = call.options().has(Option.IGNORE_ERRORS) && outcome instanceof Outcome.Failed;
            tally.count(outcome, unplanned);
            seat.settled(stage, outcome, ignored, unplanned, began);
        }
    }

    private Applying.Applied apply(Call call, Target target, int stage) {
        try {
            Applying.Applied applied = applying.apply(call, target, stage);
            return new Applying.Applied(placed(applied.outcome(), call), applied.work());
        } catch (Gone gone) {
            Problem problem = HostRun.lost(gone.exit());
            return new Applying.Applied(placed(new Outcome.Lost(problem), call), Work.NONE);
        } catch (ProblemException problem) {
            Outcome failed = new Outcome.Failed(problem.problems().getFirst(), List.of());
            return new Applying.Applied(placed(failed, call), Work.NONE);
        } catch (RuntimeException thrown) {
            LoggerFactory.getLogger(ApplySettling.class).debug("{} threw an exception", call.operation(), thrown);
            Outcome failed = new Outcome.Failed(thrown(thrown), List.of());
            return new Applying.Applied(placed(failed, call), Work.NONE);
        }
    }

    private static Problem thrown(RuntimeException thrown) {
        return new Problem(
                "Operation threw an exception",
                Problem.Where.NOWHERE,
                new Thrown(thrown).whatAndWhere(),
                "Correct what it was given, or the library it is in; --debug shows where it was thrown.");
    }

    /** Problems name the host and the place of the call. */
    private Outcome placed(Outcome outcome, Call call) {
        return switch (outcome) {
            case Outcome.Failed(Problem problem, List<Result> results) ->
                new Outcome.Failed(problem.at(call.path().position()).on(seat.host()), results);
            case Outcome.Lost(Problem problem) ->
                new Outcome.Lost(problem.at(call.path().position()).on(seat.host()));
            default -> outcome;
        };
    }

    private CallResult result(Call call, Target target, Settled settled) {
        return switch (settled.outcome()) {
            case Outcome.Failed failed
            when !call.options().has(Option.IGNORE_ERRORS) -> throw new OperationFailed(failed.problem(), settled);
            case Outcome.Lost lost when target.exclusive() -> throw new OperationFailed(lost.problem(), settled);
            case Outcome.Lost lost -> {
                pass.events().emit(new Event.HostLost(seat.host(), lost.problem()));
                throw new Stopped(new Event.End.Lost(lost.problem()));
            }
            case Outcome.NotReached _ -> throw new Stopped(new Event.End.NotReached());
            default -> settled;
        };
    }

    private boolean beyond(Optional<Shown> shown, Call call, Work work) {
        return shown.isPresent() && shown.get().exceededBy(seat.host(), call, work);
    }

    @Override
    public void dependsOn(Collection<Doubt> uncertain, CallPath path) {
        // Facts of an apply are certain.
    }

    @Override
    public int dependence() {
        return 0;
    }

    @Override
    public void restore(int dependence) {
        // Facts of an apply are certain.
    }

    @Override
    public RuntimeException unpublished(Published.Key key, CallPath path) {
        return new ProblemException(new Problem(
                "Value was never published",
                Problem.Where.host(seat.host(), path.position()),
                key + ": the host has ended",
                "See why " + key.host() + " did not publish it."));
    }

    @Override
    public Event.End ended(Event.End end) {
        pass.ended(seat.host(), end, tally);
        return end;
    }
}
