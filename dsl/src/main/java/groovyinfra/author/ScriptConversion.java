package groovyinfra.author;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Conversion;
import groovyinfra.model.Identity;
import groovyinfra.model.Secret;
import java.io.File;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * Turns what a script gives into what an operation declares: what {@link Conversion} does for data, and texts with values in
 * them, closures, commands. What comes out is a copy: a script that goes on to change its lists changes nothing here.
 *
 * @param keep takes note of each secret that was put together from others
 */
record ScriptConversion(UnaryOperator<Secret> keep) {

    /** A value that cannot become what is declared; the message says why. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        final transient Object value;

        Refused(Object value, String why) {
            super(why);
            this.value = value;
        }
    }

    /** The value as the type; {@code null} stays. */
    Object to(Type type, Object value) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic, value);
            case WildcardType wildcard -> to(wildcard.getUpperBounds()[0], value);
            case Class<?> plain -> value == null ? null : plain(plain, value);
            default -> value;
        };
    }

    private Object generic(ParameterizedType type, Object value) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] inner = type.getActualTypeArguments();
        if (value == null) {
            return null;
        } else if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return several(raw, inner[0], value);
        }
        return raw == Map.class ? entries(inner[0], inner[1], value) : plain(raw, value);
    }

    private Object several(Class<?> raw, Type element, Object value) {
        Collection<?> given = switch (value) {
            case Collection<?> several -> several;
            case Map<?, ?> map -> throw new Refused(map, Conversion.shown(map) + " is not a list");
            case Object[] array -> Arrays.asList(array);
            default -> List.of(value);
        };
        List<Object> all = new ArrayList<>();
        given.forEach(each -> all.add(to(element, each)));
        return Set.class.isAssignableFrom(raw)
                ? Collections.unmodifiableSet(new LinkedHashSet<>(all))
                : Collections.unmodifiableList(all);
    }

    private Object entries(Type key, Type element, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Refused(value, Conversion.shown(value) + " is not a map");
        }
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(to(key, name), to(element, each)));
        return Collections.unmodifiableMap(all);
    }

    private Object plain(Class<?> type, Object value) {
        if (type == Object.class) {
            return copy(value);
        } else if (type == Command.class) {
            return Interpolation.command(value);
        } else if (type == Content.class) {
            return content(value);
        } else if (type == Secret.class) {
            return secret(value);
        } else if (type == Predicate.class) {
            return predicate(value);
        } else if (Collection.class.isAssignableFrom(type) || type == Iterable.class) {
            return several(type, Object.class, value);
        } else if (type == Map.class) {
            return entries(String.class, Object.class, value);
        }
        return simple(type == Identity.class ? Identity.Sudo.class : type, value);
    }

    private static Object simple(Class<?> type, Object value) {
        Object plain =
                value instanceof GString text ? Texts.of(text) : value instanceof File ? value.toString() : value;
        if (Texts.hides(plain)) {
            throw new Refused(Secret.of(""), "a secret must not be seen");
        }
        try {
            return Conversion.to(type, plain);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(plain, wrong.getMessage());
        }
    }

    /** A copy of plain data: no text with values in it, no list that anybody could change. */
    Object copy(Object value) {
        return switch (value) {
            case null -> null;
            case GString text -> text(text);
            case Map<?, ?> map -> entries(Object.class, Object.class, map);
            case Set<?> set -> several(Set.class, Object.class, set);
            case Collection<?> several -> several(List.class, Object.class, several);
            default -> value;
        };
    }

    private static Object predicate(Object value) {
        return switch (value) {
            case Closure<?> closure -> condition(closure);
            case Predicate<?> predicate -> predicate;
            default ->
                throw new Refused(value, Conversion.shown(value) + " is not a closure such as { it.exitCode == 0 }");
        };
    }

    /** The engine asks it, so it has no place in the program. */
    private static Predicate<Object> condition(Closure<?> closure) {
        boolean looks = closure.getMaximumNumberOfParameters() > 0;
        return it ->
                Trail.apart(() -> DefaultTypeTransformation.castToBoolean(looks ? closure.call(it) : closure.call()));
    }

    private Object content(Object value) {
        return switch (value) {
            case Content content -> content;
            case GString text -> content(text(text));
            case File file -> new Content.OnController(file.toPath());
            case Secret secret -> new Content.Hidden(secret);
            case byte[] bytes -> new Content.Bytes(bytes.clone());
            default -> value instanceof java.nio.file.Path ? Conversion.to(Content.class, value) : shown(value);
        };
    }

    private Object text(GString text) {
        Object all = Texts.of(text);
        return all instanceof Secret secret ? keep.apply(secret) : all;
    }

    private static Object shown(Object value) {
        return Content.text((String) simple(String.class, value));
    }

    private Secret secret(Object value) {
        return switch (value) {
            case Secret secret -> secret;
            case GString text -> secret(text(text));
            default -> keep.apply(Secret.of((String) simple(String.class, value)));
        };
    }
}
