package groovyinfra.connect;

import groovyinfra.model.Exit;

/** The connection to a host is gone; what was running there may or may not have ended. */
public final class Gone extends RuntimeException {
    private final transient Exit.Lost exit;

    /** With what the connection said last. */
    public Gone(String cause) {
        this(new Exit.Lost(cause));
    }

    Gone(Exit.Lost exit) {
        super(exit.cause());
        this.exit = exit;
    }

    /** The exit of what was running. */
    public Exit.Lost exit() {
        return exit;
    }
}
