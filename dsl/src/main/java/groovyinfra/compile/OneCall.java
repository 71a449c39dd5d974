package groovyinfra.compile;

import groovyinfra.author.Declaration;
import groovyinfra.model.Command;
import groovyinfra.model.Option;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deploy file of one call, as {@code groovy-infra op} runs it: its values are open, as those of inventory data, and checked
 * before a host is asked.
 */
final class OneCall {
    private OneCall() {}

    static String source(String operation, List<String> arguments, Catalogue catalogue) {
        Declaration declaration = catalogue.declaration(operation);
        List<String> parts = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        List<String> positional = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? "" : argument.substring(0, equals);
            if (name.matches("[A-Za-z]\\w*")
                    && (isOption(name) || parameter(declaration, name).isPresent())) {
                String text = argument.substring(equals + 1);
                Optional<Type> type = parameter(declaration, name).map(Declaration.Parameter::type);
                named.put(name, meant(text, type));
                parts.add(name + ": " + value(text, type));
            } else {
                positional.add(argument);
            }
        }
        parts.addAll(0, positional(declaration, positional));
        declaration.check(named, subjects(declaration, positional));
        return operation + "(" + String.join(", ", parts) + ")\n";
    }

    private static boolean isOption(String name) {
        return Option.named(name).isPresent();
    }

    private static Optional<Declaration.Parameter> parameter(Declaration declaration, String name) {
        return declaration.parameters().stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    /** Several words for a subject that is a list are its elements. */
    private static List<String> positional(Declaration declaration, List<String> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        if (several(declaration)) {
            return List.of(given.stream().map(OneCall::literal).toList().toString());
        }
        if (given.size() > declaration.positional()) {
            throw surplus(declaration, given.get(declaration.positional()));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            values.add(value(given.get(i), type(declaration, i)));
        }
        return values;
    }

    /** The same as values. */
    private static List<?> subjects(Declaration declaration, List<String> given) {
        if (!given.isEmpty() && several(declaration)) {
            return List.of(given);
        }
        List<Object> subjects = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            subjects.add(meant(given.get(i), type(declaration, i)));
        }
        return subjects;
    }

    private static boolean several(Declaration declaration) {
        return declaration.positional() == 1
                && declaration.parameters().getFirst().type() instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
    }

    private static Optional<Type> type(Declaration declaration, int place) {
        return declaration.parameters().stream().skip(place).findFirst().map(Declaration.Parameter::type);
    }

    private static ProblemException surplus(Declaration declaration, String argument) {
        List<String> known = new ArrayList<>();
        declaration.parameters().forEach(it -> known.add(it.name()));
        Option.all().forEach(it -> known.add(it.name()));
        String name = argument.replaceFirst("=.*", "");
        return new ProblemException(new Problem(
                argument.contains("=") ? "Option is unknown" : "Too many arguments",
                Problem.Where.NOWHERE,
                declaration.title() + " does not take '" + argument + "'",
                Preparation.attempt(name, known, "Quote values with spaces; give options as name=value")));
    }

    private static boolean isCommand(Optional<Type> type) {
        return type.filter(it -> it == Command.class).isPresent();
    }

    private static String value(String text, Optional<Type> type) {
        return isCommand(type) ? "raw(" + literal(text) + ")" : "(Object) " + literal(text);
    }

    private static Object meant(String text, Optional<Type> type) {
        return isCommand(type) ? Command.raw(text) : text;
    }

    private static String literal(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "'";
    }
}
