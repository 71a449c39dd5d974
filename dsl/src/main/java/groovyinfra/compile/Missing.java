package groovyinfra.compile;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import groovy.lang.ReadOnlyPropertyException;
import groovyinfra.author.DeployScript;
import groovyinfra.author.Library;
import groovyinfra.author.Origin;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.Thrown;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * What Groovy did not find while the program ran, in the words that the compiler has for it.
 *
 * @param written whether a class is the user's
 */
record Missing(Host host, Predicate<Class<?>> written) {
    /** Of an element of a list only the words are left. */
    private static final Pattern PROPERTY = Pattern.compile("No such property: (\\S+) for class: ([\\w.$]+)");

    /** What values are to people who write deploy files, whatever class they have. */
    private static final List<Class<?>> KINDS =
            List.of(List.class, Map.class, Set.class, BigDecimal.class, GString.class);

    Problem property(MissingPropertyException missing) {
        if (missing instanceof ReadOnlyPropertyException) {
            return problem(
                    "Property is read-only",
                    "'" + missing.getProperty() + "' of " + kind(missing.getType()) + " cannot be set",
                    "Make another one, with the other value");
        }
        Matcher said = PROPERTY.matcher(missing.getMessage());
        String detail = said.find()
                ? "there is no '" + said.group(1) + "' in "
                        + (missing.getType() == null
                                ? TypeWords.a(said.group(2).replaceFirst(".*[.$]", ""))
                                : kind(missing.getType()))
                : new Thrown(missing).what();
        return problem("Property is unknown", detail, "Correct the name");
    }

    Problem method(MissingMethodException missing) {
        Class<?> type = missing.getType();
        boolean closure = Closure.class.isAssignableFrom(type);
        List<Method> methods = methods(type, closure ? "doCall" : missing.getMethod());
        if (methods.isEmpty()
                && InvokerHelper.getMetaClass(type)
                        .respondsTo(null, missing.getMethod())
                        .isEmpty()) {
            return problem(
                    "Method is unknown",
                    kind(type) + " has no method '" + missing.getMethod() + "'",
                    "Correct the name");
        }
        Object[] given = missing.getArguments();
        boolean own = !methods.isEmpty() && (closure || written.test(type) || Library.class.isAssignableFrom(type));
        String takes = methods.stream()
                .map(it -> Arrays.stream(it.getParameters())
                        .map(Missing::shown)
                        .collect(Collectors.joining(", ", "(", ")")))
                .distinct()
                .collect(Collectors.joining(" or "));
        return problem(
                "Arguments do not fit",
                (own
                                ? (closure ? "the closure" : title(type, methods.getFirst())) + " takes " + takes
                                : kind(type) + " has '" + missing.getMethod() + "' for other arguments")
                        + "; it was given "
                        + Arrays.stream(given).map(it -> shown(it)).collect(Collectors.joining(", ", "(", ")")),
                methods.stream()
                        .filter(it -> it.getParameterCount() == given.length)
                        .flatMap(it -> converted(it, given).stream())
                        .findFirst()
                        .orElse(closure ? "Correct the parameters of the closure" : "Correct the arguments"));
    }

    /** All of that name, those with few arguments first. */
    private static List<Method> methods(Class<?> type, String name) {
        return Stream.<Class<?>>iterate(type, it -> it != null && it != Object.class, Class::getSuperclass)
                .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
                .filter(it -> it.getName().equals(name) && !it.isSynthetic())
                .sorted(Comparator.comparingInt(Method::getParameterCount))
                .toList();
    }

    private static String title(Class<?> type, Method method) {
        String name = method.getName();
        if (Modifier.isStatic(method.getModifiers()) && !DeployScript.class.isAssignableFrom(type)) {
            return type.getSimpleName() + "." + name;
        } else if (Library.class.isAssignableFrom(type)) {
            return Declared.prefix(ClassHelper.make(type)) + "." + name;
        }
        return DeployScript.class.isAssignableFrom(type) ? name : "'" + name + "' of " + kind(type);
    }

    private static String shown(Parameter parameter) {
        String name = parameter.isNamePresent() ? parameter.getName() : "";
        return parameter.getType() == Object.class && !name.isEmpty()
                ? name
                : (simple(parameter.getType()) + " " + name).strip();
    }

    private static String shown(Object value) {
        return switch (value) {
            case null -> "null";
            case Closure<?> closure -> "a closure";
            default -> TypeWords.found(ClassHelper.make(plain(value.getClass())));
        };
    }

    /** How a value from the inventory becomes what the method takes. */
    private Optional<String> converted(Method method, Object[] given) {
        return IntStream.range(0, given.length)
                .filter(i -> given[i] != null)
                .boxed()
                .flatMap(
                        i -> Origin.of(host, given[i])
                                .flatMap(it -> conversion(method.getParameterTypes()[i], given[i], it))
                                .stream())
                .findFirst()
                .map(it -> "Write " + it);
    }

    private static Optional<String> conversion(Class<?> wanted, Object value, String origin) {
        boolean text = value instanceof CharSequence;
        if (wanted == String.class && !text) {
            return Optional.of(origin + ".toString()");
        } else if (text && (wanted == boolean.class || wanted == Boolean.class)) {
            return Optional.of(origin + ".toBoolean()");
        }
        boolean number = ClassHelper.getWrapper(ClassHelper.make(wanted)).isDerivedFrom(ClassHelper.Number_TYPE);
        return number && text ? Optional.of("(" + origin + " as " + simple(wanted) + ")") : Optional.empty();
    }

    private static String kind(Class<?> type) {
        if (DeployScript.class.isAssignableFrom(type)) {
            return "this file";
        }
        return Closure.class.isAssignableFrom(type) ? "a closure" : TypeWords.a(simple(plain(type)));
    }

    private static String simple(Class<?> type) {
        return TypeWords.simple(ClassHelper.make(type));
    }

    private static Class<?> plain(Class<?> type) {
        if (type.getSimpleName().isEmpty()) {
            return plain(type.getSuperclass());
        }
        return KINDS.stream()
                .filter(it -> it.isAssignableFrom(type))
                .findFirst()
                .orElse(type);
    }

    private static Problem problem(String summary, String detail, String attempt) {
        return new Problem(summary, Problem.Where.NOWHERE, detail, attempt);
    }
}
