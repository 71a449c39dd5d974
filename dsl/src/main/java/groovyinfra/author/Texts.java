package groovyinfra.author;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovyinfra.model.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Texts with values in them, and the secrets that may be among those. */
final class Texts {
    private Texts() {}

    /** Whether there is a secret in it, however deep. */
    static boolean hides(Object value) {
        return switch (value) {
            case null -> false;
            case Secret secret -> true;
            case GString text -> hides(Arrays.asList(text.getValues()));
            case Collection<?> several -> {
                boolean found = false;
                for (Object each : several) {
                    found |= hides(each);
                }
                yield found;
            }
            case Map<?, ?> map -> hides(map.values());
            default -> false;
        };
    }

    /** The text with its secrets: itself a secret. */
    static String revealed(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case GString text -> revealed(text);
            case Closure<?> closure -> String.valueOf(closure.call());
            case null, default -> String.valueOf(value);
        };
    }

    /**
     * The text of a GString without secrets. The first {@code toString()} of one makes Groovy list all classes of Java and its own: a
     * tenth of a second for nothing.
     */
    static String plain(GString text) {
        boolean simple = true;
        for (Object it : text.getValues()) {
            simple &= it instanceof String || it instanceof Integer || it instanceof Long || it instanceof Boolean;
        }
        return simple ? revealed(text) : text.toString();
    }

    private static String revealed(GString text) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.getStrings().length; i++) {
            all.append(text.getStrings()[i]);
            if (i < text.getValueCount()) {
                all.append(revealed(text.getValue(i)));
            }
        }
        return all.toString();
    }
}
