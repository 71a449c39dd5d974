package groovyinfra.run;

import groovyinfra.connect.Session;
import groovyinfra.model.Call;
import groovyinfra.model.Difference;
import groovyinfra.model.Exit;
import groovyinfra.model.Option;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import groovyinfra.model.Step;
import groovyinfra.model.Thrown;
import groovyinfra.report.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Turns the progress of a call's steps into events. Output is passed on line by line, so that no secret is cut in two. */
final class StepEvents implements Session.Progress {
    /** A line longer than this is passed on in pieces. */
    private static final int LONGEST = 64 << 10;

    private final Events events;
    private final int stage;
    private final String host;
    private final boolean sensitive;
    private final Position position;
    private final List<Step> steps;
    private final int first;
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();

    StepEvents(Events events, int stage, String host, Call call, List<Step> steps, int first) {
        this.events = events;
        this.stage = stage;
        this.host = host;
        this.sensitive = call.options().has(Option.SENSITIVE);
        this.position = call.path().position();
        this.steps = steps;
        this.first = first;
    }

    /** Runs a step of the controller. */
    Result around(Step.Local local) {
        started(0);
        Result result;
        try {
            result = local.action().call();
        } catch (ProblemException problem) {
            ended(0, new Result(new Exit.Code(1), "", "", Duration.ZERO));
            throw sensitive ? withheld(problem) : problem;
        } catch (Exception failed) {
            ended(0, new Result(new Exit.Code(1), "", "", Duration.ZERO));
            throw thrown(local, failed);
        }
        ended(0, result);
        return result;
    }

    private ProblemException thrown(Step.Local local, Exception failed) {
        String what =
                sensitive ? failed.getClass().getSimpleName() + " (sensitive)" : new Thrown(failed).whatAndWhere();
        Problem problem = new Problem(
                "Step on the controller failed",
                Problem.Where.NOWHERE,
                local.label() + ": " + what,
                "Mend what the message says, and run again.");
        return sensitive ? new ProblemException(problem) : new ProblemException(problem, failed);
    }

    private static ProblemException withheld(ProblemException said) {
        return new ProblemException(said.problems().stream()
                .map(it -> new Problem(it.summary(), it.where(), "(sensitive)", it.attempt()))
                .toList());
    }

    /** Tells the user what a call has to say. */
    Result said(Step.Say say) {
        started(0);
        Result result = new Result(new Exit.Code(0), say.text(), "", Duration.ZERO);
        if (!sensitive) {
            events.emit(new Event.Message(host, position, say.text()));
        }
        ended(0, result);
        return result;
    }

    @Override
    public void started(int step) {
        Step begun = steps.get(first + step);
        Optional<Difference> difference =
                begun instanceof Step.Upload upload && !sensitive ? upload.difference() : Optional.empty();
        events.emit(
                new Event.StepStarted(stage, host, first + step, sensitive ? Secret.MASK : begun.shown(), difference));
    }

    @Override
    public void output(int step, boolean error, String text) {
        if (!sensitive) {
            StringBuilder buffer = error ? stderr : stdout;
            buffer.append(text);
            int whole = buffer.lastIndexOf("\n") + 1;
            pass(step, error, buffer, whole == 0 && buffer.length() > LONGEST ? buffer.length() : whole);
        }
    }

    @Override
    public void transferred(int step, long done, long total) {
        events.emit(new Event.StepProgress(stage, host, first + step, done, total));
    }

    @Override
    public void ended(int step, Result result) {
        pass(step, false, stdout, stdout.length());
        pass(step, true, stderr, stderr.length());
        events.emit(
                new Event.StepFinished(stage, host, first + step, result.exit().shown(), result.took()));
    }

    private void pass(int step, boolean error, StringBuilder buffer, int length) {
        if (length > 0) {
            events.emit(new Event.StepOutput(stage, host, first + step, error, buffer.substring(0, length)));
            buffer.delete(0, length);
        }
    }
}
