package groovyinfra.author;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Converts the values of call sites; what cannot be converted is a problem that names the host, and the key of its data that the
 * value came from.
 */
record Values(Optional<Host> host, Conversion conversion) {
    /** Outside of a run: for specs of operations. */
    static final Values UNBOUND = new Values(Optional.empty(), new Conversion(UnaryOperator.identity()));

    Object convert(Type type, Object value, String name, String title) {
        try {
            return conversion.to(type, value);
        } catch (Conversion.Refused refused) {
            throw new ProblemException(problem(refused, value, name, title));
        }
    }

    private Problem problem(Conversion.Refused refused, Object whole, String name, String title) {
        if (Secret.MASK.equals(refused.value) || refused.value instanceof Secret) {
            return new Problem(
                    "Secret where it would be seen",
                    where(),
                    "'" + name + "' of " + title + " is shown to everybody",
                    "Pass the secret as content or standard input");
        }
        String origin = host.flatMap(it -> key(it.data(), refused.value).or(() -> key(it.data(), whole)))
                .map(it -> "host.data." + it + " is " + shown(refused.value))
                .orElse("it is " + shown(refused.value));
        String detail = "'" + name + "' of " + title + " wants " + refused.expected + "; " + origin;
        return new Problem("Value has the wrong type", where(), detail, "Give " + refused.expected);
    }

    private Problem.Where where() {
        return host.map(it -> Problem.Where.host(it.name())).orElse(Problem.Where.NOWHERE);
    }

    private static String shown(Object value) {
        return value instanceof CharSequence text ? "'" + text + "'" : String.valueOf(value);
    }

    /** Where in the data this very value stands. */
    private static Optional<String> key(Map<?, ?> data, Object value) {
        return data.entrySet().stream()
                .flatMap(it -> below(it.getKey().toString(), it.getValue(), value).stream())
                .findFirst();
    }

    private static Optional<String> below(String place, Object found, Object value) {
        if (Objects.equals(found, value)) {
            return Optional.of(place);
        }
        return switch (found) {
            case Map<?, ?> map -> key(map, value).map(it -> place + "." + it);
            case List<?> list -> {
                Optional<String> inner = Optional.empty();
                for (int i = 0; i < list.size() && inner.isEmpty(); i++) {
                    inner = below(place + "[" + i + "]", list.get(i), value);
                }
                yield inner;
            }
            case null, default -> Optional.empty();
        };
    }
}
