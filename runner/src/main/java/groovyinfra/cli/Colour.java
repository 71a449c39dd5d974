package groovyinfra.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** When text is coloured. */
enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether a stream is coloured that is, or is not, a terminal. */
    boolean on(boolean terminal, Map<String, String> environment) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty() && !isDumb(environment);
        };
    }

    /** The one that the user calls so. */
    static Optional<Colour> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Whether a terminal knows no control sequences. */
    static boolean isDumb(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return term.isEmpty() || term.equals("dumb");
    }
}
