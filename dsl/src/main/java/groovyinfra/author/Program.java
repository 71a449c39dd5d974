package groovyinfra.author;

import groovy.lang.Closure;
import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Halt;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Options;
import java.util.HashMap;
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
    private Options blocks = Options.NONE;

    private Program(Evaluation evaluation, Parameters parameters) {
        this.evaluation = evaluation;
        this.parameters = parameters;
        this.inventory = new DeployInventory(evaluation.inventory(), this);
        this.host = new DeployHost(evaluation.host(), this);
        this.random = new Random(
                evaluation.controller().seed() ^ evaluation.host().name().hashCode());
    }

    /** Evaluates deploy files, one after another, for one host. */
    public static void evaluate(Evaluation evaluation, Parameters parameters, List<Supplier<DeployScript>> files) {
        Program program = new Program(evaluation, parameters);
        ScopedValue.where(CURRENT, program)
                .run(() -> files.forEach(it -> it.get().run()));
    }

    static Program current() {
        if (!CURRENT.isBound()) {
            throw Library.problem(
                    "No deploy file is being evaluated",
                    "only recipes and deploy files can do this",
                    "Call it from a deploy file");
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
        return CURRENT.isBound() ? CURRENT.get().ownValues() : Values.UNBOUND;
    }

    private Values ownValues() {
        return new Values(Optional.of(evaluation.host()), new Conversion(evaluation.controller()::keep));
    }

    CallResult call(Library library, Declaration operation, Given given) {
        Call.Body body = facts -> ScopedValue.where(CURRENT, this)
                .call(() -> Recorder.record(facts, () -> library.perform(operation.name(), given.arguments())));
        return evaluation.call(new Call(
                path(),
                operation.title(),
                given.subject(operation),
                given.arguments().values(),
                options().narrowedBy(given.options()),
                body));
    }

    <T> T fact(Fact<T> fact, boolean fresh) {
        return evaluation.fact(path(), fact, options(), fresh);
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
        return evaluation.once(path(), () -> ownValues().conversion().copy(body.call()));
    }

    Object on(Host target, Closure<?> body) {
        return evaluation.on(path(), target, body::call);
    }

    Object local(Closure<?> body) {
        return evaluation.local(path(), body::call);
    }

    void publish(String name, Object value) {
        evaluation.publish(path(), name, ownValues().conversion().copy(value));
    }

    Object published(Host producer, String name) {
        return evaluation.published(path(), producer, name);
    }

    void message(Object text) {
        evaluation.message(path(), String.valueOf(text));
    }

    Halt leave(String reason) {
        return evaluation.leave(path(), reason);
    }

    Object parameter(String name) {
        if (!parameterValues.containsKey(name)) {
            parameterValues.put(name, parameters.value(name));
        }
        return parameterValues.get(name);
    }

    Library library(Class<? extends Library> type) {
        return libraries.computeIfAbsent(type, it -> Library.make(type));
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

    private Options options() {
        return evaluation.options().narrowedBy(blocks);
    }

    private CallPath path() {
        return Trail.here();
    }
}
