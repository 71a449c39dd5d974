package groovyinfra.compile;

import groovyinfra.author.Declaration;
import groovyinfra.author.FactMaker;
import groovyinfra.author.Library;
import groovyinfra.deploy.Reference;
import groovyinfra.document.ReferenceReader;
import groovyinfra.model.Conversion;
import groovyinfra.model.Fact;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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

    /** All of it, described. */
    Reference reference() {
        return ReferenceReader.read(
                standard.libraries().keySet().stream()
                        .<Class<? extends Library>>map(it -> standard.library(it, loader))
                        .toList(),
                standard.facts().stream()
                        .<Class<?>>map(it -> StandardLibrary.load(it, loader))
                        .toList());
    }

    /** A fact by its name. */
    Fact<?> fact(String name, List<String> arguments) {
        Class<?> type = standard.facts().stream()
                .filter(it -> it.endsWith("." + name))
                .findFirst()
                .<Class<?>>map(it -> StandardLibrary.load(it, loader))
                .orElseThrow(() -> unknownFact(name));
        FactMaker maker = FactMaker.of(type).orElseThrow();
        List<?> values = several(maker) && !arguments.isEmpty() ? List.of(arguments) : arguments;
        return maker.make(values, (component, it) -> value(component, it, name));
    }

    /** Several words for a fact whose one argument is a list are its elements. */
    private static boolean several(FactMaker maker) {
        return maker.components().size() == 1
                && Collection.class.isAssignableFrom(
                        maker.components().getFirst().getType());
    }

    private static Object value(RecordComponent component, Object argument, String fact) {
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

    private ProblemException unknownFact(String name) {
        List<String> names = standard.facts().stream()
                .map(it -> it.substring(it.lastIndexOf('.') + 1))
                .sorted()
                .toList();
        return problem(
                "Fact is unknown",
                "there is no fact '" + name + "'",
                Preparation.attempt(name, names, "Name one of " + String.join(", ", names)));
    }

    static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }
}
