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
    private static final Condition FAILED = new Condition(Option.FAILED_IF);
    private static final int LONGEST_COMMAND = 200;
    private static final int BEGINNING = 60;

    private Judgement() {}

    /** What failed, if something did. */
    static Optional<Problem> of(Call call, List<Step> steps, List<Result> results) {
        Options options = call.options();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        Result last = results.getLast();
        Step step = steps.get(results.size() - 1);
        Optional<Boolean> asked = last.exit() instanceof Exit.Code ? FAILED.of(last, options) : Optional.empty();
        boolean failed = asked.orElseGet(() -> !succeeded(last.exit(), options));
        return failed ? Optional.of(problem(step, last, options, asked.isPresent())) : Optional.empty();
    }

    private static boolean succeeded(Exit exit, Options options) {
        return exit instanceof Exit.Code(int code)
                && options.get(Option.SUCCESS_CODES).orElse(List.of(0)).contains(code);
    }

    private static Problem problem(Step step, Result result, Options options, boolean asked) {
        String said = result.stderr().isBlank() ? result.stdout() : result.stderr();
        boolean quiet = options.has(Option.SENSITIVE);
        String command = quiet ? "(sensitive)" : step.shown();
        String output = quiet || said.isBlank() ? "" : Tail.of(said);
        String detail = detail(command, result.exit().shown(), output);
        if (asked) {
            return problem("Command failed by failedIf", detail, "See why failedIf is true of that, and run again.");
        }
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

    /** A whole script says less of what went wrong than what it has printed, which comes first then. */
    private static String detail(String command, String exit, String output) {
        if (output.isEmpty()) {
            return command + ": " + exit;
        }
        boolean script = command.length() > LONGEST_COMMAND || command.contains("\n");
        if (!script) {
            return command + ": " + exit + "\n" + output;
        }
        String first = command.lines().findFirst().orElse("");
        String beginning = first.substring(0, Math.min(first.length(), BEGINNING));
        return output + "\n" + exit + " of: " + beginning + "… (-v shows all of it)";
    }

    private static Problem problem(String summary, String detail, String attempt) {
        return new Problem(summary, Problem.Where.NOWHERE, detail, attempt);
    }
}
