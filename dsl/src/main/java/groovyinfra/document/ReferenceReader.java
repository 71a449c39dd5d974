package groovyinfra.document;

import groovyinfra.author.Declaration;
import groovyinfra.author.Doc;
import groovyinfra.author.Library;
import groovyinfra.deploy.Reference;
import groovyinfra.deploy.Reference.Entry;
import groovyinfra.deploy.Reference.Item;
import groovyinfra.model.Option;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what libraries, facts and options declare. */
public final class ReferenceReader {
    private ReferenceReader() {}

    /** Everything that these declare, by name. */
    public static Reference read(List<Class<? extends Library>> libraries, List<Class<?>> facts) {
        return new Reference(
                libraries.stream()
                        .map(ReferenceReader::library)
                        .sorted(Comparator.comparing(Reference.Library::name))
                        .toList(),
                facts.stream()
                        .map(FactReader::fact)
                        .sorted(Comparator.comparing(Entry::name))
                        .toList(),
                options());
    }

    private static Reference.Library library(Class<? extends Library> type) {
        List<Entry> operations =
                Declaration.of(type).stream().map(ReferenceReader::operation).toList();
        return new Reference.Library(Library.name(type), doc(type).text(), operations);
    }

    private static Entry operation(Declaration operation) {
        DocComment doc = DocComment.of(operation.doc());
        List<Item> arguments = operation.parameters().stream()
                .map(it -> new Item(
                        it.name(),
                        TypeWords.of(it.type()),
                        shown(it.shownDefault().orElse("")),
                        doc.parameters().getOrDefault(it.name(), "")))
                .toList();
        boolean said = operation.doc().contains("always");
        String remark =
                operation.always() && !said ? "Runs always: there is no state of the host to compare with." : "";
        return new Entry(operation.title(), usage(operation), doc.text(), remark, arguments, Optional.empty());
    }

    /** Without a name stands what may; the rest in short. */
    private static String usage(Declaration operation) {
        List<String> parts = new ArrayList<>();
        List<Declaration.Parameter> parameters = operation.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            boolean required = parameters.get(i).shownDefault().isEmpty();
            if (i < operation.positional() && required) {
                parts.add(parameters.get(i).name());
            } else if (required) {
                parts.add(parameters.get(i).name() + ": ..");
            }
        }
        if (parts.size() < parameters.size()) {
            parts.add("option: ..");
        }
        return operation.title() + (parts.isEmpty() ? "()" : " " + String.join(", ", parts));
    }

    private static List<Item> options() {
        return Option.all().stream()
                .filter(Option::available)
                .map(it -> new Item(it.name(), type(it), "", it.doc()))
                .toList();
    }

    private static String type(Option<?> option) {
        return switch (option.type().getSimpleName()) {
            case "List" -> TypeWords.list(option.element());
            case "Map" -> TypeWords.map(String.class, option.element());
            default -> TypeWords.of(option.type());
        };
    }

    static DocComment doc(AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        return DocComment.of(doc == null ? "" : doc.value());
    }

    /** A default as it is shown: that there is none is not. */
    static String shown(String source) {
        return source.equals("null") ? "" : source;
    }
}
