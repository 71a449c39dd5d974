package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.report.Event;
import groovyinfra.report.Masker;
import groovyinfra.report.Reporter;
import groovyinfra.run.Engine;
import groovyinfra.run.FixedController;
import groovyinfra.run.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something to be done on hosts: brings flags, deploy, hosts and engine together, and listens to Ctrl-C meanwhile. */
final class HostWork {
    private final Invocation invocation;
    private final WorkFlags flags;
    private final Output output;
    private final Masker masker;
    private final FixedController controller;

    /**
     * What is to be done.
     *
     * @param start where the project file is looked for from
     * @param names of deploy files, for people
     * @param brief whether the work is so short that what it needs to outlive a connection would cost more than it is worth
     */
    record Task(Path start, List<String> names, Function<FixedController, Deploy> deploy, boolean brief) {}

    HostWork(Invocation invocation, WorkFlags flags, boolean yes) {
        this.invocation = invocation;
        this.flags = flags;
        this.masker = invocation.masker();
        this.output = Output.of(invocation, flags.output());
        this.controller = Prepared.controller(invocation.surroundings(), output.questions(), yes, masker);
        if (flags.output().debug()) {
            Diagnostics.show(invocation.surroundings().err(), masker::mask);
        }
    }

    Output output() {
        return output;
    }

    /** Does what is to be done with an engine for the task; the flags decide on hosts and limits. */
    Ending with(
            Task task,
            Reporter reporter,
            Supplier<List<Event>> last,
            Function<Inventory, OptionalInt> tolerated,
            Function<Stand, Ending> work) {
        Deploy deploy = task.deploy().apply(controller);
        Prepared prepared = Prepared.of(task.start(), flags.hosts(), flags.login(), controller);
        Watching watching = new Watching(reporter, last);
        prepared.warnings().forEach(warning -> watching.on(new Event.Warning(warning)));
        Inventory inventory = prepared.inventory();
        Limits limits = limits(prepared, tolerated);
        Surroundings surroundings = invocation.surroundings();
        try (Reach reach = Reach.of(
                surroundings, output.questions(), masker, flags.login(), it -> watching.on(new Event.Warning(it)))) {
            reach.prepare(inventory.ofRun(), flags.login().demoReset(), this::say);
            try (Engine engine = new Engine(
                            inventory,
                            deploy,
                            task.names(),
                            reach.sessions(task.brief()),
                            controller,
                            limits,
                            masker,
                            watching);
                    Interrupts _ = interrupts(engine)) {
                return work.apply(new Stand(engine, inventory, watching));
            }
        }
    }

    /** What the work has at hand. */
    record Stand(Engine engine, Inventory inventory, Watching watching) {
        List<String> hosts() {
            return inventory.ofRun().stream().map(Host::name).toList();
        }
    }

    private void say(String text) {
        if (!flags.output().quiet() && !output.isJson()) {
            output.screen().say(text);
        }
    }

    private Limits limits(Prepared prepared, Function<Inventory, OptionalInt> tolerated) {
        Limits usual = Limits.of(prepared.inventory().ofRun().size());
        int parallel =
                flags.login().parallel().orElse(prepared.project().parallel().orElse(usual.parallel()));
        int handshakes = flags.login()
                .handshakes()
                .orElse(prepared.project().handshakes().orElse(usual.handshakes()));
        return new Limits(parallel, handshakes, tolerated.apply(prepared.inventory()), usual.patience());
    }

    private Interrupts interrupts(Engine engine) {
        return Interrupts.handle(List.of(
                () -> stop(engine, "stopping: what runs comes to its end; Ctrl-C again ends it on the hosts"),
                () -> {
                    stop(engine, "ending what runs on the hosts; Ctrl-C again leaves at once");
                    engine.kill();
                },
                this::leave));
    }

    private void stop(Engine engine, String said) {
        engine.stop();
        if (!output.questions().end()) {
            output.screen().say(said);
        }
    }

    private void leave() {
        invocation.surroundings().terminal().restore();
        Runtime.getRuntime().halt(Ending.INTERRUPTED.code());
    }
}
