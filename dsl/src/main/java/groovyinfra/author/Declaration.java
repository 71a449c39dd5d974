package groovyinfra.author;

import groovyinfra.model.ProblemException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a library says about one of its operations.
 *
 * @param library the class that declares it
 * @param name as its author called it
 * @param parameters the subject first
 * @param doc the text of its doc comment
 * @param always whether its steps run however the host looks; false where that depends on its arguments
 * @param background whether it may go on by itself
 */
public record Declaration(
        Class<?> library, String name, List<Parameter> parameters, String doc, boolean always, boolean background) {
    private static final ClassValue<Map<String, Declaration>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<String, Declaration> computeValue(Class<?> type) {
            return read(type);
        }
    };

    private static final ClassValue<String> PREFIX = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.isAnnotationPresent(Global.class) ? "" : Library.name(type) + ".";
        }
    };

    /**
     * One parameter of an operation.
     *
     * @param shownDefault the source of its default; empty where a value must be given
     */
    public record Parameter(String name, Type type, Optional<String> shownDefault) {}

    /** The operations of a library, in the order of their names. */
    public static List<Declaration> of(Class<?> library) {
        return List.copyOf(KNOWN.get(library).values());
    }

    /** One operation of a library. */
    static Declaration of(Class<?> library, String operation) {
        return Optional.ofNullable(KNOWN.get(library).get(operation))
                .orElseThrow(() -> new IllegalArgumentException(library.getName() + " has no operation " + operation));
    }

    /**
     * Checks what is given before there is a host.
     *
     * @throws ProblemException when something does not fit, or is missing
     */
    public void check(Map<String, ?> named, List<?> positional) {
        Given.of(this, named, positional.toArray(), Values.UNBOUND);
    }

    /** How many arguments may be given without a name. */
    public int positional() {
        int required = 0;
        while (required < parameters.size()
                && parameters.get(required).shownDefault().isEmpty()) {
            required++;
        }
        return Math.max(required, Math.min(1, parameters.size()));
    }

    /** The parameter of this name; null where there is none. */
    Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    /** How deploy files call it: the library's name in lower case and the operation, such as {@code apt.packages}. */
    public String title() {
        return PREFIX.get(library) + name;
    }

    private static Map<String, Declaration> read(Class<?> library) {
        Map<String, Declaration> all = new LinkedHashMap<>();
        List<Method> methods = new ArrayList<>(List.of(library.getMethods()));
        methods.removeIf(it -> it.getAnnotation(Declared.class) == null);
        methods.sort(java.util.Comparator.comparing(Method::getName));
        for (Method body : methods) {
            Declared declared = body.getAnnotation(Declared.class);
            Declaration one = new Declaration(
                    body.getDeclaringClass(),
                    declared.name(),
                    parameters(body, declared),
                    declared.doc(),
                    declared.always(),
                    declared.background());
            all.merge(one.name, one, (before, now) -> before.library.isAssignableFrom(now.library) ? now : before);
        }
        return all;
    }

    private static List<Parameter> parameters(Method body, Declared declared) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < declared.parameters().length; i++) {
            Optional<String> shown = Optional.of(declared.defaults()[i]).filter(it -> !it.isEmpty());
            parameters.add(new Parameter(declared.parameters()[i], body.getGenericParameterTypes()[i], shown));
        }
        return List.copyOf(parameters);
    }
}
