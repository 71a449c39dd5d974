package groovyinfra.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts of a run.
 *
 * @param title what the user gave: a file name, a list
 * @param hosts in the order of the inventory, which is the order of permits and batches; names are unique
 * @param groups names to the names of their hosts, in inventory order
 */
public record Inventory(String title, List<Host> hosts, Map<String, List<String>> groups) {
    public Inventory {
        hosts = List.copyOf(hosts);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** The host of this name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }
}
