package groovyinfra.model;

import java.time.Duration;

/** How a command ended. A lost channel is never a success. */
public sealed interface Exit {

    /** The command ended by itself, 0 to 255. */
    record Code(int code) implements Exit {}

    /** A signal ended the command: its name without SIG, such as {@code KILL}. */
    record Killed(String signal) implements Exit {}

    /** The command did not end in time and was killed on the host. */
    record TimedOut(Duration limit) implements Exit {}

    /**
     * Nobody knows: the connection went away, and why.
     *
     * @param connected whether the host itself is connected all the same
     */
    record Lost(String cause, boolean connected) implements Exit {
        /** With the host. */
        public Lost(String cause) {
            this(cause, false);
        }
    }

    /** For people, such as {@code exit 2}. */
    default String shown() {
        return switch (this) {
            case Code code -> "exit " + code.code();
            case Killed killed -> "killed by " + killed.signal();
            case TimedOut late -> "no end after " + late.limit().toSeconds() + " s";
            case Lost lost -> (lost.connected() ? "lost: " : "connection lost: ") + lost.cause();
        };
    }
}
