package groovyinfra.inventory;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.Suggestion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Hosts and groups while the sources are being read, before precedence. */
final class Draft {
    static final String ALL = "all";
    private static final Pattern NAME = Pattern.compile("(?:::|[\\p{L}\\p{N}_])[\\p{L}\\p{N}._:%-]*");

    final Map<String, DraftHost> hosts = new LinkedHashMap<>();
    final Map<String, DraftGroup> groups = new LinkedHashMap<>();
    final DraftGroup all = new DraftGroup(ALL, Value.COMMAND_LINE, new Layer("group all"));
    final Problems problems;
    private final Set<String> clashing = new HashSet<>();

    Draft(Problems problems) {
        this.problems = problems;
    }

    /** A host and the groups that list it. */
    record DraftHost(String name, Position at, Layer layer, Set<String> groups) {}

    /** A group and the groups that it is part of. */
    static final class DraftGroup {
        final String name;
        final Position at;
        final Layer layer;
        final Set<String> parents = new LinkedHashSet<>();
        int priority;
        /** Whether it is more than a name that a host gives. */
        boolean described;

        DraftGroup(String name, Position at, Layer layer) {
            this.name = name;
            this.at = at;
            this.layer = layer;
        }
    }

    /** The host of this name, which is new or known; nothing for a name that cannot be one. */
    Optional<DraftHost> host(String name, Position at) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    at,
                    "Not a host name",
                    "'" + name + "' has characters that no host name has",
                    "use letters, digits, dots and dashes; ranges as [01-20]");
            return Optional.empty();
        }
        clash(name, at, groups.containsKey(name) || name.equals(ALL));
        return Optional.of(hosts.computeIfAbsent(
                name, it -> new DraftHost(it, at, new Layer("host " + it), new LinkedHashSet<>())));
    }

    /** The group of this name, which is new or known; nothing for a name that cannot be one. */
    Optional<DraftGroup> group(String name, Position at) {
        if (name.equals(ALL)) {
            return Optional.of(all);
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    at,
                    "Not a group name",
                    "'" + name + "' has characters that no group name has",
                    "use letters, digits, dots and dashes");
            return Optional.empty();
        }
        clash(name, at, hosts.containsKey(name));
        return Optional.of(groups.computeIfAbsent(name, it -> new DraftGroup(it, at, new Layer("group " + it))));
    }

    /** Groups that only hosts name, and that may be meant for others. */
    List<Problem> misnamed() {
        List<String> described = groups.values().stream()
                .filter(group -> group.described)
                .map(group -> group.name)
                .toList();
        return groups.values().stream()
                .filter(group -> !group.described)
                .flatMap(group -> Suggestion.nearest(group.name, described)
                        .map(meant -> new Problem(
                                "Group has nothing but hosts that name it",
                                Problem.Where.at(group.at),
                                "'" + group.name + "'",
                                "did you mean '" + meant + "'?"))
                        .stream())
                .toList();
    }

    private void clash(String name, Position at, boolean both) {
        if (both && clashing.add(name)) {
            problems.add(at, "Host and group have one name", "'" + name + "' would mean either", "rename the group");
        }
    }
}
