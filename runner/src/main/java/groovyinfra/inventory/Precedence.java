package groovyinfra.inventory;

import groovyinfra.inventory.Draft.DraftGroup;
import groovyinfra.inventory.Draft.DraftHost;
import groovyinfra.model.Folded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which value counts: that of the command line, of the host, of its nearest group, of outer groups, of all. How far a group is
 * from a host is the longest way up to it, so that a group is always nearer than one that it is part of.
 */
final class Precedence {
    private static final String COMMAND_LINE = "--data";

    private final Draft draft;
    private final Map<String, Value> given;
    private final Map<Set<String>, List<List<DraftGroup>>> levels = new HashMap<>();
    private final Map<Clash, List<String>> clashes = new LinkedHashMap<>();

    /** Two groups of one depth that disagree. */
    private record Clash(Key key, DraftGroup one, DraftGroup other) {}

    /** A value of a host and who gave it. */
    record Origin(String owner, Value value) {}

    /** Over this draft, with data from the command line. */
    Precedence(Draft draft, Map<String, Value> given) {
        this.draft = draft;
        this.given = given;
    }

    /** The host's groups, nearest first, ending with {@code all}. */
    List<String> groups(DraftHost host) {
        List<String> names = new ArrayList<>();
        levels(host).forEach(level -> level.forEach(group -> names.add(group.name)));
        return List.copyOf(names);
    }

    /** Every key that the host has a value for. */
    Set<Key> keys(DraftHost host) {
        Set<Key> keys = new LinkedHashSet<>(draft.all.layer.keys());
        levels(host).forEach(level -> level.forEach(group -> keys.addAll(group.layer.keys())));
        keys.addAll(host.layer().keys());
        given.keySet().forEach(name -> keys.add(Key.data(name)));
        return keys;
    }

    /** The value that counts. */
    Optional<Value> value(DraftHost host, Key key) {
        return origins(host, key).stream().findFirst().map(Origin::value);
    }

    /** All values of a host for the key, the one that counts first. Notes a clash that decides which one counts. */
    List<Origin> origins(DraftHost host, Key key) {
        List<Origin> origins = new ArrayList<>();
        if (key.kind() == Key.Kind.DATA && given.containsKey(key.name())) {
            origins.add(new Origin(COMMAND_LINE, given.get(key.name())));
        }
        origins.addAll(origins(host.layer(), key));
        for (List<DraftGroup> level : levels(host)) {
            List<DraftGroup> having = level.stream()
                    .filter(group -> group.layer.get(key).isPresent())
                    .toList();
            if (origins.isEmpty()) {
                clash(host, key, having);
            }
            having.forEach(group -> origins.addAll(origins(group.layer, key)));
        }
        return origins;
    }

    private static List<Origin> origins(Layer layer, Key key) {
        return layer.all(key).stream()
                .map(value -> new Origin(layer.owner(), value))
                .toList();
    }

    private void clash(DraftHost host, Key key, List<DraftGroup> having) {
        for (DraftGroup other : having) {
            DraftGroup first = having.getFirst();
            boolean same =
                    first.layer.get(key).orElseThrow().same(other.layer.get(key).orElseThrow());
            if (!same && other.priority == first.priority) {
                clashes.computeIfAbsent(new Clash(key, first, other), it -> new ArrayList<>())
                        .add(host.name());
                return;
            }
        }
    }

    /** The groups of a host by their depth, nearest first; within a depth the higher priority first. */
    private List<List<DraftGroup>> levels(DraftHost host) {
        return levels.computeIfAbsent(host.groups(), this::levels);
    }

    private List<List<DraftGroup>> levels(Set<String> direct) {
        Map<String, Integer> depths = new LinkedHashMap<>();
        direct.forEach(group -> climb(group, 1, depths));
        Map<Integer, List<DraftGroup>> byDepth = new TreeMap<>();
        draft.groups.values().stream()
                .filter(group -> depths.containsKey(group.name))
                .sorted(Comparator.comparingInt(group -> -group.priority))
                .forEach(group -> byDepth.computeIfAbsent(depths.get(group.name), it -> new ArrayList<>())
                        .add(group));
        List<List<DraftGroup>> levels = new ArrayList<>(byDepth.values());
        levels.add(List.of(draft.all));
        return levels;
    }

    private void climb(String name, int depth, Map<String, Integer> depths) {
        if (depths.getOrDefault(name, 0) < depth) {
            depths.put(name, depth);
            draft.groups.get(name).parents.forEach(parent -> climb(parent, depth + 1, depths));
        }
    }

    /** Says which groups contain themselves; nothing else may be asked before this has found nothing. */
    void findCycles() {
        for (DraftGroup group : draft.groups.values()) {
            List<String> way = new ArrayList<>(List.of(group.name));
            if (returns(group.name, group, way, new LinkedHashSet<>())) {
                draft.problems.add(
                        group.at,
                        "Group contains itself",
                        String.join(" is in ", way),
                        "remove one of these from the other");
                return;
            }
        }
    }

    private boolean returns(String start, DraftGroup group, List<String> way, Set<String> seen) {
        for (String parent : group.parents) {
            way.add(parent);
            if (parent.equals(start) || (seen.add(parent) && returns(start, draft.groups.get(parent), way, seen))) {
                return true;
            }
            way.removeLast();
        }
        return false;
    }

    /** Says which groups disagree about a value that counts, over all hosts. */
    void findClashes(Collection<DraftHost> hosts) {
        hosts.forEach(host -> keys(host).forEach(key -> origins(host, key)));
        clashes.forEach((clash, names) -> {
            Value one = clash.one.layer.get(clash.key).orElseThrow();
            Value other = clash.other.layer.get(clash.key).orElseThrow();
            draft.problems.add(
                    other.at(),
                    "Groups disagree about '" + clash.key.shown() + "'",
                    "for " + Folded.of(names) + " group " + clash.one.name + " says " + one.shown() + " ("
                            + one.at().shown() + "), group " + clash.other.name + " says " + other.shown(),
                    "give the group that counts a priority: 1, or the host a value of its own");
        });
        clashes.clear();
    }
}
