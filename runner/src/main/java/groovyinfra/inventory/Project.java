package groovyinfra.inventory;

import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The project file {@code groovy-infra.yaml}: what holds for every run of the deploy files at and below its folder, unless the
 * command line says otherwise.
 *
 * @param folder of the file, which its inventories are relative to
 * @param inventory sources, as {@code -i} takes them, and where they stand
 * @param options for every call, farthest of all
 * @param parallel calls in flight
 * @param handshakes connections being opened
 * @param hostKeys {@code strict}, {@code accept-new} or {@code insecure}
 */
public record Project(
        Path folder,
        Map<String, Position> inventory,
        Options options,
        Optional<Integer> parallel,
        Optional<Integer> handshakes,
        Optional<String> hostKeys) {
    /** The name of the file. */
    public static final String FILE = "groovy-infra.yaml";

    /** No project file. */
    public static final Project NONE =
            new Project(Path.of(""), Map.of(), Options.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> KEYS =
            List.of("inventory", "options", "parallel", "handshakes", "hostKeys", "requires");

    /**
     * The project that a path belongs to: that of the nearest folder upward which has a project file.
     *
     * @param start a deploy file, or a folder
     * @param version of this tool, which the file may ask for
     * @throws ProblemException with everything that is wrong in the file
     */
    public static Project of(Path start, String version) {
        Path steps = Path.of("");
        Path folder = Files.isDirectory(start)
                ? start
                : Optional.ofNullable(start.getParent()).orElse(Path.of(""));
        for (Path upward = folder.toAbsolutePath().normalize(); upward != null; upward = upward.getParent()) {
            Path shown = folder.resolve(steps).normalize();
            if (Files.isRegularFile(upward.resolve(FILE))) {
                return read(shown, version);
            }
            steps = steps.resolve("..");
        }
        return NONE;
    }

    /** The sources that count: those given, else those of the project. */
    public List<String> sources(List<String> given) {
        List<String> sources = given.isEmpty() ? List.copyOf(inventory.keySet()) : given;
        if (sources.isEmpty()) {
            throw new ProblemException(new Problem(
                    "No inventory is given",
                    Problem.Where.NOWHERE,
                    "nothing says which hosts are meant, and this machine never is by itself",
                    "add -i inventory.yaml, or -i with names (web1,web2, local, demo:3), or write 'inventory:"
                            + " inventory.yaml' into "
                            + FILE));
        }
        return sources;
    }

    /** Where the sources stand, those that were not given. */
    public Map<String, Position> places(List<String> given) {
        return given.isEmpty() ? inventory : Map.of();
    }

    /** What sources are relative to: where the user stands for those given, else the project's folder. */
    public Path folder(List<String> given) {
        return given.isEmpty() ? folder : Path.of("");
    }

    private static Project read(Path folder, String version) {
        Problems problems = new Problems();
        Path file = folder.resolve(FILE);
        Value root = YamlFile.read(file.toString(), Texts.read(file, problems), folder, problems)
                .orElse(new Value.Fields(Map.of(), Value.COMMAND_LINE));
        problems.throwAny();
        Section section = Section.of("a project", root, KEYS, problems);
        section.<String>get("requires", String.class)
                .ifPresent(range -> Requirement.check(
                        range, version, section.value("requires").orElseThrow().at(), problems));
        Project project = new Project(
                folder,
                sources(section),
                options(section, problems),
                positive(section, "parallel"),
                positive(section, "handshakes"),
                section.<Entries.HostKeys>get("hostKeys", Entries.HostKeys.class)
                        .map(Entries.HostKeys::toString));
        problems.throwAny();
        return project;
    }

    private static Map<String, Position> sources(Section section) {
        section.value("inventory")
                .filter(Value.Fields.class::isInstance)
                .ifPresent(map -> section.problems()
                        .add(
                                map.at(),
                                "Inventory is no file",
                                "a project names the files of its inventory, and hosts stand in them",
                                "put the hosts into inventory.yaml, and write 'inventory: inventory.yaml'"));
        Map<String, Position> sources = new LinkedHashMap<>();
        section.names("inventory").forEach((name, field) -> sources.put(name, field.at()));
        return Collections.unmodifiableMap(sources);
    }

    private static Optional<Integer> positive(Section section, String key) {
        Optional<Integer> number = section.get(key, Integer.class);
        number.filter(it -> it < 1)
                .ifPresent(it -> section.problems()
                        .add(
                                section.value(key).orElseThrow().at(),
                                "Value of '" + key + "' does not fit",
                                it + " is less than 1",
                                "write 1 or more, or leave it out"));
        return number;
    }

    private static Options options(Section section, Problems problems) {
        Map<Option<?>, Object> options = new LinkedHashMap<>();
        Entries.options(section, problems).forEach((key, value) -> {
            Option<?> option = Option.named(key.name()).orElseThrow();
            options.put(option, Entries.option(option, value, hidden -> noSecret(hidden, problems)));
        });
        return Options.NONE.with(options);
    }

    private static Secret noSecret(Value.Hidden hidden, Problems problems) {
        problems.add(
                hidden.at(),
                "Secret in a project file",
                "a project file is shared with everybody who works on it",
                "put it into the inventory");
        return Secret.of("");
    }
}
