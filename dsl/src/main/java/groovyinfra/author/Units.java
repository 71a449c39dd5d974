package groovyinfra.author;

import java.time.Duration;

/** Durations as deploy files write them: {@code 30.s}, {@code 5.min}, {@code 1.day}. A Groovy extension module. */
public final class Units {
    private Units() {}

    /** Milliseconds. */
    public static Duration getMs(Number self) {
        return Duration.ofMillis(self.longValue());
    }

    /** Seconds. */
    public static Duration getS(Number self) {
        return Duration.ofSeconds(self.longValue());
    }

    /** Minutes. */
    public static Duration getMin(Number self) {
        return Duration.ofMinutes(self.longValue());
    }

    /** Hours. */
    public static Duration getH(Number self) {
        return Duration.ofHours(self.longValue());
    }

    /** Days. */
    public static Duration getDay(Number self) {
        return Duration.ofDays(self.longValue());
    }

    /** Days. */
    public static Duration getDays(Number self) {
        return getDay(self);
    }
}
