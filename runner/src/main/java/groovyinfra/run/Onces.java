package groovyinfra.run;

import groovyinfra.deploy.OperationFailed;
import groovyinfra.model.CallPath;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.report.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What came of the blocks that run once, by place. */
final class Onces {
    /** What came of a block. */
    private sealed interface Came {
        record Value(Optional<Object> value) implements Came {}

        record Failure(String host, Problem problem) implements Came {}

        record Ended(String host, Event.End end) implements Came {}

        /** An exception of the script itself. */
        record Thrown(Throwable exception) implements Came {}
    }

    private final Map<CallPath, Came> came = new ConcurrentHashMap<>();

    /** Runs the block, unless it has run at this place already. Failures are kept, for {@link #value} to throw. */
    void runFirst(CallPath path, String host, Supplier<Object> body) {
        if (came.containsKey(path)) {
            return;
        }
        try {
            came.put(path, new Came.Value(Optional.ofNullable(Frozen.of(body.get(), path))));
        } catch (ProblemException failed) {
            came.put(path, new Came.Failure(host, failed.problems().getFirst()));
        } catch (Stopped stopped) {
            came.put(path, new Came.Ended(host, stopped.end));
            throw stopped;
        } catch (Throwable thrown) {
            came.put(path, new Came.Thrown(thrown));
        }
    }

    /** The value; the failure of the block is the failure of everyone who stands at it. */
    Object value(CallPath path, String host) {
        return switch (came.get(path)) {
            case null -> throw new Stopped(new Event.End.NotReached());
            case Came.Value(Optional<Object> value) -> value.orElse(null);
            case Came.Failure(String runner, Problem problem) -> throw failure(runner, problem, path, host);
            case Came.Thrown(Throwable exception) -> throw again(exception);
            case Came.Ended(String runner, Event.End.Open open) -> throw new Stopped(open);
            case Came.Ended(String runner, Event.End.NotReached end) -> throw new Stopped(end);
            case Came.Ended(String runner, Event.End.Lost(Problem problem)) ->
                throw failure(runner, problem, path, host);
            case Came.Ended(String runner, Event.End end) -> throw failure(runner, left(runner), path, host);
        };
    }

    private static OperationFailed failure(String runner, Problem problem, CallPath path, String host) {
        Problem own = runner.equals(host)
                ? problem
                : new Problem(
                        problem.summary(),
                        Problem.Where.host(host, problem.where().position().orElse(path.position())),
                        "once, on " + runner + ": " + problem.detail(),
                        problem.attempt());
        return new OperationFailed(own, new Settled(new Outcome.Failed(own, List.of())));
    }

    /** Scripts throw checked exceptions, too. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the usual way to throw what is not declared
    private static <E extends Throwable> E again(Throwable exception) throws E {
        throw (E) exception;
    }

    private static Problem left(String runner) {
        return new Problem(
                "Host left inside once",
                Problem.Where.NOWHERE,
                runner + " left the run before the block had a value",
                "Leave before or after the block.");
    }
}
