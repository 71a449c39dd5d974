package groovyinfra.author;

import groovy.lang.Closure;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Secret;
import groovyinfra.model.Word;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The statements of deploy files and recipes that are no operations. */
public abstract class Vocabulary {

    /** The host that the deploy file is evaluated for. */
    public DeployHost getHost() {
        return Program.current().host();
    }

    /** All hosts of the inventory, also those that take no part in the run. */
    public DeployInventory getInventory() {
        return Program.current().inventory();
    }

    /** The jobs of the host at this point, also those of earlier runs. */
    public DeployJobs getJobs() {
        return new DeployJobs();
    }

    /** When the run began: the same for all hosts, in plan and apply. */
    public Instant getNow() {
        return Program.current().evaluation().controller().now();
    }

    /** Random numbers: the same in plan and apply, others on each host. */
    public Random getRandom() {
        return Program.current().random();
    }

    /** A fact of the host at this point of the program. */
    public <T> T fact(Fact<T> fact) {
        return Recorder.CURRENT.isBound()
                ? Recorder.CURRENT.get().facts.get(fact)
                : Program.current().fact(fact, false);
    }

    /** A fact by its type and arguments, such as {@code fact(CommandPath, 'psql')}. */
    @SuppressWarnings("unchecked")
    public <F extends Fact<?>> Object fact(Class<F> type, Object... arguments) {
        return fact((Fact<Object>) made(type, arguments));
    }

    /** A fact; with {@code fresh: true} the host is asked again. */
    @SuppressWarnings("unchecked")
    public <F extends Fact<?>> Object fact(Map<String, ?> options, Class<F> type, Object... arguments) {
        boolean fresh = Boolean.TRUE.equals(options.get("fresh"));
        if (options.keySet().stream().anyMatch(it -> !it.equals("fresh"))) {
            throw Library.problem("Option is unknown", "fact gets " + options.keySet(), "It knows fresh: true");
        }
        return Program.sequence("fact(fresh: true)").fact((Fact<Object>) made(type, arguments), fresh);
    }

    private static Fact<?> made(Class<?> type, Object[] arguments) {
        return FactMaker.of(type)
                .orElseThrow(
                        () -> Library.problem("Not a fact", type.getSimpleName() + " is no record", "Write record"))
                .make(
                        Arrays.asList(arguments),
                        (component, value) -> Program.values()
                                .convert(component.getGenericType(), value, component.getName(), type.getSimpleName()));
    }

    /** Runs the block by sudo as root. */
    public <T> T sudo(Closure<T> body) {
        return narrowed(Options.NONE.with(Option.SUDO, Identity.root()), "sudo", body);
    }

    /** Runs the block by sudo as this user. */
    public <T> T sudo(Object user, Closure<T> body) {
        return options(Map.of("sudo", user), body);
    }

    /** Options for each call in the block. */
    public <T> T options(Map<String, ?> options, Closure<T> body) {
        return narrowed(Given.options(options, "options", Program.values()), "options", body);
    }

    private static <T> T narrowed(Options options, String block, Closure<T> body) {
        return Recorder.CURRENT.isBound()
                ? Recorder.CURRENT.get().narrowed(options, block, body::call)
                : Program.current().narrowed(options, body);
    }

    /** Evaluates the block on the first host that gets here; everyone gets its value, as plain data that stays as it is. */
    public Object once(Closure<?> body) {
        return Program.sequence("once").once(body);
    }

    /** Evaluates the block with the controller as the target of its calls and facts. */
    @SuppressWarnings("unchecked")
    public <T> T local(Closure<T> body) {
        return (T) Program.sequence("local").local(body);
    }

    /** Evaluates the block with another host as the target of its calls and facts. */
    @SuppressWarnings("unchecked")
    public <T> T on(Object target, Closure<T> body) {
        Program program = Program.sequence("on");
        Host host = switch (target) {
            case DeployHost known -> known.host();
            case Host known -> known;
            default -> program.inventory().host(String.valueOf(target)).host();
        };
        return (T) program.on(host, body);
    }

    /** Makes a value known to all hosts, under this host's name. */
    public void publish(String name, Object value) {
        Program.sequence("publish").publish(name, value);
    }

    /** Ends the evaluation of this host as skipped. */
    public void leave(Object reason) {
        throw Program.sequence("leave").leave(reason);
    }

    /** A line for the user, in call order. */
    public void println(Object text) {
        Program.sequence("println").message(text);
    }

    /** An empty line for the user, in call order. */
    public void println() {
        println("");
    }

    /** A line for the user, in call order. */
    public void print(Object text) {
        println(text);
    }

    /** A line for the user, made of a pattern such as {@code '%s has %d'}, in call order. */
    public void printf(String pattern, Object... values) {
        println(String.format(pattern, Texts.masked(values)));
    }

    /** The same with one value: Groovy has a method for it that would print at once. */
    public void printf(String pattern, Object value) {
        printf(pattern, new Object[] {value});
    }

    /**
     * A secret from {@code env:}, {@code file:}, {@code prompt:} or {@code command:}. A file is looked for beside the file that says
     * so.
     */
    public Secret secret(Map<String, ?> source) {
        return Secrets.from(source, Program.current());
    }

    /** A secret with this value. */
    public Secret secret(Object value) {
        return (Secret) Program.values().convert(Secret.class, value, "value", "secret");
    }

    /** A file of the controller as text, relative to the file that says so; the same for all hosts, in plan and apply. */
    public String read(Object file) {
        Path path = (Path) Program.values().convert(Path.class, file, "file", "read");
        return new String(Program.current().read(path), StandardCharsets.UTF_8);
    }

    /** Shell syntax, as a command or a piece of one. */
    public Word raw(Object text) {
        return Word.raw((String) Program.values().convert(String.class, text, "text", "raw"));
    }

    /** Several facts in one message, in the order of the questions. */
    public List<?> facts(Fact<?>... facts) {
        return Recorder.CURRENT.isBound()
                ? Recorder.CURRENT.get().facts.get(List.of(facts))
                : List.of(facts).stream().map(this::fact).toList();
    }

    /** The library of this type. */
    protected final <L extends Library> L library(Class<L> type) {
        return Library.of(type);
    }
}
