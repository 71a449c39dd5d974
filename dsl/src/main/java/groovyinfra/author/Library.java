package groovyinfra.author;

import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.Controller;
import groovyinfra.model.Area;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Fact;
import groovyinfra.model.Identity;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.SourceEntry;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A set of operations and recipes that belong together; what a deploy file addresses as {@code apt} is an instance of {@code
 * Apt}. Everything protected here is for the bodies of {@linkplain Operation operations}: they ask facts and say what is to be
 * done, and change nothing themselves.
 */
public abstract class Library extends Vocabulary {

    /** A command, of words as {@link Command#of} takes them. */
    protected final void run(Object... words) {
        step(new Step.Run(command(words), Options.NONE, Optional.empty()));
    }

    /** A command with standard input. */
    protected final void runWith(Content stdin, Object... words) {
        step(new Step.Run(command(words), Options.NONE, Optional.of(stdin)));
    }

    /** A command as another user. */
    protected final void runAs(String user, Object... words) {
        Options as = Options.NONE.with(Option.SUDO, new Identity.Sudo(user));
        step(new Step.Run(command(words), as, Optional.empty()));
    }

    private static Command command(Object... words) {
        return (Command) Program.values().convert(Command.class, words, "command", "run");
    }

    /** What the call gives its commands as standard input: commands that have none of their own get it without asking. */
    protected final Optional<Content> stdin() {
        return recorder("stdin").options.get(Option.STDIN);
    }

    /** A fact as the user sees it who has logged in, whoever the call runs as. */
    protected final <T> T loginFact(Fact<T> fact) {
        return recorder("loginFact").facts.as(Identity.LOGIN).get(fact);
    }

    /** Any step. */
    protected final void step(Step step) {
        recorder("step").steps.add(step);
    }

    /** Steps, what they touch, and what is known once they are done. */
    protected final void step(Work work) {
        recorder("step").add(work);
    }

    /** The parts of the host that the steps may change; without a word of it, everything. */
    protected final void touches(Area... areas) {
        recorder("touches").touches.addAll(Arrays.asList(areas));
    }

    /** What the answer to a fact will be once the steps are done: a plan goes on with it. */
    protected final <T> void assume(Fact<T> fact, T value) {
        recorder("assume").assumptions.put(fact, value);
    }

    /** The steps change nothing on the host: they say something, or wait. */
    protected final void touchesNothing() {
        recorder("touchesNothing").nothing = true;
    }

    /** The steps run however the host looks; there is no desired state to compare with. */
    protected final void always() {
        recorder("always").always = true;
    }

    /**
     * As the host is now, the steps would fail. A plan says so, unless calls before it may change that: then it shows the steps.
     * What no call of others can mend is a {@link #problem}.
     */
    protected final void refuse(String summary, String detail, String attempt) {
        Recorder recorder = recorder("refuse");
        recorder.refusal =
                recorder.refusal.or(() -> Optional.of(new Problem(summary, Problem.Where.NOWHERE, detail, attempt)));
    }

    /**
     * What is in a file of the controller, relative to the file whose statement names it; the same for all hosts, in plan and
     * apply.
     */
    protected final byte[] controllerFile(Path file) {
        return Program.current().read(file);
    }

    /** The same of a file that is too large to be read into memory: its size and its checksum; the content is read when it is sent. */
    protected final SourceEntry controllerEntry(Path file) {
        return Program.current().entry(file);
    }

    /** What is in a directory of the controller, named and fixed like a file; the content of files is read when it is sent. */
    protected final List<SourceEntry> controllerTree(Path directory) {
        return Program.current().tree(directory);
    }

    /** A file of the controller that is to become one of the host's; a problem where that of another host goes there already. */
    protected final void controllerDestination(Path file) {
        Program.current().evaluation().destination(file);
    }

    /** What the deploy files declare with {@code @Param}, by name. */
    protected final Map<String, Object> parameters() {
        return Program.current().parameters();
    }

    /** A question to the user, asked once for all hosts when the answer is wanted. */
    protected final BooleanSupplier confirmation(String question) {
        Controller controller = Program.current().evaluation().controller();
        return () -> controller.confirm(question);
    }

    /** The call cannot be worked out: ends it as failed. */
    protected static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }

    private static Recorder recorder(String statement) {
        if (!Recorder.CURRENT.isBound()) {
            throw problem(
                    "Not in the body of an operation",
                    "'" + statement + "' says what an operation has to do",
                    "Mark the method with @Operation");
        }
        return Recorder.CURRENT.get().opened();
    }

    /** A call of one of the operations, or its steps inside another one. Generated code calls it. */
    protected final CallResult operate(String operation, Map<String, ?> options, Object[] arguments) {
        Declaration declaration = Declaration.of(getClass(), operation);
        Given given = Given.of(declaration, options, arguments, Program.values());
        if (Recorder.CURRENT.isBound()) {
            return Recorder.CURRENT
                    .get()
                    .inline(given.options(), declaration.title(), () -> perform(operation, given.arguments()));
        }
        return Program.current().call(this, declaration, given);
    }

    /** Evaluates the body of an operation. Generated code overrides it. */
    protected void perform(String operation, Arguments arguments) {
        throw new IllegalArgumentException(getClass().getName() + " has no operation " + operation);
    }

    /** How deploy files address a library: its name with a small letter. */
    public static String name(Class<?> library) {
        String name = library.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The library of this type; one for each host. */
    static <L extends Library> L of(Class<L> type) {
        return type.cast(Program.running() ? Program.current().library(type) : make(type));
    }

    static Library make(Class<? extends Library> type) {
        try {
            return (Library) instance(type.getDeclaredConstructor());
        } catch (NoSuchMethodException e) {
            throw problem(
                    "Library cannot be made",
                    type.getSimpleName() + " has no constructor without parameters",
                    "Take its parameters away");
        }
    }

    /** A new object; what its constructor throws passes through. */
    static Object instance(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
