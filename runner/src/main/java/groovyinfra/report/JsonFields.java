package groovyinfra.report;

import groovyinfra.model.Problem;
import groovyinfra.model.Secret;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and values in order. Durations become seconds; what JSON does not know becomes text. */
final class JsonFields extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    JsonFields and(String name, Object value) {
        put(name, plain(value));
        return this;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case JsonFields fields -> fields;
            case Problem problem -> JsonShape.problem(problem);
            case Duration duration -> duration.toMillis() / 1000.0;
            case Secret secret -> Secret.MASK;
            case int[] numbers -> numbers;
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            case Optional<?> optional -> plain(optional.orElse(null));
            case Collection<?> values ->
                values.stream().map(JsonFields::plain).collect(ArrayList::new, List::add, List::addAll);
            case Map<?, ?> map -> {
                JsonFields copy = new JsonFields();
                map.forEach((key, each) -> copy.and(String.valueOf(key), each));
                yield copy;
            }
            case Record record -> components(record);
            default -> value.toString();
        };
    }

    private static Object components(Record record) {
        JsonFields fields = new JsonFields();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                fields.and(component.getName(), accessor.invoke(record));
            } catch (ReflectiveOperationException inaccessible) {
                return record.toString();
            }
        }
        return fields;
    }
}
