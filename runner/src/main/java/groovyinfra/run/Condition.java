package groovyinfra.run;

import groovyinfra.connect.Gone;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Thrown;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** A condition among the options of a call. It is code of users: what it throws by mistake is a failure of the call. */
record Condition(Option<Predicate<Result>> option) {

    /** What it says of a result; empty where the call has no such condition. */
    Optional<Boolean> of(Result result, Options options) {
        return options.get(option).map(it -> test(it, result));
    }

    private boolean test(Predicate<Result> condition, Result result) {
        try {
            return condition.test(result);
        } catch (ProblemException | Gone expected) {
            throw expected;
        } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
            LoggerFactory.getLogger(Condition.class).debug("{} threw an exception", option.name(), thrown);
            throw new ProblemException(problem(thrown), thrown);
        }
    }

    private Problem problem(Throwable thrown) {
        return new Problem(
                "Condition threw an exception",
                Problem.Where.NOWHERE,
                option.name() + ": " + new Thrown(thrown).whatAndWhere(),
                "Correct the closure: it is asked of every result, also of an empty one.");
    }
}
