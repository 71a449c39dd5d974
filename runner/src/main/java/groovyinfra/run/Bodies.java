package groovyinfra.run;

import groovyinfra.connect.Gone;
import groovyinfra.model.Call;
import groovyinfra.model.Facts;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Thrown;
import groovyinfra.model.Work;
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
        return new Problem(
                "Operation threw an exception",
                Problem.Where.NOWHERE,
                call.operation() + ": " + new Thrown(thrown).whatAndWhere(),
                "Correct what it was given, or the library it is in; --debug shows where it was thrown.");
    }
}
