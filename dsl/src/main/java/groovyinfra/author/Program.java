package groovyinfra.author;

import groovy.lang.Closure;
import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Halt;
import groovyinfra.model.Call;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.SourceEntry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Deploy files under evaluation for one host: what their statements, and the recipes that they call, work with. Of one thread. */
public final class Program {
    private static final ScopedValue<Program> CURRENT = ScopedValue.newInstance();

    private final Evaluation evaluation;
    private final Parameters parameters;
    private final Map<String, Object> parameterValues = new HashMap<>();
    private final Map<Class<?>, Library> libraries = new HashMap<>();
    private final DeployHost host;
    private final DeployInventory inventory;
    private final Random random;
    private final Values values;
    private Options blocks = Options.NONE;

    private Program(Evaluation evaluation, Parameters parameters) {
        this.evaluation = evaluation;
        this.parameters = parameters;
        this.inventory = new DeployInventory(evaluation.inventory(), this);
        this.host = new DeployHost(evaluation.host(), this);
        this.values = new Values(Optional.of(evaluation.host()), new ScriptConversion(evaluation.controller()::keep));
        this.random = new Random(
                evaluation.controller().seed() ^ evaluation.host().name().hashCode());
    }

    /** Evaluates deploy files, one after another, for one host. */
    public static void evaluate(Evaluation evaluation, Parameters parameters, List<File> files) {
        Program program = new Program(evaluation, parameters);
        ScopedValue.where(CURRENT, program).run(() -> Trail.evaluate(evaluation::iterate, () -> program.run(files)));
    }

    /**
     * A deploy file.
     *
     * @param name as the user gave it
     * @param script makes what the compiler made of it; one for each host
     */
    public record File(String name, Supplier<DeployScript> script) {}

    private void run(List<File> files) {
        for (int i = 0; i < files.size(); i++) {
            Trail.file(i, files.get(i).name());
            files.get(i).script().get().run();
        }
    }

    static Program current() {
        if (!CURRENT.isBound()) {
            throw Library.problem(
                    "No deploy file is being evaluated",
                    "only recipes and deploy files can do this, on the thread of their host",
                    "Call it from a deploy file, and from no parallel stream and no other thread");
        }
        return CURRENT.get();
    }

    static boolean running() {
        return CURRENT.isBound();
    }

    /** The program of a statement that has a place in the call sequence; the body of an operation has none. */
    static Program sequence(String statement) {
        if (Recorder.CURRENT.isBound()) {
            throw Library.problem(
                    "Not in the body of an operation",
                    "'" + statement + "' has its place in a deploy file or a recipe",
                    "Make a recipe of it: a method without @Operation");
        }
        return current();
    }

    static Values values() {
        return CURRENT.isBound() ? CURRENT.get().values : Values.UNBOUND;
    }

    CallResult call(Library library, Declaration operation, Given given) {
        Options options = options().narrowedBy(given.options());
        Call.Body body = facts -> inside(
                () -> Recorder.record(facts, options, () -> library.perform(operation.name(), given.arguments())));
        Call call = new Call(
                Trail.here(),
                operation.title(),
                options.has(Option.SENSITIVE) ? Optional.of("(sensitive)") : given.subject(operation),
                given.arguments().values(),
                options,
                body);
        return call.options().has(Option.BACKGROUND)
                ? StartedJob.start(call, operation, evaluation)
                : evaluation.call(call);
    }

    /** Evaluates the body of an operation, on whatever thread: it belongs to this program and has no place in it. */
    private <T> T inside(Supplier<T> body) {
        return CURRENT.isBound() && CURRENT.get() == this
                ? Trail.apart(body)
                : ScopedValue.where(CURRENT, this).call(() -> Trail.apart(body));
    }

    <T> T fact(Fact<T> fact, boolean fresh) {
        return evaluation.fact(Trail.here(), fact, options(), fresh);
    }

    <T> T narrowed(Options options, Closure<T> body) {
        Options outer = blocks;
        blocks = outer.narrowedBy(options);
        try {
            return body.call();
        } finally {
            blocks = outer;
        }
    }

    Object once(Closure<?> body) {
        return Trail.block(
                path -> evaluation.once(path, () -> values.conversion().copy(body.call())));
    }

    Object on(Host target, Closure<?> body) {
        return Trail.block(path -> evaluation.on(path, target, body::call));
    }

    Object local(Closure<?> body) {
        return Trail.block(path -> evaluation.local(path, body::call));
    }

    void publish(String name, Object value) {
        evaluation.publish(Trail.here(), name, values.conversion().copy(value));
    }

    Object published(Host producer, String name) {
        return evaluation.published(Trail.here(), producer, name);
    }

    void message(Object text) {
        evaluation.message(Trail.here(), Texts.shown(text));
    }

    Halt leave(Object reason) {
        return evaluation.leave(Trail.here(), Texts.shown(reason));
    }

    Object parameter(String name) {
        if (!parameterValues.containsKey(name)) {
            parameterValues.put(name, parameters.value(name));
        }
        return parameterValues.get(name);
    }

    Map<String, Object> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        parameters.declared().keySet().forEach(name -> all.put(name, parameter(name)));
        return all;
    }

    Library library(Class<? extends Library> type) {
        return libraries.computeIfAbsent(type, it -> Library.make(type));
    }

    /** A file of the controller, relative to the file that the present statement stands in. */
    byte[] read(Path file) {
        return evaluation.controller().read(Path.of(Trail.source()).resolveSibling(file));
    }

    /** The same of a file that is too large to be read into memory. */
    SourceEntry entry(Path file) {
        return evaluation.controller().entry(Path.of(Trail.source()).resolveSibling(file));
    }

    /** What is in a directory of the controller, named like a file. */
    List<SourceEntry> tree(Path directory) {
        return evaluation.controller().tree(Path.of(Trail.source()).resolveSibling(directory));
    }

    Evaluation evaluation() {
        return evaluation;
    }

    DeployHost host() {
        return host;
    }

    DeployInventory inventory() {
        return inventory;
    }

    Random random() {
        return random;
    }

    Options options() {
        return evaluation.options().narrowedBy(blocks);
    }
}
