package groovyinfra.report;

import groovyinfra.model.Problem;
import java.util.LinkedHashMap;

/** Names and plain values in order. */
final class JsonFields extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    JsonFields and(String name, Object value) {
        put(name, PlainData.of(value instanceof Problem problem ? JsonShape.problem(problem) : value));
        return this;
    }
}
