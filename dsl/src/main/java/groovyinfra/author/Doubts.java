package groovyinfra.author;

/**
 * For generated code: around a statement out of which no value can get. What it depends on in a plan, because of an uncertain
 * fact that it looks at, nothing after it depends on.
 */
public final class Doubts {
    private Doubts() {}

    /** The statement begins. Gives back what {@link #end} wants to know. */
    public static int begin() {
        return asked() ? Program.current().evaluation().dependence() : 0;
    }

    /** The statement is over. */
    public static void end(int begun) {
        if (asked()) {
            Program.current().evaluation().restore(begun);
        }
    }

    /** The body of an operation is another's business: it says itself what it asks for. */
    private static boolean asked() {
        return Program.running() && !Recorder.CURRENT.isBound();
    }
}
