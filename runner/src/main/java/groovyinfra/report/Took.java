package groovyinfra.report;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Took {
    private Took() {}

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String text(Duration took) {
        long millis = took.toMillis();
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
