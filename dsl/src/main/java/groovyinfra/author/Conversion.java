package groovyinfra.author;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Identity;
import groovyinfra.model.Mode;
import groovyinfra.model.Secret;
import groovyinfra.model.Word;
import java.io.File;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * Turns what a script gives into what an operation declares. What comes out is a copy: a script that goes on to change its
 * lists changes nothing here.
 *
 * @param keep takes note of each secret that was put together from others
 */
record Conversion(UnaryOperator<Secret> keep) {
    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(ms|s|min|m|h|d)");

    /** A value that cannot become what is declared. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Object value;
        final String expected;

        Refused(Object value, String expected) {
            super(expected, null, false, false);
            this.value = value;
            this.expected = expected;
        }
    }

    /** The value as the type; {@code null} stays. */
    Object to(Type type, Object value) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic, value);
            case WildcardType wildcard -> to(wildcard.getUpperBounds()[0], value);
            case Class<?> plain -> plain(plain, value);
            default -> value;
        };
    }

    private Object generic(ParameterizedType type, Object value) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] inner = type.getActualTypeArguments();
        if (value == null) {
            return null;
        }
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return several(raw, inner[0], value);
        }
        return raw == Map.class ? entries(inner[0], inner[1], value) : plain(raw, value);
    }

    private Object several(Class<?> raw, Type element, Object value) {
        Collection<?> given = elements(value);
        Collection<Object> all = Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>() : new ArrayList<>();
        given.forEach(each -> all.add(to(element, each)));
        return all instanceof Set<Object> set
                ? Collections.unmodifiableSet(set)
                : Collections.unmodifiableList((List<Object>) all);
    }

    private static Collection<?> elements(Object value) {
        return switch (value) {
            case Collection<?> several -> several;
            case Map<?, ?> map -> throw new Refused(map, "a list");
            case Object[] array -> Arrays.asList(array);
            default -> List.of(value);
        };
    }

    private Object entries(Type key, Type element, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Refused(value, "a map");
        }
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(to(key, name), to(element, each)));
        return Collections.unmodifiableMap(all);
    }

    private Object plain(Class<?> type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.getName()) {
            case "java.lang.Object" -> copy(value);
            case "java.lang.String", "java.lang.CharSequence" -> text(value);
            case "boolean", "java.lang.Boolean" -> flag(value);
            case "int", "java.lang.Integer" -> integer(value);
            case "long", "java.lang.Long" -> number(value, "a whole number").longValueExact();
            case "double", "java.lang.Double" -> number(value, "a number").doubleValue();
            case "java.math.BigDecimal" -> number(value, "a number");
            case "java.util.List", "java.util.Collection", "java.util.Set", "java.lang.Iterable" ->
                several(type, Object.class, value);
            case "java.util.Map" -> entries(String.class, Object.class, value);
            case "java.time.Duration" -> duration(value);
            case "java.nio.file.Path" -> value instanceof Path ? value : Path.of(text(value));
            case "java.util.function.Predicate" -> predicate(value);
            default -> ours(type, value);
        };
    }

    private Object ours(Class<?> type, Object value) {
        if (type == Command.class) {
            return command(value);
        } else if (type == Content.class) {
            return content(value);
        } else if (type == Secret.class) {
            return secret(value);
        } else if (type == Mode.class) {
            return mode(value);
        } else if (Identity.class.isAssignableFrom(type)) {
            return identity(type, value);
        } else if (type.isEnum()) {
            return constant(type, value);
        } else if (!type.isInstance(value)) {
            throw new Refused(value, "a " + type.getSimpleName());
        }
        return value;
    }

    /** A copy of plain data: no text with values in it, no list that anybody could change. */
    Object copy(Object value) {
        return switch (value) {
            case null -> null;
            case GString text -> hidesSecret(text) ? secret(text) : text.toString();
            case Map<?, ?> map -> entries(Object.class, Object.class, map);
            case Set<?> set -> several(Set.class, Object.class, set);
            case Collection<?> several -> several(List.class, Object.class, several);
            default -> value;
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case GString text when hidesSecret(text) -> throw new Refused(Secret.MASK, "text that hides nothing");
            case CharSequence text -> text.toString();
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Character letter -> letter.toString();
            case Enum<?> constant -> constant.toString();
            case Path path -> path.toString();
            case File file -> file.toString();
            case Mode mode -> mode.toString();
            case Secret secret -> throw new Refused(secret, "text that hides nothing");
            default -> throw new Refused(value, "text");
        };
    }

    private static Boolean flag(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case CharSequence text when text.toString().equals("true") -> true;
            case CharSequence text when text.toString().equals("false") -> false;
            default -> throw new Refused(value, "true or false");
        };
    }

    private static Integer integer(Object value) {
        try {
            return number(value, "a whole number").intValueExact();
        } catch (ArithmeticException e) {
            throw new Refused(value, "a whole number");
        }
    }

    private static BigDecimal number(Object value, String expected) {
        if (value instanceof Number || value instanceof CharSequence) {
            try {
                return new BigDecimal(value.toString().strip());
            } catch (NumberFormatException e) {
                throw new Refused(value, expected);
            }
        }
        throw new Refused(value, expected);
    }

    private static Duration duration(Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        Matcher time = TIME.matcher(value.toString().strip());
        if (!(value instanceof CharSequence) || !time.matches()) {
            throw new Refused(value, "a duration such as 30.s or '5 min'");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static Mode mode(Object value) {
        try {
            return switch (value) {
                case Mode mode -> mode;
                case Integer number -> throw new Refused(number, "a mode in quotes such as '0644'");
                case Long number -> throw new Refused(number, "a mode in quotes such as '0644'");
                default -> Mode.of(text(value));
            };
        } catch (IllegalArgumentException e) {
            throw new Refused(value, "a mode such as '0644'");
        }
    }

    private static Identity identity(Class<?> type, Object value) {
        if (value instanceof Identity identity) {
            return identity;
        } else if (value instanceof Boolean flag && !flag) {
            return Identity.LOGIN;
        }
        String user = value instanceof Boolean ? "root" : text(value);
        return switch (type.getSimpleName()) {
            case "Su" -> new Identity.Su(user);
            case "Doas" -> new Identity.Doas(user);
            default -> new Identity.Sudo(user);
        };
    }

    private static Object constant(Class<?> type, Object value) {
        List<?> known = List.of(type.getEnumConstants());
        return known.stream()
                .filter(it -> it.equals(value) || it.toString().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElseThrow(() -> new Refused(value, "one of " + known));
    }

    private static Object predicate(Object value) {
        return switch (value) {
            case Closure<?> closure ->
                (Predicate<Object>) it -> DefaultTypeTransformation.castToBoolean(closure.call(it));
            case Predicate<?> predicate -> predicate;
            default -> throw new Refused(value, "a closure such as { it.code == 0 }");
        };
    }

    private Content content(Object value) {
        return switch (value) {
            case Content content -> content;
            case Secret secret -> new Content.Hidden(secret);
            case GString text when hidesSecret(text) -> new Content.Hidden(secret(text));
            case byte[] bytes -> new Content.Bytes(bytes.clone());
            case Path file -> new Content.OnController(file);
            case File file -> new Content.OnController(file.toPath());
            default -> Content.text(text(value));
        };
    }

    private Secret secret(Object value) {
        return switch (value) {
            case Secret secret -> secret;
            case GString text -> keep.apply(Secret.of(revealed(text)));
            default -> keep.apply(Secret.of(text(value)));
        };
    }

    private static boolean hidesSecret(GString text) {
        return Arrays.stream(text.getValues()).anyMatch(Conversion::hides);
    }

    private static boolean hides(Object value) {
        return switch (value) {
            case null -> false;
            case Secret secret -> true;
            case GString text -> hidesSecret(text);
            case Collection<?> several -> several.stream().anyMatch(Conversion::hides);
            case Map<?, ?> map -> hides(map.values());
            default -> false;
        };
    }

    private static String revealed(GString text) {
        StringBuilder all = new StringBuilder();
        String[] strings = text.getStrings();
        Object[] values = text.getValues();
        for (int i = 0; i < strings.length; i++) {
            all.append(strings[i]);
            if (i < values.length) {
                all.append(revealed(values[i]));
            }
        }
        return all.toString();
    }

    private static String revealed(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case GString text -> revealed(text);
            case Closure<?> closure -> String.valueOf(closure.call());
            case null, default -> String.valueOf(value);
        };
    }

    private Command command(Object value) {
        return switch (value) {
            case Command command -> command;
            case Word word -> Command.of(word);
            case GString text -> Interpolation.command(text);
            case Collection<?> words ->
                Command.of(words.stream().map(Conversion::word).toArray());
            case Object[] words ->
                Command.of(Arrays.stream(words).map(Conversion::word).toArray());
            case String script -> Command.raw(script);
            case Secret secret -> Command.of(secret);
            default -> throw new Refused(value, "a command");
        };
    }

    private static Object word(Object value) {
        return switch (value) {
            case GString text -> Interpolation.word(text);
            case Collection<?> words -> words.stream().map(Conversion::word).toList();
            case Map<?, ?> map -> throw new Refused(map, "words of a command");
            case null, default -> value;
        };
    }
}
