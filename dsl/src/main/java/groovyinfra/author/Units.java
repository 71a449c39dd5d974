package groovyinfra.author;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as deploy files write them: {@code 30.s}, {@code 5.min}, {@code 1.day}. A Groovy extension module. */
public final class Units {
    private Units() {}

    /** {@code 1.5.h} is ninety minutes. */
    private static Duration times(Number count, long millis) {
        return Duration.ofMillis(new BigDecimal(count.toString())
                .multiply(BigDecimal.valueOf(millis))
                .longValue());
    }

    /** Milliseconds. */
    public static Duration getMs(Number self) {
        return times(self, 1);
    }

    /** Seconds. */
    public static Duration getS(Number self) {
        return times(self, 1000);
    }

    /** Minutes. */
    public static Duration getMin(Number self) {
        return times(self, 60_000);
    }

    /** Hours. */
    public static Duration getH(Number self) {
        return times(self, 3_600_000);
    }

    /** Days. */
    public static Duration getDay(Number self) {
        return times(self, 86_400_000);
    }

    /** Days. */
    public static Duration getDays(Number self) {
        return getDay(self);
    }

    /** {@code -30.s}, for what takes it to refuse. */
    public static Duration negative(Duration self) {
        return self.negated();
    }

    /** As it is written for data: {@code 1h30m}. */
    static String text(Duration time) {
        String text = part(time.toDays(), "d")
                + part(time.toHoursPart(), "h")
                + part(time.toMinutesPart(), "m")
                + part(time.toSecondsPart(), "s")
                + part(time.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
