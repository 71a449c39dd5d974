package groovyinfra.author;

import groovyinfra.deploy.Halt;
import groovyinfra.deploy.Misordered;
import groovyinfra.model.CallPath;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the evaluation of one host stands in the program; it knows the {@link CallPath} of the present call.
 *
 * <p>The compiler puts movements into everything a user writes: {@link #enter} and {@link #exit} around the body of a method or
 * closure, {@link #loop}, {@link #iterate} and {@link #unwind} around loops, {@link #at} right before each call, when its receiver
 * and arguments are known.
 *
 * <p>A trail belongs to the thread that evaluates the host. Movements on a thread that evaluates no host do nothing.
 */
public final class Trail {
    private static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();
    private static final Trail NOWHERE = new Trail(true, () -> {});

    private final Frames frames = new Frames();
    private final Runnable iteration;
    private boolean apart;
    private CallPath last;
    private Error ending;
    private Throwable failure;

    private Trail(boolean apart, Runnable iteration) {
        this.apart = apart;
        this.iteration = iteration;
    }

    /**
     * Evaluates a program for one host on this thread. What ended it once ends it for good, whatever the program did after. Where
     * the engine ended it in a {@code finally}, it is the exception that led there which is thrown.
     *
     * @param iteration hears of each iteration of a loop, and may end the evaluation there
     */
    public static void evaluate(Runnable iteration, Runnable program) {
        Trail trail = new Trail(false, iteration);
        try {
            ScopedValue.where(CURRENT, trail).run(program);
        } catch (Halt halt) {
            trail.passed(halt);
        } finally {
            trail.end();
        }
    }

    /** The deploy file of this index begins. */
    public static void file(int index, String name) {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.reset(name, mark(index, 0, 0));
        }
    }

    /** A place for the present call: later than all that were given before, and given to no other. */
    public static CallPath here() {
        return current().give();
    }

    /** The file that the present statement stands in. */
    static String source() {
        return current().frames.position().file();
    }

    /**
     * A call that has others inside it, such as {@code once}: gives it a place, and all that is called while it runs gets a place
     * within that.
     */
    public static <T> T block(Function<CallPath, T> compound) {
        Trail trail = current();
        CallPath path = trail.give();
        int outer = trail.frames.depth();
        trail.frames.pushAtLast();
        try {
            return compound.apply(path);
        } finally {
            trail.frames.unwind(outer);
        }
    }

    /**
     * Evaluates code that has no place in the program, such as the body of an operation or a condition that the engine asks: it
     * moves nothing, and cannot make calls.
     */
    public static <T> T apart(Supplier<T> code) {
        Trail trail = current();
        if (trail.apart) {
            return code.get();
        }
        trail.apart = true;
        try {
            return code.get();
        } finally {
            trail.apart = false;
        }
    }

    /** A site, as the compiler writes it down. */
    public static long mark(int site, int line, int column) {
        return Frames.mark(site, line, column);
    }

    /** For generated code: a body begins. Gives back what {@link #exit} and the movements of its loops want to know. */
    public static int enter(String file) {
        Trail trail = current();
        if (trail.apart) {
            return 0;
        }
        trail.frames.push(file);
        return trail.frames.depth();
    }

    /** For generated code: the body ends, by whatever means. */
    public static void exit(int body) {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.unwind(body - 1);
        }
    }

    /** For generated code: the call at this site comes next. */
    public static void at(long mark) {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.at(mark);
        }
    }

    /** For generated code: the loop at this site begins; its first place is for what is evaluated before the iterations. */
    public static void loop(long mark) {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.at(mark);
            trail.frames.push();
        }
    }

    /** For generated code: the next iteration of a loop begins, which is the given number of loops deep in its body. */
    public static void iterate(int body, int loops) {
        Trail trail = current();
        trail.iteration.run();
        if (!trail.apart) {
            trail.frames.unwind(body + loops);
            trail.frames.next();
        }
    }

    /** For generated code: the next iteration of the innermost loop begins. */
    public static void again() {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.next();
        }
    }

    /** For generated code: the evaluation has come back to this many loops deep in the body. */
    public static void unwind(int body, int loops) {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.unwind(body + loops);
        }
    }

    /** For generated code: an exception was caught this many loops deep in the body. The engine's stop signal goes on. */
    public static void caught(Throwable exception, int body, int loops) {
        unwind(body, loops);
        passing(exception);
        leaving();
    }

    /** For generated code: an exception is on its way to a {@code finally}. */
    public static void passing(Throwable exception) {
        Trail trail = current();
        if (trail != NOWHERE) {
            trail.passed(exception);
        }
        if (exception instanceof Halt halt) {
            throw halt;
        }
    }

    private void passed(Throwable exception) {
        if (ending == null && exception instanceof Halt halt) {
            ending = halt;
        } else if (ending == null) {
            failure = exception;
        }
    }

    /** For generated code: a {@code finally} is about to leave by itself, which must not hide that the engine ends. */
    public static void leaving() {
        Trail trail = current();
        trail.endIfEnding();
        trail.failure = null;
    }

    /** For generated code: an expression begins that is evaluated before the body that it belongs to, such as a default. */
    public static void open(String file) {
        enter(file);
    }

    /** For generated code: that expression is evaluated. */
    public static void close() {
        Trail trail = current();
        if (!trail.apart) {
            trail.frames.unwind(trail.frames.depth() - 1);
        }
    }

    private static Trail current() {
        return CURRENT.orElse(NOWHERE);
    }

    private void endIfEnding() {
        if (ending != null) {
            throw ending;
        }
    }

    private void end() {
        if (failure != null && ending instanceof Halt) {
            Trail.<RuntimeException>raise(failure);
        }
        endIfEnding();
    }

    /** Of any type, as Groovy throws. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private CallPath give() {
        if (apart) {
            throw new ProblemException(new Problem(
                    "A call has no place here",
                    Problem.Where.NOWHERE,
                    "Operations and facts of a deploy file are called one after another by the deploy file itself.",
                    "Make the call outside of this block, before or after it."));
        }
        CallPath path = frames.give();
        if (last != null && last.compareTo(path) >= 0) {
            ending = new Misordered(last, path);
            throw ending;
        }
        last = path;
        return path;
    }
}
