package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Outcome;
import groovyinfra.model.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a call did. */
record Settled(Outcome outcome) implements CallResult {

    @Override
    public boolean isChanged() {
        return outcome instanceof Outcome.Changed;
    }

    @Override
    public boolean isFailed() {
        return outcome instanceof Outcome.Failed || outcome instanceof Outcome.Lost;
    }

    @Override
    public boolean isSkipped() {
        return outcome instanceof Outcome.Skipped;
    }

    @Override
    public String getStdout() {
        return results().isEmpty() ? "" : results().getLast().stdout();
    }

    @Override
    public Optional<Path> getStdoutFile() {
        return results().isEmpty() ? Optional.empty() : results().getLast().stdoutFile();
    }

    @Override
    public String getStderr() {
        return results().isEmpty() ? "" : results().getLast().stderr();
    }

    @Override
    public int getExitCode() {
        return results().isEmpty() ? 0 : results().getLast().getExitCode();
    }

    List<Result> results() {
        return switch (outcome) {
            case Outcome.Unchanged(List<Result> results) -> results;
            case Outcome.Changed(List<Result> results) -> results;
            case Outcome.Failed failed -> failed.results();
            case Outcome.Skipped skipped -> List.of();
            case Outcome.Lost lost -> List.of();
            case Outcome.NotReached notReached -> List.of();
        };
    }
}
