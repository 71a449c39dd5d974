package groovyinfra.model;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a value from inventory data or the command line into the type that an option is declared with: {@code '12'} into a
 * number, {@code '30s'} into a {@link java.time.Duration}, one element into a list, {@code '0644'} into a {@link Mode}.
 *
 * <p>A value that has the type already is returned as it is; {@code null} stays {@code null}. Where text is wanted, a number is
 * the text it was written as. Nothing is guessed: a value that does not fit is an {@link IllegalArgumentException}, whose
 * message says what was found and what to write instead, for the detail of a {@link Problem} that names host and key. Secrets
 * are masked in it.
 */
public final class Conversion {
    private Conversion() {}

    /** The value as an option of every call takes it. */
    public static Object to(Option<?> option, Object value) {
        Object fit = converted(option, value);
        option.refusal(fit).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return fit;
    }

    private static Object converted(Option<?> option, Object value) {
        if (option.type() == List.class) {
            return list(option.element(), value);
        }
        return option.type() == Map.class ? map(option.element(), value) : to(option.type(), value);
    }

    /** The value as this type, generic or not. */
    public static Object to(Type type, Object value) {
        return switch (type) {
            case Class<?> simple -> simple(simple, value);
            case ParameterizedType generic -> generic(generic, value);
            case WildcardType wild -> to(wild.getUpperBounds()[0], value);
            default -> value;
        };
    }

    private static Object generic(ParameterizedType type, Object value) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw.isAssignableFrom(List.class)) {
            return list(arguments[0], value);
        }
        if (raw == Set.class) {
            return value == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(list(arguments[0], value)));
        }
        return raw == Map.class ? map(arguments[1], value) : simple(raw, value);
    }

    private static List<?> list(Type element, Object value) {
        return switch (value) {
            case null -> null;
            case Collection<?> several -> elements(element, several);
            case Object array
            when array.getClass().isArray() && !(array instanceof byte[]) -> elements(element, items(array));
            default -> Collections.singletonList(to(element, value));
        };
    }

    private static List<?> items(Object array) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            items.add(Array.get(array, i));
        }
        return items;
    }

    private static List<?> elements(Type type, Collection<?> values) {
        List<Object> converted = new ArrayList<>();
        for (Object value : values) {
            try {
                converted.add(to(type, value));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "element " + (converted.size() + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return Collections.unmodifiableList(converted);
    }

    private static Map<String, ?> map(Type type, Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> entries -> entries(type, entries);
            default -> throw wrong(value, Map.class);
        };
    }

    private static Map<String, ?> entries(Type type, Map<?, ?> values) {
        Map<String, Object> converted = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            try {
                converted.put(String.valueOf(key), to(type, value));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("key " + key + ": " + wrong.getMessage(), wrong);
            }
        });
        return Collections.unmodifiableMap(converted);
    }

    private static Object simple(Class<?> type, Object value) {
        if ((value == null && !type.isPrimitive()) || type.isInstance(value)) {
            return value;
        }
        if (type == List.class || type == Collection.class || type == Iterable.class) {
            return list(Object.class, value);
        }
        return PlainConversion.to(type, value).orElseThrow(() -> wrong(value, type));
    }

    private static IllegalArgumentException wrong(Object value, Class<?> type) {
        return new IllegalArgumentException(shown(value) + " is not " + wanted(type));
    }

    /** A value as messages show it: text in quotes, long things cut, secrets masked. */
    public static String shown(Object value) {
        String text = value instanceof CharSequence ? "'" + value + "'" : masked(value);
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    private static String masked(Object value) {
        return switch (value) {
            case Secret secret -> Secret.MASK;
            case Collection<?> several ->
                several.stream().map(Conversion::masked).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(it -> it.getKey() + "=" + masked(it.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case null, default -> String.valueOf(value);
        };
    }

    private static String wanted(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long", "BigInteger" -> "a whole number";
            case "BigDecimal", "Number", "double", "Double", "float", "Float" -> "a number";
            case "Duration" -> "a duration: write a number and a unit, such as '30s', '5m' or '1h30m'";
            case "Mode" -> "a file mode: write it in quotes, such as '0644'";
            case "Sudo", "Su", "Doas" -> "a user: write true for root, or a name";
            case "Path" -> "a path";
            case "Map" -> "a map";
            case "Content" -> "text, a secret or a file";
            case "Command" -> "a command";
            case "Secret" -> "a secret";
            case "Predicate" -> "a closure; only deploy files have those";
            default -> type.isEnum() ? "one of " + names(type) : "a " + type.getSimpleName();
        };
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }
}
