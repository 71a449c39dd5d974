package groovyinfra.compile

import groovyinfra.deploy.CallResult
import groovyinfra.deploy.Controller
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Halt
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Fact
import groovyinfra.model.Facts
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Secret
import groovyinfra.model.SourceEntry
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.util.function.Supplier

/** Evaluates a program for one host and writes down what it asks of the engine. */
class Recording implements Evaluation, Controller, Facts {
    final List<Call> calls = []
    final List<String> journal = []
    final Map<String, Object> published = [:]
    final Set<Secret> secrets = []
    Map<Fact<?>, Object> answers = [:]
    Map<String, String> variables = [:]
    Inventory inventory
    Host host
    Options options = Options.NONE
    Set<String> changes = []

    static class Stop extends Halt {
    }

    static class Answer implements CallResult {
        boolean changed
        boolean failed
        boolean skipped
        String stdout = 'out'
        String stderr = ''
        int exitCode = 0
    }

    static Host made(Map<String, Object> data = [:], String name = 'web1', List<String> groups = ['web', 'all']) {
        new Host(name, "10.0.0.1", 'ssh', [:], data, groups, Options.NONE)
    }

    static Recording of(Map<String, Object> data = [:]) {
        Host first = made(data)
        Inventory all = new Inventory('test', [first, made([:], 'db1', ['all'])], [web: ['web1'], all: ['web1', 'db1']])
        new Recording(host: first, inventory: all)
    }

    /** The commands of all calls. */
    List<String> getCommands() {
        calls.collectMany { it.body().work(this).steps()*.shown() }
    }

    @Override
    Host host() {
        host
    }

    @Override
    Inventory inventory() {
        inventory
    }

    @Override
    Controller controller() {
        this
    }

    @Override
    Options options() {
        options
    }

    @Override
    CallResult call(Call call) {
        calls << call
        journal << call.title()
        new Answer(changed: changes.contains(call.operation()))
    }

    @Override
    <T> T fact(CallPath path, Fact<T> fact, Options options, boolean fresh) {
        journal << "fact ${fact.class.simpleName}${fresh ? ' fresh' : ''}".toString()
        get(fact)
    }

    @Override
    Object once(CallPath path, Supplier<Object> body) {
        journal << 'once'
        body.get()
    }

    @Override
    Object on(CallPath path, Host target, Supplier<Object> body) {
        journal << "on ${target.name()}".toString()
        body.get()
    }

    @Override
    Object local(CallPath path, Supplier<Object> body) {
        journal << 'local'
        body.get()
    }

    @Override
    void publish(CallPath path, String name, Object value) {
        published[host.name() + '.' + name] = value
    }

    @Override
    Object published(CallPath path, Host producer, String name) {
        published[producer.name() + '.' + name]
    }

    @Override
    void message(CallPath path, String text) {
        journal << "says $text".toString()
    }

    @Override
    void destination(Path file) {
        journal << "gets $file".toString()
    }

    @Override
    Halt leave(CallPath path, String reason) {
        journal << "leaves $reason".toString()
        throw new Stop()
    }

    @Override
    Instant now() {
        Instant.EPOCH
    }

    @Override
    long seed() {
        42
    }

    @Override
    byte[] read(Path file) {
        Files.readAllBytes(file)
    }

    @Override
    SourceEntry entry(Path file) {
        new SourceEntry("$file", SourceEntry.Kind.FILE, file, Files.size(file), '', false, '')
    }

    @Override
    List<SourceEntry> tree(Path directory) {
        []
    }

    @Override
    Optional<String> environment(String name) {
        Optional.ofNullable(variables[name])
    }

    @Override
    Secret prompt(String question) {
        Secret.of("answer to $question")
    }

    @Override
    Secret output(List<String> command) {
        Secret.of(command.join('|'))
    }

    @Override
    Secret keep(Secret secret) {
        secrets << secret
        secret
    }

    @Override
    boolean confirm(String question) {
        true
    }

    @Override
    <T> T get(Fact<T> fact) {
        if (!answers.containsKey(fact)) {
            throw new IllegalStateException("nobody knows $fact")
        }
        (T) answers[fact]
    }

    @Override
    List<?> get(List<? extends Fact<?>> facts) {
        facts.collect { get((Fact<Object>) it) }
    }

    @Override
    Facts as(Identity identity) {
        this
    }
}
