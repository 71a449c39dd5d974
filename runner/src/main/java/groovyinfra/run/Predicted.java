package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Call;
import groovyinfra.model.Option;
import groovyinfra.model.Result;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Plan;
import groovyinfra.plan.Prediction;
import groovyinfra.report.Event;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a call will do. Asked for what nobody can know yet, it ends the plan of its host.
 *
 * @param results of a command that only looked, and so ran in the plan already
 * @param dependence told on what the script depends from now on, when it looks at an uncertain prediction
 */
record Predicted(Call call, Prediction prediction, List<Result> results, Consumer<Collection<Doubt>> dependence)
        implements CallResult {

    @Override
    public boolean isChanged() {
        if (!ran() && call.options().get(Option.CHANGED_IF).isPresent()) {
            throw unknown();
        }
        return switch (prediction) {
            case Prediction.Unchanged unchanged -> false;
            case Prediction.Changes changes -> true;
            case Prediction.RunsAlways always -> true;
            case Prediction.Depends depends -> {
                dependence.accept(depends.on());
                yield !depends.work().steps().isEmpty();
            }
            case Prediction.Fails fails -> false;
        };
    }

    @Override
    public boolean isFailed() {
        if (prediction instanceof Prediction.Fails) {
            return true;
        }
        if (!ran() && call.options().has(Option.IGNORE_ERRORS)) {
            throw unknown();
        }
        return false;
    }

    @Override
    public boolean isSkipped() {
        return prediction instanceof Prediction.Unchanged
                && results.isEmpty()
                && !call.options().has(Option.READ_ONLY);
    }

    @Override
    public String getStdout() {
        return last() == null ? "" : last().stdout();
    }

    @Override
    public Optional<Path> getStdoutFile() {
        return last() == null ? Optional.empty() : last().stdoutFile();
    }

    @Override
    public String getStderr() {
        return last() == null ? "" : last().stderr();
    }

    @Override
    public int getExitCode() {
        return last() == null ? 0 : last().getExitCode();
    }

    private boolean ran() {
        return !results.isEmpty() || prediction instanceof Prediction.Unchanged;
    }

    /** The last result; null where there was nothing to run. */
    private Result last() {
        if (!ran()) {
            throw unknown();
        }
        return results.isEmpty() ? null : results.getLast();
    }

    private Stopped unknown() {
        return new Stopped(
                new Event.End.Open(new Plan.Open(call.title(), call.path().position())));
    }
}
