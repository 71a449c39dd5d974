package groovyinfra.author;

import groovyinfra.model.Host;
import groovyinfra.model.Option;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Converts the values of call sites; what cannot be converted is a problem that names the host, and the key of its data that the
 * value came from.
 */
record Values(Optional<Host> host, ScriptConversion conversion) {
    /** Outside of a run. */
    static final Values UNBOUND = new Values(Optional.empty(), new ScriptConversion(UnaryOperator.identity()));

    Object convert(Type type, Object value, String name, String title) {
        try {
            return conversion.to(type, value);
        } catch (ScriptConversion.Refused refused) {
            throw new ProblemException(problem(refused, value, name, title));
        }
    }

    Object convert(Option<?> option, Object value, String title) {
        Object converted = convert(type(option), value, option.name(), title);
        option.refusal(converted).ifPresent(why -> {
            throw new ProblemException(new Problem(
                    "Value is too small",
                    where(),
                    "'" + option.name() + "' of " + title + ": " + why + origin(value, value),
                    "Give '" + option.name() + "' a larger value"));
        });
        return converted;
    }

    private static Type type(Option<?> option) {
        return switch (option.type().getSimpleName()) {
            case "List" -> new Generic(List.class, option.element());
            case "Map" -> new Generic(Map.class, String.class, option.element());
            default -> option.type();
        };
    }

    /** A list or a map of something. */
    private record Generic(Class<?> getRawType, List<Type> arguments) implements ParameterizedType {
        Generic(Class<?> raw, Type... arguments) {
            this(raw, List.of(arguments));
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }

    private Problem problem(ScriptConversion.Refused refused, Object whole, String name, String title) {
        if (refused.value instanceof Secret) {
            return new Problem(
                    "Secret where it would be seen",
                    where(),
                    "'" + name + "' of " + title + " is shown to everybody",
                    "Pass the secret as content or standard input");
        }
        String detail = "'" + name + "' of " + title + ": " + refused.getMessage() + origin(refused.value, whole);
        return new Problem("Value has the wrong type", where(), detail, "Give '" + name + "' a value of its type");
    }

    private String origin(Object part, Object whole) {
        return host.flatMap(it -> Origin.of(it, part).or(() -> Origin.of(it, whole)))
                .map(it -> " (" + it + ")")
                .orElse("");
    }

    private Problem.Where where() {
        return host.map(it -> Problem.Where.host(it.name())).orElse(Problem.Where.NOWHERE);
    }
}
