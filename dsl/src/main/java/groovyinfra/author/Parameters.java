package groovyinfra.author;

import groovyinfra.deploy.Param;
import groovyinfra.model.Flow;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The parameters that deploy files declare, and the values that the user gave for some of them.
 *
 * @param declared by name, in the order of declaration
 * @param given text from the command line, which may be a list or a map, or values from a YAML file
 */
public record Parameters(Map<String, Declared> declared, Map<String, Object> given) {

    /**
     * One parameter.
     *
     * @param owner makes the deploy file that declares it, which knows its default
     */
    public record Declared(Param param, Type type, Supplier<DeployScript> owner) {}

    /** Problems of the given values that are not of their parameter's type: known before any host is touched. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        declared.forEach((name, one) -> {
            if (given.containsKey(name)) {
                try {
                    given(name, one.type);
                } catch (ProblemException refused) {
                    refused.problems().forEach(it -> problems.add(it.at(one.param.position())));
                }
            }
        });
        return problems;
    }

    private Object given(String name, Type type) {
        Object value = given.get(name) instanceof Flow written
                ? takes(type, written.value()) ? written.value() : written.text()
                : given.get(name);
        return Program.values().convert(type, value, name, "--set");
    }

    private static boolean takes(Type type, Object value) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> plain
                && (plain == Map.class || (value instanceof List && Iterable.class.isAssignableFrom(plain)));
    }

    /** What the parameter is: the given value as its type, else its default. */
    Object value(String name) {
        Declared one = declared.get(name);
        if (given.containsKey(name)) {
            return given(name, one.type);
        }
        if (one.param.shownDefault().isEmpty()) {
            throw new ProblemException(new Problem(
                    "Parameter is not set",
                    Problem.Where.at(one.param.position()),
                    "'" + name + "' has no default",
                    "Add --set " + name + "=VALUE"));
        }
        return Program.values().convert(one.type, one.owner.get().defaultOf(name), name, "@Param " + name);
    }
}
