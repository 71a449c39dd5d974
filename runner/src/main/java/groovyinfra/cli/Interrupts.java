package groovyinfra.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Ctrl-C does while something runs: a row of actions, one for each time it is pressed. TERM and HUP begin at the second.
 *
 * <p>The JDK has no other way than {@code sun.misc.Signal}, of whose use javac warns without a way to say that it is meant;
 * hence reflection.
 */
final class Interrupts implements AutoCloseable {
    private final List<Runnable> actions;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Undo> undo = new ArrayList<>();

    private record Undo(Object signal, Object handler) {}

    private Interrupts(List<Runnable> actions) {
        this.actions = List.copyOf(actions);
    }

    /** From now on, until closed; the last action is that of every further time. */
    static Interrupts handle(List<Runnable> actions) {
        Interrupts interrupts = new Interrupts(actions);
        interrupts.install("INT", 0);
        interrupts.install("TERM", 1);
        interrupts.install("HUP", 1);
        return interrupts;
    }

    private void install(String name, int first) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = signals.getConstructor(String.class).newInstance(name);
            Method handle = signals.getMethod("handle", signals, handlers);
            MethodHandle press = MethodHandles.lookup()
                    .findVirtual(Interrupts.class, "pressed", MethodType.methodType(void.class, int.class))
                    .bindTo(this);
            Object handler = MethodHandleProxies.asInterfaceInstance(
                    handlers, MethodHandles.dropArguments(MethodHandles.insertArguments(press, 0, first), 0, signals));
            undo.add(new Undo(signal, handle.invoke(null, signal, handler)));
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            // A platform without this signal: the program ends by it, as any other does.
        }
    }

    /** Once more. */
    void pressed(int first) {
        int now = next.getAndUpdate(before -> Math.max(before, first) + 1);
        actions.get(Math.min(Math.max(now, first), actions.size() - 1)).run();
    }

    @Override
    public void close() {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Method handle = signals.getMethod("handle", signals, Class.forName("sun.misc.SignalHandler"));
            for (Undo each : undo) {
                handle.invoke(null, each.signal, each.handler);
            }
        } catch (ReflectiveOperationException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }
}
