package groovyinfra.author;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovyinfra.deploy.CallResult;
import groovyinfra.model.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.codehaus.groovy.runtime.FormatHelper;

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
            case Object[] several -> hides(Arrays.asList(several));
            case Map<?, ?> map -> hides(map.values());
            default -> false;
        };
    }

    /** The text: a secret where there is one in it, else a String. */
    static Object of(GString text) {
        Rendering rendering = new Rendering(Secret::reveal);
        rendering.add(text);
        return rendering.hides ? Secret.around(rendering.all.toString()) : rendering.all.toString();
    }

    /** For people: secrets are masked. */
    static String shown(Object value) {
        Rendering rendering = new Rendering(secret -> Secret.MASK);
        rendering.add(value);
        return rendering.all.toString();
    }

    /** Values with a secret in them as they may be shown, all others as they are. */
    static Object[] masked(Object... values) {
        return Arrays.stream(values)
                .map(it -> it instanceof GString || hides(it) ? shown(it) : it)
                .toArray();
    }

    /**
     * As Groovy writes values into texts; the first {@code toString()} of a GString makes Groovy list all classes of Java and its
     * own: a tenth of a second for nothing.
     */
    private static final class Rendering {
        private final Function<Secret, String> secrets;
        private final StringBuilder all = new StringBuilder();
        private boolean hides;

        Rendering(Function<Secret, String> secrets) {
            this.secrets = secrets;
        }

        void add(Object value) {
            switch (value) {
                case Secret secret -> {
                    hides = true;
                    all.append(secrets.apply(secret));
                }
                case GString text -> {
                    for (int i = 0; i < text.getStrings().length; i++) {
                        all.append(text.getStrings()[i]);
                        if (i < text.getValueCount()) {
                            add(text.getValue(i));
                        }
                    }
                }
                case CallResult result -> all.append(outcome(result));
                case Closure<?> lazy -> add(lazy.call());
                case Object[] several -> add(Arrays.asList(several));
                case Map<?, ?> map when hides(map) -> list(map.entrySet());
                case Collection<?> several when hides(several) -> list(several);
                case Map.Entry<?, ?> entry -> {
                    add(entry.getKey());
                    all.append(':');
                    add(entry.getValue());
                }
                case Collection<?> several -> all.append(FormatHelper.toString(several));
                case Map<?, ?> map -> all.append(FormatHelper.toString(map));
                case Object array when array.getClass().isArray() -> all.append(FormatHelper.toString(array));
                case null, default -> all.append(value);
            }
        }

        private static String outcome(CallResult result) {
            if (result.isFailed()) {
                return "failed";
            } else if (result.isSkipped()) {
                return "skipped";
            }
            return result.isChanged() ? "changed" : "unchanged";
        }

        private void list(Collection<?> several) {
            all.append('[');
            for (Iterator<?> each = several.iterator(); each.hasNext(); ) {
                add(each.next());
                all.append(each.hasNext() ? ", " : "");
            }
            all.append(']');
        }
    }
}
