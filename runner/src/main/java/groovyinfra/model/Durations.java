package groovyinfra.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 2d}, {@code 1.5h}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|[a-z]+)\\s*");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher part = PART.matcher(text.strip());
        Duration sum = Duration.ZERO;
        while (part.lookingAt()) {
            Optional<Duration> unit = unit(part.group(2));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(times(unit.get(), new BigDecimal(part.group(1))));
            if (part.end() == part.regionEnd()) {
                return Optional.of(sum);
            }
            part.region(part.end(), part.regionEnd());
        }
        return Optional.empty();
    }

    private static Duration times(Duration unit, BigDecimal count) {
        return Duration.ofMillis(
                count.multiply(BigDecimal.valueOf(unit.toMillis())).longValue());
    }

    private static Optional<Duration> unit(String name) {
        return switch (name) {
            case "ms" -> Optional.of(Duration.ofMillis(1));
            case "s", "sec", "second", "seconds" -> Optional.of(Duration.ofSeconds(1));
            case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(1));
            case "h", "hour", "hours" -> Optional.of(Duration.ofHours(1));
            case "d", "day", "days" -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }
}
