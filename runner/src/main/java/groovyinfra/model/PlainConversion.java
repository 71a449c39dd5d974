package groovyinfra.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Conversion of single values: text, flags, numbers, durations, users, modes, contents. Empty where a value does not fit. */
final class PlainConversion {
    private PlainConversion() {}

    static Optional<?> to(Class<?> type, Object value) {
        return switch (type.getName()) {
            case "java.lang.String" -> text(value);
            case "boolean", "java.lang.Boolean" -> flag(value);
            case "int", "java.lang.Integer" -> number(value).flatMap(it -> exact(it::intValueExact));
            case "long", "java.lang.Long" -> number(value).flatMap(it -> exact(it::longValueExact));
            case "java.math.BigInteger" -> number(value).flatMap(it -> exact(it::toBigIntegerExact));
            case "java.math.BigDecimal", "java.lang.Number" -> number(value);
            case "double", "java.lang.Double" -> number(value).map(BigDecimal::doubleValue);
            case "float", "java.lang.Float" -> number(value).map(BigDecimal::floatValue);
            case "java.time.Duration" -> text(value).flatMap(Durations::parse);
            case "java.nio.file.Path" -> text(value).map(Path::of);
            default -> ours(type, value);
        };
    }

    private static Optional<?> ours(Class<?> type, Object value) {
        if (type == Identity.Sudo.class || type == Identity.Su.class || type == Identity.Doas.class) {
            return identity(type, value);
        }
        if (type == Mode.class) {
            return mode(value);
        }
        if (type == Content.class) {
            return content(value);
        }
        if (type == Command.class) {
            return value instanceof Map || value == null ? Optional.empty() : Optional.of(Command.of(value));
        }
        if (type == Secret.class) {
            return text(value).map(Secret::of);
        }
        return type.isEnum() ? constant(type, value) : Optional.empty();
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case CharSequence text -> Optional.of(text.toString());
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            case Character letter -> Optional.of(letter.toString());
            case Enum<?> constant -> Optional.of(constant.toString());
            case Path path -> Optional.of(path.toString());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Boolean> flag(Object value) {
        return switch (value) {
            case Boolean flag -> Optional.of(flag);
            case CharSequence text when text.toString().equalsIgnoreCase("true") -> Optional.of(true);
            case CharSequence text when text.toString().equalsIgnoreCase("false") -> Optional.of(false);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(Object value) {
        return switch (value) {
            case BigDecimal number -> Optional.of(number);
            case BigInteger number -> Optional.of(new BigDecimal(number));
            case Number number -> parsed(number.toString());
            case CharSequence text -> parsed(text.toString().strip());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notNumber) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> exact(Supplier<T> narrowed) {
        try {
            return Optional.of(narrowed.get());
        } catch (ArithmeticException lossy) {
            return Optional.empty();
        }
    }

    private static Optional<Identity> identity(Class<?> type, Object value) {
        Optional<Boolean> flag = flag(value);
        if (value instanceof Identity.Login || flag.filter(on -> !on).isPresent()) {
            return Optional.of(Identity.LOGIN);
        }
        Optional<String> user =
                flag.isPresent() ? Optional.of("root") : text(value).filter(PlainConversion::isUser);
        return user.map(name -> switch (type.getSimpleName()) {
            case "Sudo" -> new Identity.Sudo(name);
            case "Su" -> new Identity.Su(name);
            default -> new Identity.Doas(name);
        });
    }

    /** {@code NO} is text in YAML 1.2, and nobody means a user of that name. */
    private static boolean isUser(String name) {
        return !name.isBlank() && !name.toLowerCase(Locale.ROOT).matches("yes|no|on|off");
    }

    /** A plain number is refused: nobody can tell whether 420 was written so or as 0644. */
    private static Optional<Mode> mode(Object value) {
        return switch (value) {
            case CharSequence text -> Optional.of(Mode.of(text.toString()));
            case Numeral numeral -> Optional.of(Mode.of(numeral.toString().replaceFirst("^0o", "")));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Content> content(Object value) {
        return switch (value) {
            case Secret secret -> Optional.of(new Content.Hidden(secret));
            case Path file -> Optional.of(new Content.OnController(file));
            case byte[] bytes -> Optional.of(new Content.Bytes(bytes.clone()));
            case null, default -> text(value).map(Content::text);
        };
    }

    private static Optional<?> constant(Class<?> type, Object value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(String.valueOf(value)))
                .findFirst();
    }
}
