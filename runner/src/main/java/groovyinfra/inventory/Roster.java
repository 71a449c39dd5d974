package groovyinfra.inventory;

import groovyinfra.inventory.Draft.DraftHost;
import groovyinfra.model.Conversion;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import groovyinfra.model.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** All that the sources of an inventory say: hosts, groups, values, and where each of them was given. */
public final class Roster {
    private final String title;
    private final Draft draft;
    private final Precedence precedence;
    private final List<Problem> warnings;

    private Roster(String title, Draft draft, Precedence precedence, List<Problem> warnings) {
        this.title = title;
        this.draft = draft;
        this.precedence = precedence;
        this.warnings = warnings;
    }

    /**
     * What to read.
     *
     * @param sources as {@code -i} takes them: files, programs, {@code web1,web2}, {@code user@host:port}, {@code local}, {@code demo:3}
     * @param places where sources stand; those without one are of the command line
     * @param folder that files are relative to
     * @param data as {@code --data} takes it: {@code key=value} and {@code @file.yaml}; nearer than all else
     * @param patience how long an inventory program may take
     */
    public record Request(
            List<String> sources, Map<String, Position> places, Path folder, List<String> data, Duration patience) {

        /** All of the command line. */
        public Request(List<String> sources, Path folder, List<String> data, Duration patience) {
            this(sources, Map.of(), folder, data, patience);
        }

        /** Sources relative to the current directory, no data, half a minute for programs. */
        public static Request of(List<String> sources) {
            return new Request(sources, Path.of(""), List.of(), Duration.ofSeconds(30));
        }
    }

    /**
     * Where a value of a host comes from.
     *
     * @param owner such as {@code host web-01}, {@code group eu}, {@code --data}
     * @param value secrets masked
     * @param at nothing for the command line
     */
    public record Given(String owner, Object value, Optional<Position> at) {
        /** The value in one line. */
        public String shown() {
            return String.valueOf(value).replace("\n", "\\n");
        }

        /** Where it comes from, for people. */
        public String source() {
            return owner + at.map(position -> ", " + position.shown()).orElse("");
        }
    }

    /**
     * Reads the sources.
     *
     * @throws ProblemException with everything that is wrong in them
     */
    public static Roster read(Request request) {
        Problems problems = new Problems();
        Draft draft = new Draft(problems);
        Sources sources = new Sources(draft, request.folder(), request.patience());
        for (int number = 0; number < request.sources().size(); number++) {
            String source = request.sources().get(number);
            sources.read(source.strip(), request.places().getOrDefault(source, Value.COMMAND_LINE), number);
        }
        Precedence precedence = new Precedence(draft, Assignments.values(request.data(), request.folder(), problems));
        precedence.findCycles();
        problems.throwAny();
        precedence.findClashes(draft.hosts.values());
        problems.throwAny();
        if (draft.hosts.isEmpty()) {
            problems.add(
                    Value.COMMAND_LINE,
                    "Inventory has no hosts",
                    String.join(", ", request.sources()),
                    "write hosts: and, indented below it, a name and a colon");
        }
        problems.throwAny();
        return new Roster(String.join(", ", request.sources()), draft, precedence, sources.warnings());
    }

    /** What the user should know: files beside the inventory that belong to nothing in it, groups that are hardly any. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * The inventory of a run: all hosts with all that is known of them, however few are chosen.
     *
     * @param secrets asked for those that the chosen hosts have, each once; for those of others when they are needed
     * @param outer options for every call that the inventory's are nearer than
     * @throws ProblemException when the selection names something unknown or no host, or a secret is not to be had
     */
    public Inventory inventory(Selection selection, Secrets secrets, Options outer) {
        Set<String> chosen = selection.choose(List.copyOf(draft.hosts.keySet()), groups());
        Disclosure disclosure = new Disclosure(secrets);
        List<Host> hosts = draft.hosts.values().stream()
                .map(host -> host(host, chosen.contains(host.name()) ? disclosure::of : disclosure::later, outer))
                .toList();
        return new Inventory(title, hosts, groups(), chosen);
    }

    /** The groups and their hosts, in the order of the sources; {@code all} last. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        draft.groups.keySet().forEach(name -> groups.put(name, new ArrayList<>()));
        groups.put(Draft.ALL, new ArrayList<>());
        draft.hosts
                .values()
                .forEach(host -> precedence
                        .groups(host)
                        .forEach(group -> groups.get(group).add(host.name())));
        return groups;
    }

    /**
     * Where the value of a key comes from, by host: all that give one, the one that counts first. A host that has none is left
     * out.
     *
     * @param key of data, or {@code options.NAME}, {@code ssh.NAME}, {@code address}, {@code connector}, which every host has; {@code data.NAME} for data
     *     that is named like one of these
     * @throws ProblemException when no host has a value for it
     */
    public Map<String, List<Given>> explain(String key) {
        Map<String, List<Given>> explained = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>();
        for (DraftHost host : draft.hosts.values()) {
            Set<Key> keys = new LinkedHashSet<>(precedence.keys(host));
            keys.addAll(List.of(Key.ADDRESS, Key.CONNECTOR));
            for (Key each : keys) {
                known.add(each.shown());
                if (each.shown().equals(key)) {
                    explained
                            .computeIfAbsent(host.name(), it -> new ArrayList<>())
                            .addAll(given(host, each));
                }
            }
        }
        if (explained.isEmpty()) {
            throw new ProblemException(new Problem(
                    "No host has '" + key + "'",
                    Problem.Where.NOWHERE,
                    "keys are " + String.join(", ", known),
                    Suggestion.attempt(key, known, "name one of these")));
        }
        return explained;
    }

    private List<Given> given(DraftHost host, Key key) {
        List<Precedence.Origin> origins = precedence.origins(host, key);
        if (origins.isEmpty()) {
            return List.of(new Given("default", place(host, key), Optional.empty()));
        }
        return origins.stream()
                .map(origin -> new Given(
                        origin.owner(),
                        origin.value().masked(),
                        Optional.of(origin.value().at()).filter(at -> at.line() > 0)))
                .toList();
    }

    private Host host(DraftHost host, Function<Value.Hidden, Secret> secrets, Options outer) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Object> data = new LinkedHashMap<>();
        Map<Option<?>, Object> options = new LinkedHashMap<>();
        for (Key key : precedence.keys(host)) {
            Value value = precedence.value(host, key).orElseThrow();
            switch (key.kind()) {
                case DATA -> data.put(key.name(), value.plain(secrets));
                case SETTING -> settings.put(key.name(), Entries.setting(key.name(), value, secrets));
                case OPTION -> {
                    Option<?> option = Option.named(key.name()).orElseThrow();
                    options.put(option, Entries.option(option, value, secrets));
                }
                case PLACE -> {}
            }
        }
        return new Host(
                host.name(),
                place(host, Key.ADDRESS),
                place(host, Key.CONNECTOR),
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(data),
                precedence.groups(host),
                outer.with(options));
    }

    private String place(DraftHost host, Key key) {
        return precedence
                .value(host, key)
                .map(value -> (String) Conversion.to(String.class, value.plain(hidden -> "")))
                .orElse(key.equals(Key.ADDRESS) ? host.name() : "ssh");
    }
}
