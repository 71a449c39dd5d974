package groovyinfra.connect;

/** The connection to a host is gone; what was running there may or may not have ended. */
public final class Gone extends RuntimeException {

    /** With what the connection said last. */
    public Gone(String cause) {
        super(cause);
    }
}
