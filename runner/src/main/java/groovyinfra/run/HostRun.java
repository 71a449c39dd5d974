package groovyinfra.run;

import groovyinfra.connect.Gone;
import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.Controller;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Halt;
import groovyinfra.deploy.OperationFailed;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Exit;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Merge;
import groovyinfra.plan.Plan;
import groovyinfra.report.Event;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** One host in one pass: its evaluation of the deploy files, on a thread of its own. */
final class HostRun implements Evaluation, Runnable {
    private final int index;
    private final Host host;
    private final PassRun pass;
    private final Conductor conductor;
    private final Settling settling;
    private final Deque<Target> targets = new ArrayDeque<>();
    private boolean inCall;

    HostRun(int index, Host host, PassRun pass, Settling settling) {
        this.index = index;
        this.host = host;
        this.pass = pass;
        this.conductor = pass.conductor();
        this.settling = settling;
    }

    /** How the evaluation ends, as the conductor is told. */
    @Override
    public void run() {
        Event.End end = new Event.End.Failed(bug(new IllegalStateException("the evaluation was abandoned")));
        try {
            targets.push(pass.target(host, false));
            pass.deploy().evaluate(this);
            end = new Event.End.Done();
        } catch (Stopped stopped) {
            end = stopped.end;
        } catch (OperationFailed failed) {
            end = new Event.End.Failed(failed.problems().getFirst());
        } catch (ProblemException problem) {
            LoggerFactory.getLogger(HostRun.class).debug("{} failed", host.name(), problem);
            end = targets.isEmpty()
                    ? new Event.End.Lost(problem.problems().getFirst())
                    : new Event.End.Failed(problem.problems().getFirst().on(host.name()));
        } catch (Gone gone) {
            end = new Event.End.Lost(lost(gone.exit()).on(host.name()));
        } catch (Throwable bug) {
            pass.bug(bug);
            end = new Event.End.Failed(bug(bug));
        } finally {
            conductor.finish(index, settling.ended(end));
        }
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public Inventory inventory() {
        return pass.inventory();
    }

    @Override
    public Controller controller() {
        return pass.controller();
    }

    @Override
    public Options options() {
        return targets.isEmpty() ? host.options() : targets.element().host().options();
    }

    @Override
    public CallResult call(Call call) {
        return call.options().has(Option.ONCE)
                ? (CallResult) once(call.path(), () -> settle(inside(call)))
                : settle(call);
    }

    private static Call inside(Call call) {
        return new Call(
                call.path().inner(0), call.operation(), call.subject(), call.arguments(), call.options(), call.body());
    }

    private CallResult settle(Call call) {
        if (inCall) {
            throw new ProblemException(new Problem(
                    "A call has no place here",
                    Problem.Where.host(host.name(), call.path().position()),
                    call.title() + " is called while another call goes on, which has to end first",
                    "Make the call outside of the closure, before or after it."));
        }
        Target target = targets.element();
        int stage = conductor.call(index, call, target.host().name(), target.exclusive());
        inCall = true;
        try {
            return settling.settle(call, target, stage);
        } finally {
            inCall = false;
        }
    }

    @Override
    public <T> T fact(CallPath path, Fact<T> fact, Options options, boolean fresh) {
        if (!fact.lasting()) {
            conductor.place(index, path);
        }
        CallFacts facts = new CallFacts(targets.element().facts(), options);
        try {
            @SuppressWarnings("unchecked")
            T value = (T) facts.get(List.of(fact), fresh).getFirst();
            settling.dependsOn(facts.uncertain(), path);
            return value;
        } catch (ProblemException problem) {
            targets.element().facts().doubt(problem).ifPresent(doubt -> {
                throw new Stopped(new Event.End.Open(new Plan.Open(doubt.about(), path.position())));
            });
            throw new ProblemException(
                    problem.problems().getFirst().at(path.position()).on(host.name()), problem);
        }
    }

    @Override
    public Object once(CallPath path, Supplier<Object> body) {
        if (conductor.enter(index, path, Merge.Kind.ONCE)) {
            pass.onces().runFirst(path, host.name(), body);
            conductor.through(index);
        }
        return pass.onces().value(path, host.name());
    }

    @Override
    public Object on(CallPath path, Host target, Supplier<Object> body) {
        return block(path, target, body);
    }

    @Override
    public Object local(CallPath path, Supplier<Object> body) {
        return block(path, Targets.CONTROLLER, body);
    }

    private Object block(CallPath path, Host target, Supplier<Object> body) {
        conductor.enter(index, path, Merge.Kind.BLOCK);
        int depth = targets.size();
        try {
            targets.push(pass.target(target, true));
            Object value = body.get();
            back(depth);
            return value;
        } catch (Halt ended) {
            throw ended;
        } catch (Throwable thrown) {
            back(depth);
            throw thrown;
        } finally {
            pop(depth);
        }
    }

    /** Leaves the block with everyone else who is in it. */
    private void back(int depth) {
        pop(depth);
        conductor.through(index);
    }

    private void pop(int depth) {
        while (targets.size() > depth) {
            targets.pop();
        }
    }

    @Override
    public void publish(CallPath path, String name, Object value) {
        Object shared = Frozen.of(value, path);
        conductor.place(index, path);
        conductor.publish(new Published.Key(host.name(), name), shared == null ? Optional.empty() : shared);
    }

    @Override
    public Object published(CallPath path, Host producer, String name) {
        pass.needs(host.name(), producer.name());
        if (!inventory().limit().contains(producer.name())) {
            throw new ProblemException(apart(producer, path));
        }
        conductor.place(index, path);
        Published.Key key = new Published.Key(producer.name(), name);
        try {
            Object value = conductor.published(index, key, path).orElseThrow(() -> settling.unpublished(key, path));
            return value.equals(Optional.empty()) ? null : value;
        } catch (Conductor.Circle circle) {
            throw new ProblemException(new Problem(
                    "Hosts wait for one another",
                    Problem.Where.host(host.name(), path.position()),
                    circle.getMessage(),
                    "Publish the value before the place where the other host waits."));
        }
    }

    private Problem apart(Host producer, CallPath path) {
        return new Problem(
                "Host takes no part",
                Problem.Where.host(host.name(), path.position()),
                "'" + producer.name() + "' is in the inventory, but not in this run, and publishes nothing",
                "Take it into --limit, or leave --limit and --exclude out.");
    }

    @Override
    public void destination(Path file) {
        pass.destination(file, targets.element().host().name());
    }

    @Override
    public void iterate() {
        conductor.iterate(index, inCall);
    }

    @Override
    public int dependence() {
        return settling.dependence();
    }

    @Override
    public void restore(int dependence) {
        settling.restore(dependence);
    }

    @Override
    public void message(CallPath path, String text) {
        conductor.tell(index, path, new Event.Message(host.name(), path.position(), text));
    }

    @Override
    public Halt leave(CallPath path, String reason) {
        throw new Stopped(new Event.End.Left(reason));
    }

    /** The problem of a host of which nobody knows how a command ended. */
    static Problem lost(Exit.Lost exit) {
        return exit.connected()
                ? new Problem(
                        "Command was lost",
                        Problem.Where.NOWHERE,
                        exit.cause(),
                        "Look on the host, which is up, for what went wrong, and run again.")
                : new Problem(
                        "Host was lost",
                        Problem.Where.NOWHERE,
                        exit.cause(),
                        "See whether the host is up, and run again.");
    }

    private Problem bug(Throwable bug) {
        return new Problem(
                "Internal error",
                Problem.Where.host(host.name()),
                String.valueOf(bug),
                "This is a bug in groovy-infra: run again with --debug, and report what it prints.");
    }
}
