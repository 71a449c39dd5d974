package groovyinfra.author;

import java.util.Collections;
import java.util.Map;

/** The arguments of one call, converted to the types that the operation declares. Generated code reads them. */
public final class Arguments {
    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Whether the parameter was given. */
    public boolean has(String parameter) {
        return values.containsKey(parameter);
    }

    /** The value that was given. */
    public Object get(String parameter) {
        return values.get(parameter);
    }

    Map<String, Object> values() {
        return values;
    }
}
