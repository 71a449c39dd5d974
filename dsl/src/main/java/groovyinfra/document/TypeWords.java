package groovyinfra.document;

import groovyinfra.model.Content;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Types in the words of those who write deploy files. */
final class TypeWords {
    private TypeWords() {}

    static String of(Type type) {
        return switch (type) {
            case Class<?> plain -> plain(plain);
            case ParameterizedType generic -> generic(generic);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            default -> type.getTypeName();
        };
    }

    static String list(Type element) {
        String one = of(element);
        return one.equals("anything") ? "list" : "list of " + several(one);
    }

    static String map(Type key, Type value) {
        String to = of(value);
        return to.equals("anything") ? "map" : "map of " + of(key) + " to " + to;
    }

    private static String generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return list(arguments[0]);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(arguments[0], arguments[1]);
        }
        return plain(raw);
    }

    /** The words for one, said of several. */
    private static String several(String one) {
        return switch (one) {
            case "text", "true or false", "anything" -> one;
            default -> one.contains(" of ") || one.contains("`") ? one : one + "s";
        };
    }

    private static String plain(Class<?> type) {
        if (type == Content.Bytes.class) {
            return "bytes";
        }
        return switch (type.getSimpleName()) {
            case "String", "CharSequence", "GString" -> "text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long", "BigInteger" -> "whole number";
            case "BigDecimal", "Number", "double", "Double", "float", "Float" -> "number";
            case "Duration" -> "duration";
            case "Instant" -> "time";
            case "Mode" -> "file mode";
            case "Sudo", "Su", "Doas", "Identity" -> "true or a user";
            case "Path" -> "path on the controller";
            case "Content" -> "text or secret";
            case "Command" -> "command";
            case "Secret" -> "secret";
            case "Predicate", "Closure" -> "closure";
            case "Object" -> "anything";
            case "Map" -> "map";
            case "List", "Set", "Collection" -> "list";
            default -> type.isEnum() ? names(type) : "`" + type.getSimpleName() + "`";
        };
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    }
}
