package groovyinfra.cli;

import groovyinfra.deploy.Reference;
import groovyinfra.deploy.Reference.Entry;
import groovyinfra.deploy.Reference.Item;
import groovyinfra.deploy.Reference.Shape;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reference as lines for a terminal. */
final class Explanation {
    private static final String OPTIONS = "options";
    private static final String FACTS = "facts";
    private static final String OPERATIONS = "operations";

    private final Reference reference;

    Explanation(Reference reference) {
        this.reference = reference;
    }

    /** All operations, a line each. */
    List<String> operations() {
        return list(reference.operations().toList());
    }

    /** All facts, a line each. */
    List<String> facts() {
        return list(reference.facts());
    }

    /** Whatever has this name. */
    List<String> of(String name) {
        return switch (name) {
            case OPERATIONS -> operations();
            case FACTS -> facts();
            case OPTIONS -> options(reference.options());
            default ->
                entry(name)
                        .or(() -> library(name))
                        .or(() -> option(name))
                        .orElseThrow(() -> unknown("Nothing to explain", name, names()));
        };
    }

    /** One operation. */
    List<String> operation(String name) {
        List<String> names = reference.operations().map(Entry::name).toList();
        return named(reference.operations(), name).orElseThrow(() -> unknown("Operation is unknown", name, names));
    }

    /** One fact. */
    List<String> fact(String name) {
        List<String> names = reference.facts().stream().map(Entry::name).toList();
        return named(reference.facts().stream(), name).orElseThrow(() -> unknown("Fact is unknown", name, names));
    }

    private Optional<List<String>> entry(String name) {
        return named(Stream.concat(reference.operations(), reference.facts().stream()), name);
    }

    private static Optional<List<String>> named(Stream<Entry> entries, String name) {
        return entries.filter(it -> it.name().equals(name)).findFirst().map(Explanation::lines);
    }

    private Optional<List<String>> library(String name) {
        return reference.libraries().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> {
                    List<String> lines = new ArrayList<>(paragraphs(it.text(), ""));
                    lines.add("");
                    lines.addAll(list(it.operations()));
                    return lines;
                });
    }

    private Optional<List<String>> option(String name) {
        List<Item> found = reference.options().stream()
                .filter(it -> it.name().equals(name))
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(options(found));
    }

    private static List<String> options(List<Item> options) {
        List<String> lines = new ArrayList<>();
        lines.add("Every call takes these, and so do blocks: options(timeout: 1.h) { .. }, sudo { .. }");
        lines.add("");
        lines.addAll(items(options, "  "));
        return lines;
    }

    /** A line each. */
    static List<String> list(List<Entry> entries) {
        return Columns.of(
                entries.stream()
                        .map(it -> List.of(it.name(), plain(it.text().summary())))
                        .toList(),
                "");
    }

    private static List<String> lines(Entry entry) {
        List<String> lines = new ArrayList<>();
        lines.add(entry.usage());
        lines.add("");
        lines.addAll(paragraphs(entry.text(), "  "));
        if (!entry.remark().isEmpty()) {
            lines.add("");
            lines.addAll(Columns.wrapped(plain(entry.remark()), "  "));
        }
        if (!entry.arguments().isEmpty()) {
            lines.add("");
            lines.addAll(items(entry.arguments(), "  "));
        }
        entry.answer().ifPresent(it -> lines.addAll(answer(it)));
        if (!entry.text().example().isEmpty()) {
            lines.add("");
            lines.add(entry.text().example().size() == 1 ? "Example:" : "Examples:");
            entry.text().example().forEach(it -> lines.add("  " + it));
        }
        return lines;
    }

    private static List<String> answer(Reference.Answer answer) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Answer: " + answer.type().replace("`", ""));
        for (Shape shape : answer.shapes()) {
            lines.add("");
            lines.addAll(Columns.wrapped(
                    shape.name() + ": " + plain(String.join(" ", shape.text().paragraphs())), "  "));
            lines.addAll(items(shape.properties(), "    "));
        }
        return lines;
    }

    private static List<String> paragraphs(Reference.Text text, String indent) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.paragraphs()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(Columns.wrapped(plain(paragraph), indent));
        }
        return lines;
    }

    private static List<String> items(List<Item> items, String indent) {
        return Columns.of(
                items.stream()
                        .map(it -> List.of(it.name(), it.type().replace("`", ""), text(it)))
                        .toList(),
                indent);
    }

    private static String text(Item item) {
        String standard = item.otherwise().isEmpty() ? "" : "default " + item.otherwise();
        if (item.text().isEmpty() || standard.isEmpty()) {
            return plain(item.text()) + standard;
        }
        return plain(item.text()) + " (" + standard + ")";
    }

    private static String plain(String text) {
        return text.replace('`', '\'');
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(Verb.words());
        reference.operations().forEach(it -> names.add(it.name()));
        reference.facts().forEach(it -> names.add(it.name()));
        reference.libraries().forEach(it -> names.add(it.name()));
        reference.options().forEach(it -> names.add(it.name()));
        names.addAll(List.of(OPERATIONS, FACTS, OPTIONS));
        return names;
    }

    private static ProblemException unknown(String summary, String name, List<String> names) {
        return new ProblemException(new Problem(
                summary,
                Problem.Where.NOWHERE,
                "there is no '" + name + "'",
                Suggestion.attempt(name, names, "look at help operations, help facts, or help options")));
    }
}
