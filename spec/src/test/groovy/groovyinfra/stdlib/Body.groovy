package groovyinfra.stdlib

import groovyinfra.author.DeployScript
import groovyinfra.author.Parameters
import groovyinfra.author.Program
import groovyinfra.author.Recorder
import groovyinfra.deploy.Controller
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Facts
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Secret
import groovyinfra.model.SourceEntry
import groovyinfra.model.Step
import groovyinfra.model.Work
import java.nio.file.Path
import java.util.function.Supplier

/** Evaluates operations against known facts, and shows what they would do. */
class Body {
    /** The facts of the host; one that is not listed must not be asked. */
    Map<Fact, Object> facts = [:]
    /** The files of the controller: names to texts or bytes. */
    Map<String, Object> files = [:]
    /** Directories of the controller. */
    Map<String, List<SourceEntry>> trees = [:]
    /** Data of the host, and values of parameters. */
    Map<String, Object> data = [:]
    Map<String, Object> params = [:]
    boolean yes = true
    /** Options of the call as a whole. */
    Options options = Options.NONE
    /** Files of the controller that are to become the host's. */
    final List<Path> destinations = []
    /** How often the host was asked. */
    int rounds = 0

    /** What the call would do. */
    Work work(Closure call) {
        Work work = null
        def script = new DeployScript() {
            @Override
            Object run() {
                work = Recorder.record(known(), options, call)
            }
        }
        def declared = params.collectEntries { name, value ->
            def param = new Param(name, value.class.simpleName, '', Optional.empty(), new Position('deploy.groovy', 1, 1))
            [name, new Parameters.Declared(param, value.class, null)]
        }
        Program.evaluate(evaluation(), new Parameters(declared, params), [new Program.File('deploy.groovy', { script } as Supplier<DeployScript>)])
        work
    }

    /** The steps, each on a line. */
    List<String> steps(Closure call) {
        work(call).steps().collect { shown(it) }
    }

    /** A step with all that matters. */
    static String shown(Step step) {
        switch (step) {
            case Step.Run:
                def stdin = step.stdin().map { " <<< ${text(it)}" }.orElse('')
                return "${step.command().script()}$stdin".toString()
            case Step.Upload:
                def owner = (step.owner().orElse('') + step.group().map { ":$it" }.orElse('')) ?: '-'
                def diff = step.difference().present ? '' : ' (no difference)'
                return "write ${step.path()} ${step.mode().map { "$it" }.orElse('-')} $owner <<< ${text(step.content())}$diff".toString()
            default:
                return step.shown()
        }
    }

    private static String text(Content content) {
        (content instanceof Content.Hidden ? 'SECRET ' : '') + new String(content.open().bytes, 'UTF-8')
    }

    private Facts known() {
        def answer = { Fact fact ->
            if (!facts.containsKey(fact)) {
                throw new AssertionError((Object) "asks for $fact")
            }
            facts[fact]
        }
        new Facts() {
            @Override
            Object get(Fact fact) {
                rounds++
                answer(fact)
            }

            @Override
            List<?> get(List all) {
                rounds++
                all.collect { answer((Fact) it) }
            }

            @Override
            Facts as(Identity identity) {
                this
            }
        }
    }

    private byte[] bytes(Path file) {
        def found = files[file.toString()]
        if (found == null) {
            throw new IllegalStateException("no file $file")
        }
        found instanceof byte[] ? found : found.toString().getBytes('UTF-8')
    }

    private Evaluation evaluation() {
        def host = new Host('web-1', '10.0.0.1', 'ssh', [:], data, ['web', 'all'], Options.NONE)
        def controller = [
            read: { Path file -> bytes(file) },
            entry: { Path file -> new SourceEntry("$file", SourceEntry.Kind.FILE, file, bytes(file).length, new Content.Bytes(bytes(file)).sha256(), false, '') },
            tree: { Path directory -> trees[directory.toString()] },
            keep: { Secret secret -> secret }, seed: { -> 1L }, confirm: { String question -> yes }
        ] as Controller
        [host: { -> host }, inventory: { -> new Inventory('test', [host], [all: ['web-1']]) }, controller: { -> controller },
            options: { -> options }, destination: { Path file -> destinations << file }] as Evaluation
    }
}
