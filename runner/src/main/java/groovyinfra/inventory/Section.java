package groovyinfra.inventory;

import groovyinfra.model.Conversion;
import groovyinfra.model.Position;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map of a file that has fixed keys, read strictly: a key or a shape that it does not have is a problem.
 *
 * @param owner with article, for people: {@code a host}
 */
record Section(String owner, Value.Fields map, List<String> known, Problems problems) {

    /** The map, after a look at its keys; an empty one for nothing, and for something that is no map. */
    static Section of(String owner, Value value, List<String> known, Problems problems) {
        Section section = new Section(owner, map(owner, value, problems), known, problems);
        section.map.fields().forEach((key, field) -> {
            if (!known.contains(key)) {
                problems.unknown(field.at(), key, owner, known);
            }
        });
        return section;
    }

    /** The value as a map; an empty one for nothing, and with a problem for something that is no map. */
    static Value.Fields map(String owner, Value value, Problems problems) {
        if (value instanceof Value.Fields fields) {
            return fields;
        }
        if (!(value instanceof Value.Plain plain && plain.value() == null)) {
            problems.add(
                    value.at(),
                    "Map expected",
                    owner + " is a map, not " + Conversion.shown(value.shown()),
                    "write 'key: value' lines, indented");
        }
        return new Value.Fields(Map.of(), value.at());
    }

    Position at() {
        return map.at();
    }

    /** The value of a key, unless it is missing or empty. */
    Optional<Value> value(String key) {
        return Optional.ofNullable(map.fields().get(key))
                .map(Value.Field::value)
                .filter(value -> !(value instanceof Value.Plain plain && plain.value() == null));
    }

    /** The entries of a map in it, by key. */
    Map<String, Value.Field> entries(String key) {
        return value(key)
                .map(value -> map("'" + key + "'", value, problems).fields())
                .orElse(Map.of());
    }

    /** The value of a key as this type. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> get(String key, Type type) {
        return value(key).flatMap(value -> (Optional<T>) converted("'" + key + "'", type, value, problems));
    }

    /** Names: one, a list of them, or the keys of a map, with what stands behind each. */
    Map<String, Value.Field> names(String key) {
        return value(key)
                .map(value -> switch (value) {
                    case Value.Fields map -> map.fields();
                    case Value.Items list -> listed(list);
                    case Value.Plain plain -> Map.of(plain.text(), new Value.Field(plain.at(), nothing(plain.at())));
                    case Value.Hidden hidden ->
                        map("'" + key + "'", hidden, problems).fields();
                })
                .orElse(Map.of());
    }

    private Map<String, Value.Field> listed(Value.Items list) {
        Map<String, Value.Field> names = new LinkedHashMap<>();
        for (Value item : list.items()) {
            if (item instanceof Value.Plain plain && plain.value() != null) {
                names.put(plain.text(), new Value.Field(plain.at(), nothing(plain.at())));
            } else {
                problems.add(
                        item.at(),
                        "Name expected",
                        Conversion.shown(item.shown()) + " stands in a list of names",
                        "write one name, or a map instead of the list");
            }
        }
        return names;
    }

    private static Value nothing(Position at) {
        return new Value.Plain(null, "", at);
    }

    /** The value as this type; a problem where it does not fit. */
    static Optional<Object> converted(String key, Type type, Value value, Problems problems) {
        try {
            return Optional.ofNullable(Conversion.to(type, value.plain(Value.Hidden::source)));
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    value.at(),
                    "Value of " + key + " does not fit",
                    String.valueOf(wrong.getMessage()),
                    "correct the value");
            return Optional.empty();
        }
    }
}
