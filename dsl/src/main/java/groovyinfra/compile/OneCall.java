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
import java.util.List;
import java.util.Optional;

/** The deploy file of one call, as {@code groovy-infra op} runs it: its values are open, as those of inventory data. */
final class OneCall {
    private OneCall() {}

    static String source(String operation, List<String> arguments, Catalogue catalogue) {
        Declaration declaration = catalogue.declaration(operation);
        List<String> parts = new ArrayList<>();
        List<String> positional = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? "" : argument.substring(0, equals);
            if (name.matches("[A-Za-z]\\w*")
                    && (isOption(name) || parameter(declaration, name).isPresent())) {
                parts.add(name + ": "
                        + value(
                                argument.substring(equals + 1),
                                parameter(declaration, name).map(Declaration.Parameter::type)));
            } else {
                positional.add(argument);
            }
        }
        parts.addAll(0, positional(declaration, positional));
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
        Type subject = declaration.parameters().isEmpty()
                ? Object.class
                : declaration.parameters().getFirst().type();
        boolean list = subject instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
        if (list && declaration.positional() == 1) {
            return List.of(given.stream().map(OneCall::literal).toList().toString());
        }
        if (given.size() > declaration.positional()) {
            throw surplus(declaration, given.get(declaration.positional()));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Optional<Type> type = i < declaration.parameters().size()
                    ? Optional.of(declaration.parameters().get(i).type())
                    : Optional.empty();
            values.add(value(given.get(i), type));
        }
        return values;
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

    private static String value(String text, Optional<Type> type) {
        boolean command = type.filter(it -> it == Command.class).isPresent();
        return command ? "raw(" + literal(text) + ")" : "(Object) " + literal(text);
    }

    private static String literal(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "'";
    }
}
