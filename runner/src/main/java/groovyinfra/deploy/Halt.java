package groovyinfra.deploy;

/**
 * The engine ends the evaluation of a host. Not for scripts: the compiler lets it through every {@code catch}.
 *
 * <p>Has neither message nor stack trace: the engine knows why it threw it.
 */
public class Halt extends Error {

    /** A signal of the engine. */
    protected Halt() {
        super(null, null, false, false);
    }
}
