package groovyinfra.deploy;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;

/** A call failed on this host. A script may catch it. */
public final class OperationFailed extends ProblemException {
    private final transient CallResult result;

    /** The failure of one call. */
    public OperationFailed(Problem problem, CallResult result) {
        super(problem);
        this.result = result;
    }

    /** What is known of the call. */
    public CallResult getResult() {
        return result;
    }
}
