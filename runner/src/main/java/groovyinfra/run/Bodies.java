package groovyinfra.run;

import groovyinfra.connect.Gone;
import groovyinfra.model.Call;
import groovyinfra.model.Facts;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Work;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/** Evaluates the bodies of calls. They are code of libraries: what it throws by mistake is a failure of the call. */
final class Bodies {
    private Bodies() {}

    static Work work(Call call, Facts facts) {
        try {
            return call.body().work(facts);
        } catch (ProblemException | Gone expected) {
            throw expected;
        } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
            LoggerFactory.getLogger(Bodies.class).debug("{} threw an exception", call.operation(), thrown);
            throw new ProblemException(problem(call, thrown), thrown);
        }
    }

    private static Problem problem(Call call, Throwable thrown) {
        String what = thrown.getClass().getSimpleName();
        String why = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new Problem(
                "Operation threw an exception",
                Problem.Where.NOWHERE,
                call.operation() + ": " + what + why + place(thrown),
                "Correct what it was given, or the library it is in; --debug shows where it was thrown.");
    }

    /** The innermost line of an operation that was written in Groovy. */
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(element -> String.valueOf(element.getFileName()).endsWith(".groovy"))
                .findFirst()
                .map(element -> ", at " + element.getFileName() + ":" + element.getLineNumber())
                .orElse("");
    }
}
