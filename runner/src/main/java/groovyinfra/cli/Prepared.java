package groovyinfra.cli;

import groovyinfra.inventory.Assignments;
import groovyinfra.inventory.Project;
import groovyinfra.inventory.Roster;
import groovyinfra.inventory.Secrets;
import groovyinfra.inventory.Selection;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.Secret;
import groovyinfra.report.Masker;
import groovyinfra.run.FixedController;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What flags and project file come to: the hosts, and the controller as the run sees it. */
final class Prepared {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Project project;
    private final Roster roster;
    private final Inventory inventory;

    private Prepared(Project project, Roster roster, Inventory inventory) {
        this.project = project;
        this.roster = roster;
        this.inventory = inventory;
    }

    /** The roster that the flags and the project file name. */
    static Roster roster(Project project, HostFlags flags) {
        List<String> sources = project.sources(flags.inventories());
        return Roster.read(new Roster.Request(
                sources,
                project.places(flags.inventories()),
                project.folder(flags.inventories()),
                flags.data(),
                PATIENCE));
    }

    /**
     * The hosts that are meant, with what the command line says of all of them.
     *
     * @param start the deploy file, or the folder that the project file is looked for from
     */
    static Prepared of(Path start, HostFlags hosts, LoginFlags login, FixedController controller) {
        Project project = Project.of(start, Version.NUMBER);
        Roster roster = roster(project, hosts);
        Options outer = project.options().narrowedBy(login.options());
        Inventory inventory = roster.inventory(
                new Selection(hosts.limits(), hosts.excludes()), new ControllerSecrets(controller), outer);
        return new Prepared(project, roster, with(farther(project), login.settings(), inventory));
    }

    private static Map<String, Object> farther(Project project) {
        return project.hostKeys()
                .<Map<String, Object>>map(it -> Map.of("hostKeys", it))
                .orElse(Map.of());
    }

    private static Inventory with(Map<String, Object> farther, Map<String, Object> nearer, Inventory inventory) {
        List<Host> hosts = inventory.hosts().stream()
                .map(host -> {
                    Map<String, Object> all = new LinkedHashMap<>(farther);
                    all.putAll(host.settings());
                    all.putAll(nearer);
                    return new Host(
                            host.name(),
                            host.address(),
                            host.connector(),
                            all,
                            host.data(),
                            host.groups(),
                            host.options());
                })
                .toList();
        return new Inventory(inventory.title(), hosts, inventory.groups(), inventory.limit());
    }

    Project project() {
        return project;
    }

    Inventory inventory() {
        return inventory;
    }

    List<Problem> warnings() {
        return roster.warnings();
    }

    /** Values for the parameters of deploy files. */
    static Map<String, Object> params(List<String> values, FixedController controller) {
        return Assignments.texts(values, new ControllerSecrets(controller));
    }

    /** Secrets of inventories, through the controller, which reads and asks once. */
    private record ControllerSecrets(FixedController controller) implements Secrets {
        @Override
        public Optional<String> environment(String name) {
            return controller.environment(name);
        }

        @Override
        public Secret prompt(String question) {
            return controller.prompt(question);
        }

        @Override
        public Secret output(List<String> command) {
            return controller.output(command);
        }

        @Override
        public Secret keep(Secret secret) {
            return controller.keep(secret);
        }
    }

    /** A controller that asks through these questions; {@code yes} answers what is to be confirmed. */
    static FixedController controller(Surroundings surroundings, Questions questions, boolean yes, Masker masker) {
        return new FixedController(
                surroundings.environment(),
                questions::secret,
                question -> yes || questions.agree(question).orElse(false),
                masker);
    }
}
