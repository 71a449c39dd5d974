package groovyinfra.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that there are, and which of them take part in the run.
 *
 * @param title what the user gave: a file name, a list
 * @param hosts all of them, in the order of the inventory, which is the order of permits and batches; names are unique
 * @param groups names to the names of their hosts, in inventory order
 * @param limit the names of the hosts that deploy files are evaluated for
 */
public record Inventory(String title, List<Host> hosts, Map<String, List<String>> groups, Set<String> limit) {
    public Inventory {
        hosts = List.copyOf(hosts);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        limit = Collections.unmodifiableSet(new LinkedHashSet<>(limit));
    }

    /** An inventory whose hosts all take part. */
    public Inventory(String title, List<Host> hosts, Map<String, List<String>> groups) {
        this(title, hosts, groups, hosts.stream().map(Host::name).collect(Collectors.toSet()));
    }

    /** The host of this name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** The hosts that take part in the run, in the order of the inventory. */
    public List<Host> ofRun() {
        return hosts.stream().filter(host -> limit.contains(host.name())).toList();
    }
}
