package groovyinfra.connect;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;

/** The server opens no further session beside those that are open. */
public final class NoSession extends ProblemException {

    /** The problem, and how the server put it. */
    public NoSession(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
