package groovyinfra.cli;

import groovyinfra.inventory.Project;
import groovyinfra.inventory.Roster;
import groovyinfra.inventory.Secrets;
import groovyinfra.inventory.Selection;
import groovyinfra.model.Folded;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.report.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists hosts and groups. */
@Command(
        description = "Lists hosts and groups; with --explain, where the values of a key come from.",
        footer = {
            "",
            "Examples:",
            "  groovy-infra inventory -i hosts.yaml",
            "  groovy-infra inventory -i hosts.yaml --limit 'web,!web-03' --json",
            "  groovy-infra inventory -i hosts.yaml --explain port"
        })
final class InventoryCommand implements Action {
    private final Invocation invocation;

    @Mixin
    private HostFlags hosts = new HostFlags();

    @Option(names = "--explain", paramLabel = "KEY", description = "Where the values of this key come from.")
    private String key;

    @Mixin
    private OutputFlags flags = new OutputFlags();

    InventoryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        Output output = Output.of(invocation, flags);
        if (flags.debug()) {
            Diagnostics.show(invocation.surroundings().err(), invocation.masker()::mask);
        }
        Project project = Project.of(Path.of(""), Version.NUMBER);
        Roster roster = Prepared.roster(project, hosts);
        output.screen().warnings(roster.warnings());
        Inventory inventory =
                roster.inventory(new Selection(hosts.limits(), hosts.excludes()), Secrets.UNASKED, project.options());
        if (key == null) {
            list(output, inventory);
        } else {
            explain(output, roster, inventory);
        }
        return Ending.DONE;
    }

    private static void list(Output output, Inventory inventory) {
        List<Host> hosts = inventory.ofRun();
        hosts.forEach(host -> output.tell(new Event.HostListed(host)));
        if (output.isJson()) {
            return;
        }
        output.line("hosts");
        int width = hosts.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        hosts.forEach(host ->
                output.line("  " + host.name() + " ".repeat(width - host.name().length() + 2) + place(host)));
        output.line("groups");
        int wide = inventory.groups().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        inventory
                .groups()
                .forEach((name, members) -> output.line(
                        "  " + name + " ".repeat(wide - name.length() + 2) + Folded.of(chosen(members, inventory))));
    }

    private static List<String> chosen(List<String> members, Inventory inventory) {
        return members.stream().filter(inventory.limit()::contains).toList();
    }

    private static String place(Host host) {
        String address = host.address().equals(host.name()) ? "" : " " + host.address();
        return host.connector() + address;
    }

    private void explain(Output output, Roster roster, Inventory inventory) {
        Map<String, List<Roster.Given>> explained = roster.explain(key);
        for (Host host : inventory.ofRun()) {
            List<Roster.Given> values = explained.getOrDefault(host.name(), List.of());
            if (values.isEmpty()) {
                continue;
            }
            Roster.Given first = values.getFirst();
            List<Roster.Given> others = values.subList(1, values.size());
            output.tell(new Event.ValueExplained(
                    host.name(),
                    key,
                    sourced(first),
                    others.stream().map(InventoryCommand::sourced).toList()));
            if (!output.isJson()) {
                output.line(host.name() + ": " + text(first));
                others.forEach(other -> output.line("  instead of " + text(other)));
            }
        }
    }

    private static Event.Sourced sourced(Roster.Given given) {
        return new Event.Sourced(given.value(), given.source());
    }

    private static String text(Roster.Given given) {
        return given.shown() + "  (" + given.source() + ")";
    }
}
