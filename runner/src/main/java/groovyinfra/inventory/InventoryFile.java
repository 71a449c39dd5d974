package groovyinfra.inventory;

import groovyinfra.inventory.Draft.DraftGroup;
import groovyinfra.inventory.Draft.DraftHost;
import groovyinfra.model.Folded;
import groovyinfra.model.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The schema of an inventory: what a file, a program's output and the files beside it may say. */
final class InventoryFile {
    private static final List<String> ROOT = List.of("hosts", "groups", "data", "options", "ssh", "connector");
    private static final List<String> HOST = List.of("address", "connector", "ssh", "data", "options", "groups");
    private static final List<String> GROUP =
            List.of("hosts", "groups", "data", "options", "ssh", "connector", "priority");

    private final Draft draft;
    private final Problems problems;
    private final int rank;

    /** A reader of one source, which adds to the draft. */
    InventoryFile(Draft draft, int source) {
        this.draft = draft;
        this.problems = draft.problems;
        this.rank = 2 * source;
    }

    void inventory(Value root) {
        Section section = Section.of("an inventory", root, ROOT, problems);
        layer(section, draft.all.layer, rank);
        section.names("hosts").forEach((pattern, field) -> hosts(pattern, field, Optional.empty()));
        section.names("groups").forEach((name, field) -> group(name, field.at(), field.value(), Optional.empty()));
    }

    /** Hosts of a pattern; those that are listed in a group belong to it. */
    private void hosts(String pattern, Value.Field field, Optional<DraftGroup> group) {
        for (String name : expanded(pattern, field.at())) {
            draft.host(name, field.at()).ifPresent(host -> {
                group.filter(it -> it != draft.all)
                        .ifPresent(it -> host.groups().add(it.name));
                host(host, field.value(), pattern.equals(name) ? rank + 1 : rank);
            });
        }
    }

    private Set<String> expanded(String pattern, Position at) {
        try {
            return new LinkedHashSet<>(Folded.expand(pattern));
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    at,
                    "Not a range of hosts",
                    String.valueOf(wrong.getMessage()),
                    "write ranges as web-[01-20] or db-[1,3,5]");
            return Set.of();
        }
    }

    /** What a file of its own says about a host. */
    void host(DraftHost host, Value value) {
        host(host, value, rank + 1);
    }

    private void host(DraftHost host, Value value, int nearness) {
        Section section = Section.of("a host", value, HOST, problems);
        place(section, Key.ADDRESS, host.layer(), nearness);
        layer(section, host.layer(), nearness);
        section.names("groups")
                .forEach((group, field) -> draft.group(group, field.at())
                        .filter(it -> it != draft.all)
                        .ifPresent(it -> host.groups().add(it.name)));
    }

    /** What a file, or a place in one, says about a group, which may be new. */
    void group(String name, Position at, Value value, Optional<DraftGroup> outer) {
        draft.group(name, at).ifPresent(group -> {
            outer.filter(it -> it != draft.all).ifPresent(it -> group.parents.add(it.name));
            group.described = true;
            Section section = Section.of("a group", value, GROUP, problems);
            section.<Integer>get("priority", Integer.class).ifPresent(priority -> group.priority = priority);
            layer(section, group.layer, rank);
            section.names("hosts").forEach((pattern, field) -> hosts(pattern, field, Optional.of(group)));
            section.names("groups")
                    .forEach((inner, field) -> group(inner, field.at(), field.value(), Optional.of(group)));
        });
    }

    private void layer(Section section, Layer layer, int nearness) {
        place(section, Key.CONNECTOR, layer, nearness);
        section.entries("data").forEach((key, field) -> layer.add(Key.data(key), field.value(), nearness, problems));
        Entries.options(section, problems).forEach((key, value) -> layer.add(key, value, nearness, problems));
        Entries.settings(section, problems).forEach((key, value) -> layer.add(key, value, nearness, problems));
    }

    private void place(Section section, Key key, Layer layer, int nearness) {
        if (section.get(key.name(), String.class).isPresent()) {
            Value value = section.value(key.name()).orElseThrow();
            Places.check(key, value, problems);
            layer.add(key, value, nearness, problems);
        }
    }
}
