package groovyinfra.deploy;

import groovyinfra.model.CallPath;

/**
 * The places of a host's calls do not ascend: a fault of the compiler, never of the deploy file. It ends the run with exit code
 * 70, since going on could do things in a wrong order. As {@link Halt}, it passes every {@code catch} of a script.
 */
public final class Misordered extends Error {
    private final transient CallPath earlier;
    private final transient CallPath later;

    /** A call that came after another one, with a place before it. */
    public Misordered(CallPath earlier, CallPath later) {
        super("The place of " + later + " is not after that of " + earlier);
        this.earlier = earlier;
        this.later = later;
    }

    /** The place of the call that was made before. */
    public CallPath earlier() {
        return earlier;
    }

    /** The place of the call that was made after it. */
    public CallPath later() {
        return later;
    }
}
