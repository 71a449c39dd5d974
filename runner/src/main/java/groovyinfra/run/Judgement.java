package groovyinfra.run;

import groovyinfra.connect.Diagnosis;
import groovyinfra.model.Call;
import groovyinfra.model.Exit;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import java.util.List;
import java.util.Optional;

/** Whether the results of a call are a failure. */
final class Judgement {
    private Judgement() {}

    /** What failed, if something did. */
    static Optional<Problem> of(Call call, List<Step> steps, List<Result> results) {
        Options options = call.options();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        Result last = results.getLast();
        Step step = steps.get(results.size() - 1);
        boolean asked = last.exit() instanceof Exit.Code
                && options.get(Option.FAILED_IF).isPresent();
        boolean failed = asked ? options.get(Option.FAILED_IF).get().test(last) : !succeeded(last.exit(), options);
        return failed ? Optional.of(problem(step, last, options)) : Optional.empty();
    }

    private static boolean succeeded(Exit exit, Options options) {
        return exit instanceof Exit.Code(int code)
                && options.get(Option.SUCCESS_CODES).orElse(List.of(0)).contains(code);
    }

    private static Problem problem(Step step, Result result, Options options) {
        String said = result.stderr().isBlank() ? result.stdout() : result.stderr();
        boolean quiet = options.has(Option.SENSITIVE);
        String command = quiet ? "(sensitive)" : step.shown();
        String output = quiet || said.isBlank() ? "" : "\n" + Tail.of(said);
        String detail = command + ": " + result.exit().shown() + output;
        if (result.exit() instanceof Exit.TimedOut) {
            return problem(
                    "Command did not end in time",
                    detail,
                    "Give the call a longer timeout, or see on the host what it waits for.");
        }
        if (result.exit() instanceof Exit.Killed) {
            return problem("Command was stopped", detail, "Run again: it did not come to its end.");
        }
        return Diagnosis.of(result)
                .map(likely -> problem(likely.summary(), detail, likely.attempt()))
                .orElseGet(() -> problem("Command failed", detail, "Mend what the command says, and run again."));
    }

    private static Problem problem(String summary, String detail, String attempt) {
        return new Problem(summary, Problem.Where.NOWHERE, detail, attempt);
    }
}
