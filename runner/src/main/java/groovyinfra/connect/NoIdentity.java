package groovyinfra.connect;

import groovyinfra.model.Identity;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;

/** The host does not let the login user become that other one, as it is now. */
public final class NoIdentity extends ProblemException {
    private final transient Identity identity;

    /** The user, and why not. */
    public NoIdentity(Identity identity, Problem problem) {
        super(problem);
        this.identity = identity;
    }

    /** As whom something was to be done. */
    public Identity identity() {
        return identity;
    }
}
