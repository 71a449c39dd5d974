package groovyinfra.run;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How much at once, and how much may fail.
 *
 * @param parallel calls in flight at most, over all hosts
 * @param handshakes connections being opened at most
 * @param tolerated how many hosts may fail before the run stops; 0 stops at the first, nothing never stops
 * @param patience after how long hosts that others wait for are named
 */
public record Limits(int parallel, int handshakes, OptionalInt tolerated, Duration patience) {
    /** Handshakes that are under way at once, where the user says nothing. */
    public static final int HANDSHAKES = 64;

    public Limits {
        if (parallel < 1 || handshakes < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }

    /** All hosts at once; failures stop nobody else. */
    public static Limits of(int hosts) {
        return new Limits(Math.max(1, hosts), HANDSHAKES, OptionalInt.empty(), Duration.ofSeconds(5));
    }
}
