package groovyinfra.inventory;

import groovyinfra.model.Suggestion;
import java.util.List;
import java.util.regex.Pattern;

/** What may stand behind {@code connector:} and {@code address:}. */
final class Places {
    /** What a host is entered by that stands inside of another one. */
    static final String INSIDE =
            "(?:ssh:(?:[^@/\\s]+@)?(?<around>\\[[^]/\\s]+]|[^\\s:@/]+)(?::[0-9]+)?/)?(?:sudo/)?(?:chroot|docker|podman)";

    private static final List<String> NAMES = List.of("ssh", "local", "demo", "docker", "podman", "chroot");
    private static final Pattern CONNECTOR = Pattern.compile("ssh|local|demo|" + INSIDE + "(?::\\S+)?");
    private static final Pattern ADDRESS = Pattern.compile("\\S+");

    private Places() {}

    /** Says where the text is none. */
    static void check(Key key, Value value, Problems problems) {
        String text = value.shown();
        if (key.equals(Key.ADDRESS) && !ADDRESS.matcher(text).matches()) {
            problems.add(
                    value.at(),
                    "Value of 'address' does not fit",
                    "'" + text + "' is no name and no address",
                    "write one without blanks");
        } else if (key.equals(Key.CONNECTOR) && !CONNECTOR.matcher(text).matches()) {
            problems.add(
                    value.at(),
                    "Value of 'connector' does not fit",
                    "'" + text + "' is none of " + String.join(", ", NAMES)
                            + ", and no path such as ssh:web1/docker:shop",
                    Suggestion.attempt(text, NAMES, "write one of these"));
        }
    }
}
