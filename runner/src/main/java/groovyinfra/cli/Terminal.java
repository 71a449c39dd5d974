package groovyinfra.cli;

import java.io.PrintStream;
import java.util.Optional;

/** What the program is connected to: terminals or something else. */
public interface Terminal {

    /** Whether results are read by a person on a terminal. */
    boolean showsResults();

    /** Whether progress is read by a person on a terminal. */
    boolean showsProgress();

    /** Whether questions can be seen and answered. */
    boolean answers();

    /** Columns. */
    int width();

    /**
     * Puts a question where the user sees it.
     *
     * @param err where that is usually
     */
    default void ask(String question, PrintStream err) {
        err.print(question);
        err.flush();
    }

    /** A line that the user types; nothing at the end of input. */
    Optional<String> line();

    /**
     * A line that is not shown while it is typed; nothing at the end of input, or where it would be seen.
     *
     * @param question puts the question, when nothing is shown any more
     */
    Optional<String> hidden(Runnable question);

    /** Shows again what is typed, for the program to leave while {@link #hidden} waits; may be called by any thread. */
    default void restore() {}
}
