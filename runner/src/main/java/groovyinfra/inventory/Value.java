package groovyinfra.inventory;

import groovyinfra.model.Position;
import groovyinfra.model.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A value as it stands in a file, or on the command line. */
sealed interface Value {
    /** Where values of the command line stand. */
    Position COMMAND_LINE = new Position("command line", 0, 0);

    /** Where it begins. */
    Position at();

    /** Text, a number, true, false, or nothing. */
    record Plain(Object value, String text, Position at) implements Value {}

    /** A list. */
    record Items(List<Value> items, Position at) implements Value {}

    /** A map, in the order in which it was written. */
    record Fields(Map<String, Field> fields, Position at) implements Value {}

    /** A secret that nobody has asked for yet. */
    record Hidden(SecretSource source, Position at) implements Value {}

    /** An entry of a map: where its key stands, and the value. */
    record Field(Position at, Value value) {}

    /** The value alone: strings, numbers, booleans, nulls, lists and maps; secrets as the function gives them. */
    default Object plain(Function<Hidden, ?> secrets) {
        return switch (this) {
            case Plain plain -> plain.value();
            case Hidden hidden -> secrets.apply(hidden);
            case Items list -> list(list, secrets);
            case Fields map -> map(map, secrets);
        };
    }

    /** Whether the two are equal, wherever they stand. */
    default boolean same(Value other) {
        return Objects.equals(plain(Hidden::source), other.plain(Hidden::source));
    }

    /** The value alone, without secrets. */
    default Object masked() {
        return plain(hidden -> Secret.MASK);
    }

    /** The value as it may be shown. */
    default String shown() {
        return String.valueOf(masked());
    }

    private static Object list(Items list, Function<Hidden, ?> secrets) {
        List<Object> plain = new ArrayList<>();
        list.items().forEach(item -> plain.add(item.plain(secrets)));
        return Collections.unmodifiableList(plain);
    }

    private static Object map(Fields map, Function<Hidden, ?> secrets) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.fields().forEach((key, field) -> plain.put(key, field.value().plain(secrets)));
        return Collections.unmodifiableMap(plain);
    }
}
