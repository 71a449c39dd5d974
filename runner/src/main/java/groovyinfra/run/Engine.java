package groovyinfra.run;

import groovyinfra.connect.Sessions;
import groovyinfra.deploy.Controller;
import groovyinfra.deploy.Deploy;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.plan.Merge;
import groovyinfra.plan.Plan;
import groovyinfra.report.Event;
import groovyinfra.report.Masker;
import groovyinfra.report.Reporter;
import groovyinfra.report.Summary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Carries deploy files out on the hosts of an inventory. Plan and apply may follow each other on the same sessions; both lead
 * all hosts through the same merge.
 */
public final class Engine implements AutoCloseable {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> files;
    private final PassRun.Setting setting;
    private volatile PassRun current;
    private volatile boolean interrupted;

    /**
     * An engine for one run; nothing is connected yet.
     *
     * @param files the names of the deploy files, for people
     * @param masker knows the secrets of inventory, parameters and controller
     */
    public Engine(
            Inventory inventory,
            Deploy deploy,
            List<String> files,
            Sessions sessions,
            Controller controller,
            Limits limits,
            Masker masker,
            Reporter reporter) {
        this(inventory, deploy, files, sessions, controller, limits, masker, reporter, Pauses.REAL, Merge::new);
    }

    Engine(
            Inventory inventory,
            Deploy deploy,
            List<String> files,
            Sessions sessions,
            Controller controller,
            Limits limits,
            Masker masker,
            Reporter reporter,
            Pauses pauses,
            IntFunction<Merge> merge) {
        Events events = new Events(new Masking(masker), reporter);
        Targets targets = new Targets(sessions, limits.handshakes(), events);
        this.files = List.copyOf(files);
        this.setting =
                new PassRun.Setting(inventory, deploy, controller, targets, limits, masker, events, pauses, merge);
    }

    /** Works out what would change, and changes nothing. */
    public Plan plan() {
        return carry(Event.Mode.PLAN, Optional.empty()).plan();
    }

    /**
     * Carries the deploy files out.
     *
     * @param shown the plan that the user has agreed to; what goes beyond it is marked
     */
    public Summary apply(Optional<Plan> shown) {
        return carry(Event.Mode.APPLY, shown.map(Shown::new)).summary(interrupted);
    }

    /** Carries out what is no deploy file: asks the hosts for one thing. */
    public Summary ask(Event.Mode mode) {
        return carry(mode, Optional.empty()).summary(interrupted);
    }

    private PassRun carry(Event.Mode mode, Optional<Shown> shown) {
        PassRun pass = new PassRun(setting, mode, shown);
        long began = System.nanoTime();
        List<String> hosts =
                setting.inventory().ofRun().stream().map(Host::name).toList();
        Limits limits = setting.limits();
        setting.events()
                .emit(new Event.RunStarted(
                        run, mode, files, setting.inventory().title(), hosts, limits.parallel(), limits.handshakes()));
        current = pass;
        if (interrupted) {
            pass.conductor().stop();
        }
        pass.run();
        Optional<Plan> plan = mode == Event.Mode.PLAN ? Optional.of(pass.plan()) : Optional.empty();
        setting.events()
                .emit(new Event.RunFinished(
                        pass.summary(interrupted), plan, Duration.ofNanos(System.nanoTime() - began)));
        return pass;
    }

    /** Nothing new starts; what runs comes to its end. */
    public void stop() {
        interrupted = true;
        PassRun pass = current;
        if (pass != null) {
            pass.conductor().stop();
        }
        setting.targets().stop();
    }

    /** Ends what is running on the hosts, too. */
    public void kill() {
        stop();
        PassRun pass = current;
        if (pass != null) {
            pass.conductor().kill();
        }
        setting.targets().kill();
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        setting.targets().close();
    }
}
