package groovyinfra.document;

import groovyinfra.deploy.Reference;
import groovyinfra.deploy.Reference.Answer;
import groovyinfra.deploy.Reference.Entry;
import groovyinfra.deploy.Reference.Item;
import groovyinfra.deploy.Reference.Library;
import groovyinfra.deploy.Reference.Shape;
import groovyinfra.model.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The reference as pages of Markdown. */
public final class Pages {
    private static final String NOTICE = "<!-- Made from the sources: edit the doc comments, and write it anew. -->";

    private final Reference reference;

    private Pages(Reference reference) {
        this.reference = reference;
    }

    /** The pages, by their path below {@code docs}. */
    public static Map<String, String> of(Reference reference) {
        Pages pages = new Pages(reference);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("operations/README.md", pages.contents());
        reference.libraries().forEach(it -> all.put("operations/" + it.name() + ".md", library(it)));
        all.put("facts.md", pages.facts());
        all.put("options.md", pages.options());
        return all;
    }

    private String contents() {
        Markdown page = new Markdown("Operations", NOTICE);
        page.paragraph("An operation is a desired state, or an action. What its table lists first is its subject, given"
                + " without a name; the rest are named options, and so are the [options of every"
                + " call](../options.md):");
        page.code(List.of("apt.packages(['nginx', 'curl'], update: true, sudo: true, retries: 2)"));
        page.paragraph("A call gives back what it did: `changed`, `failed`, `skipped`, `stdout`, `stderr`, `exitCode`."
                + " `groovy-infra help apt.packages` shows on the terminal what is written here.");
        for (Library library : reference.libraries()) {
            page.heading(2, "[" + library.name() + "](" + library.name() + ".md)");
            page.paragraph(String.join(" ", library.text().paragraphs()));
            page.table(
                    List.of("operation", "does"),
                    library.operations().stream()
                            .map(it -> List.of(
                                    "[" + it.name() + "](" + library.name() + ".md#" + anchor(it.name()) + ")",
                                    it.text().summary()))
                            .toList());
        }
        return values(page).toString();
    }

    /** How values of the types in the tables are written. */
    private static Markdown values(Markdown page) {
        page.heading(2, "Types");
        page.table(
                List.of("type", "written as"),
                List.of(
                        List.of(
                                "text",
                                "`'nginx'`, `\"web-${host.name}\"`; a number of the inventory is taken as it is"
                                        + " written there"),
                        List.of("true or false", "`true`, `false`"),
                        List.of("whole number", "`8080`"),
                        List.of(
                                "duration",
                                "`30.s`, `5.min`, `1.h`, `1.day`; in the inventory and on the command line `1h30m`"),
                        List.of("file mode", "`'0644'`, in quotes"),
                        List.of("list of ..", "`['a', 'b']`; a single element needs no brackets"),
                        List.of("map", "`[port: 8080]`"),
                        List.of(
                                "command",
                                "`'systemctl stop app'`, `\"rm -rf ${dir}/cache\"`, `['ls', dir]`, `raw(..)`: see"
                                        + " [Commands are words](../deploy-files.md#commands-are-words)"),
                        List.of("path on the controller", "`'files/app.conf'`, relative to the file that says so"),
                        List.of("text or secret", "`'x = 1'`, `secret(env: 'TOKEN')`"),
                        List.of("secret", "`secret(env: 'TOKEN')`: see [Secrets](../deploy-files.md#secrets)"),
                        List.of("closure", "`{ it.exitCode == 3 }`")));
        page.paragraph(
                "Values of [inventory](../inventory.md) data are converted to these types when the call is made.");
        return page;
    }

    private static String library(Library library) {
        Markdown page = new Markdown(library.name(), NOTICE);
        library.text().paragraphs().forEach(page::paragraph);
        library.operations().forEach(it -> entry(page, it));
        page.paragraph("[All operations](README.md), [options of every call](../options.md)");
        return page.toString();
    }

    private String facts() {
        Markdown page = new Markdown("Facts", NOTICE);
        page.paragraph("A fact is a question to a host, asked when its turn in the program comes, and asked once: until"
                + " something that may change the answer has run there. `fact(.., fresh: true)` asks again.");
        page.code(List.of(
                "if (fact(OsRelease).isLike('debian')) apt.packages 'nginx'",
                "if (!fact(CommandPath, 'psql').present) println \"no database on ${host.name}\""));
        page.paragraph("`groovy-infra fact CommandPath psql -i inventory.yaml` asks from the command line,"
            + " `groovy-infra help CommandPath` shows what is written here. Where the argument is a list, each word is"
            + " an element of it: `groovy-infra fact AptSimulation install nginx -i inventory.yaml`.");
        reference.facts().forEach(it -> entry(page, it));
        return page.toString();
    }

    private String options() {
        Markdown page = new Markdown("Options of every call", NOTICE);
        page.paragraph("They are given with a call, for a block, for a host or a group in the [inventory](inventory.md)"
                + " (`options:`), on the command line (`--sudo`, `--chdir`, `--timeout`), or in the project file"
                + " `groovy-infra.yaml`; the nearest wins, and they reach nested calls.");
        page.code(List.of(
                "server.shell 'uptime', timeout: 10.s, retries: 2",
                "options(env: [LANG: 'C'], chdir: '/srv') {",
                "    server.shell './report'",
                "}"));
        items(page, "option", reference.options());
        page.paragraph(
                "A library's operation cannot have an option of its own by one of these names, nor by those kept for"
                        + " later: "
                        + Option.all().stream()
                                .filter(it -> !it.available())
                                .map(it -> "`" + it.name() + "`")
                                .collect(Collectors.joining(", "))
                        + ". [Types](operations/README.md#types)");
        return page.toString();
    }

    private static void entry(Markdown page, Entry entry) {
        page.heading(2, entry.name());
        entry.text().paragraphs().forEach(page::paragraph);
        if (!entry.remark().isEmpty()) {
            page.paragraph(entry.remark());
        }
        page.code(
                entry.text().example().isEmpty()
                        ? List.of(entry.usage())
                        : entry.text().example());
        items(page, entry.answer().isPresent() ? "argument" : "option", entry.arguments());
        entry.answer().ifPresent(it -> answer(page, it));
    }

    private static void answer(Markdown page, Answer answer) {
        page.paragraph("Answer: " + answer.type() + ".");
        for (Shape shape : answer.shapes()) {
            String text = String.join(" ", shape.text().paragraphs());
            page.paragraph("`" + shape.name() + "`" + (text.isEmpty() ? "" : ": " + text));
            items(page, "property", shape.properties());
        }
    }

    /** A table without the columns that would be empty. */
    private static void items(Markdown page, String name, List<Item> items) {
        boolean defaults = has(items, it -> !it.otherwise().isEmpty());
        boolean texts = has(items, it -> !it.text().isEmpty());
        List<String> heads = new ArrayList<>(List.of(name, "type"));
        if (defaults) {
            heads.add("default");
        }
        if (texts) {
            heads.add("");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Item item : items) {
            List<String> row = new ArrayList<>(List.of("`" + item.name() + "`", item.type()));
            if (defaults) {
                row.add(item.otherwise().isEmpty() ? "" : "`" + item.otherwise() + "`");
            }
            if (texts) {
                row.add(item.text());
            }
            rows.add(row);
        }
        page.table(heads, rows);
    }

    private static boolean has(List<Item> items, Predicate<Item> property) {
        return items.stream().anyMatch(property);
    }

    /** As those who show Markdown make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
