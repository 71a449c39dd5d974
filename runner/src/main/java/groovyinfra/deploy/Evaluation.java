package groovyinfra.deploy;

import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Inventory;
import groovyinfra.model.Options;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a program may ask of the engine while it is evaluated for one host. Used by the host's own thread only; every method
 * may block until it is this host's turn, and may throw {@link Halt}.
 */
public interface Evaluation {

    /** The host that the program is evaluated for. */
    Host host();

    /** All hosts of the run. */
    Inventory inventory();

    /** The controller, shared by all hosts. */
    Controller controller();

    /** Options that hold for every call on the present target: inventory, command line, project file. */
    Options options();

    /**
     * A call at its place. In apply it returns when the call is settled on this host; in plan it returns the prediction.
     *
     * @throws OperationFailed when the call failed and errors are not ignored
     */
    CallResult call(Call call);

    /** A fact of the present target, at its place in the sequence. */
    <T> T fact(CallPath path, Fact<T> fact, Options options, boolean fresh);

    /**
     * Evaluates the body on the first host that stands at this place; everyone else gets its value.
     *
     * @param body gives plain data, which is frozen
     */
    Object once(CallPath path, Supplier<Object> body);

    /** Evaluates the body with another host as the target of its calls and facts. */
    Object on(CallPath path, Host target, Supplier<Object> body);

    /** Evaluates the body with the controller as the target of its calls and facts. */
    Object local(CallPath path, Supplier<Object> body);

    /** Makes a value known to all hosts, under this host's name. */
    void publish(CallPath path, String name, Object value);

    /** A value that a host has published; waits until it is there. */
    Object published(CallPath path, Host host, String name);

    /** A line for the user, in call order. */
    void message(CallPath path, String text);

    /**
     * A file of the controller is to become one of the present target's, in this pass.
     *
     * @throws groovyinfra.model.ProblemException where that of another host goes there already
     */
    void destination(Path file);

    /** The next iteration of a loop begins, which nothing else may end where the run does. */
    default void iterate() {}

    /** How much the calls that come next depend on in a plan: what {@link #restore} goes back to. */
    default int dependence() {
        return 0;
    }

    /** What the program has looked at since is of no consequence for what comes next. */
    default void restore(int dependence) {}

    /** Ends the evaluation of this host as skipped; never returns. */
    Halt leave(CallPath path, String reason);
}
