package groovyinfra.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a command ended. A lost channel is never a success. */
public sealed interface Exit {

    /** The command ended by itself, 0 to 255. */
    record Code(int code) implements Exit {}

    /** A signal ended the command: its name without SIG, such as {@code KILL}. */
    record Killed(String signal) implements Exit {}

    /**
     * The command did not end in time and was killed on the host.
     *
     * @param by the signal that was enough; nothing where that is not known, or where something of it still runs
     */
    record TimedOut(Duration limit, Optional<String> by) implements Exit {}

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
            case Code code -> "exit " + code.code() + signal(code.code() - 128);
            case Killed killed -> "killed by " + killed.signal();
            case TimedOut late ->
                "no end after " + late.limit().toSeconds() + " s"
                        + late.by()
                                .map(by -> "; ended by " + by + ", nothing of it is left")
                                .orElse("");
            case Lost lost -> (lost.connected() ? "lost: " : "connection lost: ") + lost.cause();
        };
    }

    /** The signals that have the same number on all systems. */
    private static String signal(int number) {
        Map<Integer, String> names = Map.of(
                1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 8, "FPE", 9, "KILL", 11, "SEGV", 13, "PIPE", 14, "ALRM", 15,
                "TERM");
        return names.containsKey(number) ? " (" + names.get(number) + ")" : "";
    }
}
