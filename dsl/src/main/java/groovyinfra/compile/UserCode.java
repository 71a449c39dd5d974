package groovyinfra.compile;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import groovyinfra.deploy.Halt;
import groovyinfra.deploy.OperationFailed;
import groovyinfra.model.Host;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Thrown;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.runtime.powerassert.PowerAssertionError;

/**
 * Code that users wrote, while it runs: what it throws becomes a problem at the line of theirs that it came from.
 *
 * @param files class names to files
 */
record UserCode(Map<String, String> files) {

    void run(Host host, Runnable program) {
        try {
            program.run();
        } catch (OperationFailed | Halt expected) {
            throw expected;
        } catch (ProblemException found) {
            throw new ProblemException(
                    found.problems().stream().map(it -> placed(it, host, found)).toList(), found);
        } catch (StackOverflowError endless) {
            throw new ProblemException(
                    placed(
                            problem(
                                    "Recursion has no end",
                                    "the program called itself too often",
                                    "Give the recursion an end"),
                            host,
                            endless),
                    endless);
        } catch (Exception | AssertionError | LinkageError thrown) {
            throw failed(host, thrown);
        } catch (Throwable thrown) {
            if (!ownOf(thrown)) {
                throw thrown;
            }
            throw failed(host, thrown);
        }
    }

    private ProblemException failed(Host host, Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof ProblemException found) {
            return new ProblemException(placed(found.problems().getFirst(), host, cause), cause);
        }
        return new ProblemException(placed(described(host, cause), host, cause), cause);
    }

    /** Groovy and the loading of a class wrap what was thrown. */
    private static Throwable unwrapped(Throwable thrown) {
        boolean wraps = thrown instanceof InvokerInvocationException || thrown instanceof LinkageError;
        return wraps && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    private Problem described(Host host, Throwable cause) {
        return switch (cause) {
            case MissingPropertyException missing -> missing(host).property(missing);
            case MissingMethodException missing -> missing(host).method(missing);
            case AssertionError wrong -> problem("Assertion failed", asserted(wrong), "Correct what is asserted");
            case UnsupportedOperationException frozen
            when frozen.getMessage() == null ->
                problem(
                        "Value is read-only",
                        "a list or map that stays as it is, such as what once, a fact or another host gives",
                        "Make another one: list + x, or map + [key: x]");
            default ->
                problem(
                        "Deploy file threw an exception",
                        new Thrown(cause).what(),
                        "Correct the line, or catch the exception");
        };
    }

    private Missing missing(Host host) {
        return new Missing(host, type -> files.containsKey(outer(type.getName())));
    }

    /** To a message Groovy adds what the compiler has made of the condition. */
    private static String asserted(AssertionError wrong) {
        String said = String.valueOf(wrong.getMessage()).strip();
        int added = wrong instanceof PowerAssertionError ? -1 : said.indexOf(". Expression: ");
        return added < 0 ? said : said.substring(0, added);
    }

    private static Problem problem(String summary, String detail, String attempt) {
        return new Problem(summary, Problem.Where.NOWHERE, detail, attempt);
    }

    private Problem placed(Problem problem, Host host, Throwable thrown) {
        Problem on = problem.where().host().isPresent() ? problem : problem.on(host.name());
        return position(thrown).map(on::at).orElse(on);
    }

    /** The innermost line of the user's that the exception passed. */
    private Optional<Position> position(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            Optional<Position> found = Arrays.stream(each.getStackTrace())
                    .filter(it -> it.getLineNumber() > 0 && files.containsKey(outer(it.getClassName())))
                    .findFirst()
                    .map(it -> new Position(files.get(outer(it.getClassName())), it.getLineNumber(), 0));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether a line of the user's threw it, and none of the tool that it had called. */
    private boolean ownOf(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(it -> files.containsKey(outer(it)) || it.startsWith("groovyinfra."))
                .findFirst()
                .filter(it -> files.containsKey(outer(it)))
                .isPresent();
    }

    private static String outer(String className) {
        int inner = className.indexOf('$');
        return inner < 0 ? className : className.substring(0, inner);
    }
}
