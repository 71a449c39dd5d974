package groovyinfra.run;

import groovyinfra.deploy.Controller;
import groovyinfra.deploy.Deploy;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Merge;
import groovyinfra.plan.Plan;
import groovyinfra.report.Event;
import groovyinfra.report.Masker;
import groovyinfra.report.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** One pass of all hosts over the deploy files. */
final class PassRun {
    /** What all passes of a run share. */
    record Setting(
            Inventory inventory,
            Deploy deploy,
            Controller controller,
            Targets targets,
            Limits limits,
            Masker masker,
            Events events,
            Pauses pauses,
            IntFunction<Merge> merge) {}

    private final Setting setting;
    private final Event.Mode mode;
    private final Optional<Shown> shown;
    private final StageLog log;
    private final Conductor conductor;
    private final Onces onces = new Onces();
    private final Map<String, FactStore> facts = new ConcurrentHashMap<>();
    private final Map<String, Summary.HostSummary> ends = new ConcurrentHashMap<>();
    private final Map<String, Event.End> plans = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> needed = new ConcurrentHashMap<>();
    /** Files of the controller, and the hosts that they come from. */
    private final Map<Path, String> destinations = new ConcurrentHashMap<>();

    private final AtomicReference<Throwable> bug = new AtomicReference<>();

    PassRun(Setting setting, Event.Mode mode, Optional<Shown> shown) {
        this.setting = setting;
        this.mode = mode;
        this.shown = shown;
        this.log = new StageLog(shown, setting.events());
        List<String> names =
                setting.inventory().ofRun().stream().map(Host::name).toList();
        Merge merge = setting.merge().apply(names.size());
        this.conductor = new Conductor(names, merge, setting.limits(), log, setting.events(), System::nanoTime);
    }

    /** Runs every host to its end. */
    void run() {
        List<Thread> threads = new ArrayList<>();
        int index = 0;
        for (Host host : setting.inventory().ofRun()) {
            HostRun evaluation = new HostRun(index, host, this, settling(new Seat(index, host.name(), this)));
            threads.add(Thread.ofVirtual().name("host " + host.name()).unstarted(evaluation));
            index++;
        }
        threads.forEach(Thread::start);
        Watch.during(() -> threads.forEach(PassRun::join), conductor);
        if (bug.get() != null) {
            throw new IllegalStateException("evaluation of a host broke down", bug.get());
        }
    }

    private Settling settling(Seat seat) {
        return switch (mode) {
            case PLAN -> new PlanSettling(seat);
            case APPLY, EXEC, FACT, JOBS -> new ApplySettling(seat);
        };
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The host as a target, with what is known of it in this pass. */
    Target target(Host host, boolean exclusive) {
        var session = setting.targets().session(host);
        FactStore known = facts.computeIfAbsent(
                host.name(),
                name -> new FactStore(
                        session, (read, took) -> setting.events().emit(new Event.FactsRead(name, read, took))));
        return new Target(host, session, known, exclusive);
    }

    /**
     * A host's evaluation is over, in a plan.
     *
     * @param planned how far its plan goes
     * @param end how the host would end, as far as that is known
     */
    void planned(String host, Event.End planned, Event.End end) {
        plans.put(host, planned);
        ended(host, end, new Tally());
    }

    /** A host's evaluation is over. */
    void ended(String host, Event.End end, Tally tally) {
        ends.put(host, tally.summary(host, end, Set.copyOf(needed.getOrDefault(host, Set.of()))));
    }

    /** A host asks for what another one publishes. */
    void needs(String host, String producer) {
        needed.computeIfAbsent(host, name -> ConcurrentHashMap.newKeySet()).add(producer);
    }

    /** A file of this host's goes there, and that of no other one. */
    void destination(Path file, String host) {
        String first = destinations.putIfAbsent(file.toAbsolutePath().normalize(), host);
        if (first != null && !first.equals(host)) {
            throw new ProblemException(new Problem(
                    "Two hosts have one destination",
                    Problem.Where.NOWHERE,
                    file + " is for the file of " + first + ", and that of " + host + " would replace it",
                    "Put ${host.name} into the destination, or give the call once: true."));
        }
    }

    /** Something that must not happen. */
    void bug(Throwable cause) {
        bug.compareAndSet(null, cause);
    }

    Summary summary(boolean interrupted) {
        return new Summary(
                setting.inventory().ofRun().stream()
                        .map(host -> ends.get(host.name()))
                        .toList(),
                interrupted);
    }

    Plan plan() {
        Map<String, Plan.Open> open = new HashMap<>();
        Map<String, Problem> problems = new HashMap<>();
        Map<String, String> left = new HashMap<>();
        plans.forEach((host, end) -> {
            switch (end) {
                case Event.End.Open(Plan.Open on) -> open.put(host, on);
                case Event.End.Failed(Problem problem) -> problems.put(host, problem);
                case Event.End.Lost(Problem problem) -> problems.put(host, problem);
                case Event.End.Done done -> {}
                case Event.End.Left(String reason) -> left.put(host, reason);
                case Event.End.NotReached notReached -> {}
            }
        });
        return log.plan(setting.inventory().ofRun().stream().map(Host::name).toList(), open, problems, left);
    }

    Conductor conductor() {
        return conductor;
    }

    StageLog log() {
        return log;
    }

    Onces onces() {
        return onces;
    }

    Optional<Shown> shown() {
        return shown;
    }

    Inventory inventory() {
        return setting.inventory();
    }

    Deploy deploy() {
        return setting.deploy();
    }

    Controller controller() {
        return setting.controller();
    }

    Events events() {
        return setting.events();
    }

    Masker masker() {
        return setting.masker();
    }

    Pauses pauses() {
        return setting.pauses();
    }
}
