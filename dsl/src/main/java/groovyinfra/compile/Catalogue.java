package groovyinfra.compile;

import groovyinfra.author.Declaration;
import groovyinfra.deploy.DeployLoader.Described;
import groovyinfra.model.Conversion;
import groovyinfra.model.Fact;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the standard library has to offer, by name. */
final class Catalogue {
    private final ClassLoader loader;
    private final StandardLibrary standard;

    Catalogue(ClassLoader loader) {
        this.loader = loader;
        this.standard = StandardLibrary.of(loader);
    }

    /** All operations, by name. */
    List<Declaration> declarations() {
        return standard.libraries().keySet().stream()
                .flatMap(it -> Declaration.of(standard.library(it, loader)).stream())
                .sorted(Comparator.comparing(Declaration::title))
                .toList();
    }

    /** One operation. */
    Declaration declaration(String title) {
        List<Declaration> all = declarations();
        return all.stream().filter(it -> it.title().equals(title)).findFirst().orElseThrow(() -> {
            List<String> titles = all.stream().map(Declaration::title).toList();
            return problem(
                    "Operation is unknown",
                    "there is no operation '" + title + "'",
                    Preparation.attempt(title, titles, "Name one of " + String.join(", ", titles)));
        });
    }

    List<Described> operations() {
        return declarations().stream()
                .map(it -> new Described(it.title(), Signature.of(it), summary(it.doc()), it.doc()))
                .toList();
    }

    List<Described> facts() {
        List<Described> facts = new ArrayList<>();
        standard.facts().forEach((className, doc) -> {
            Class<?> type = StandardLibrary.load(className, loader);
            facts.add(new Described(type.getSimpleName(), signature(type), doc, doc));
        });
        facts.sort(Comparator.comparing(Described::name));
        return facts;
    }

    private static String signature(Class<?> fact) {
        String arguments = Arrays.stream(fact.getRecordComponents())
                .map(it -> ", " + it.getType().getSimpleName() + " " + it.getName())
                .collect(Collectors.joining());
        return "fact(" + fact.getSimpleName() + arguments + ")";
    }

    private static String summary(String doc) {
        return doc.lines().takeWhile(it -> !it.isBlank()).collect(Collectors.joining(" "));
    }

    /** A fact by its name. */
    Fact<?> fact(String name, List<String> arguments) {
        Optional<String> found = standard.facts().keySet().stream()
                .filter(it -> it.endsWith("." + name))
                .findFirst();
        Class<?> type = StandardLibrary.load(found.orElseThrow(() -> unknownFact(name)), loader);
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != arguments.size()) {
            throw problem(
                    "Fact has other arguments",
                    signature(type) + " takes " + components.length + ", given are " + arguments.size(),
                    "Give "
                            + Arrays.stream(components)
                                    .map(RecordComponent::getName)
                                    .collect(Collectors.joining(", ")));
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i], arguments.get(i), name);
        }
        return made(type, components, values);
    }

    private static Object value(RecordComponent component, String argument, String fact) {
        Type type = component.getGenericType();
        try {
            return Conversion.to(type, argument);
        } catch (IllegalArgumentException wrong) {
            throw problem(
                    "Value has the wrong type",
                    "'" + component.getName() + "' of " + fact + ": " + wrong.getMessage(),
                    "Give '" + component.getName() + "' a value of its type");
        }
    }

    private static Fact<?> made(Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return (Fact<?>) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProblemException unknownFact(String name) {
        List<String> names = facts().stream().map(Described::name).toList();
        return problem(
                "Fact is unknown",
                "there is no fact '" + name + "'",
                Preparation.attempt(name, names, "Name one of " + String.join(", ", names)));
    }

    static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }
}
