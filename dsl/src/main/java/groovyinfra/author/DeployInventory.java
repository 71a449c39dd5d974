package groovyinfra.author;

import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts of the inventory as scripts see them, whether they take part in the run or not. Each list of hosts is handed out as one
 * of its own, which may be sorted in place.
 */
public final class DeployInventory {
    private final Inventory inventory;
    private final Program program;
    private final Map<String, DeployHost> seen = new TreeMap<>();

    DeployInventory(Inventory inventory, Program program) {
        this.inventory = inventory;
        this.program = program;
    }

    /** All hosts, in the order of the inventory. */
    public List<DeployHost> getHosts() {
        return own(inventory.hosts().stream());
    }

    /** The names of all groups. */
    public List<String> getGroups() {
        return List.copyOf(inventory.groups().keySet());
    }

    /** The host of this name. */
    public DeployHost host(String name) {
        return inventory.host(name).map(this::seen).orElseThrow(() -> {
            List<String> names = inventory.hosts().stream().map(Host::name).toList();
            String attempt = Suggestion.attempt(name, names, "Name a host of " + inventory.title());
            return Library.problem("Host is unknown", "the inventory has no host '" + name + "'", attempt);
        });
    }

    /** The hosts of a group, in the order of the inventory. */
    public List<DeployHost> group(String name) {
        if (!inventory.groups().containsKey(name)) {
            String attempt =
                    Suggestion.attempt(name, inventory.groups().keySet(), "Name a group of " + inventory.title());
            throw Library.problem("Group is unknown", "the inventory has no group '" + name + "'", attempt);
        }
        return own(inventory.hosts().stream().filter(it -> it.inGroup(name)));
    }

    private List<DeployHost> own(Stream<Host> hosts) {
        return hosts.map(this::seen).collect(Collectors.toCollection(ArrayList::new));
    }

    private DeployHost seen(Host host) {
        return seen.computeIfAbsent(host.name(), name -> new DeployHost(host, program));
    }
}
