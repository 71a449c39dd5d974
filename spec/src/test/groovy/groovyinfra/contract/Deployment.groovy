package groovyinfra.contract

import groovyinfra.deploy.Deploy
import groovyinfra.deploy.DeployLoader
import groovyinfra.model.Host
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.plan.Plan
import groovyinfra.report.Event
import groovyinfra.report.Masker
import groovyinfra.report.Reporter
import groovyinfra.report.Summary
import groovyinfra.run.Engine
import groovyinfra.run.FixedController
import groovyinfra.run.Limits
import groovyinfra.run.SimulatedHosts
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

/**
 * Deploy files as text, run on hosts in memory. A library {@code words} is at hand: {@code words.present('x')} makes a host have
 * the word x, {@code fact(WordList)} gives its words, {@code server.shell 'say x'} prints.
 */
class Deployment {
    static final String WORDS = '''
        import groovyinfra.author.Library
        import groovyinfra.author.Operation
        import groovyinfra.model.Area
        import groovyinfra.model.Command
        import groovyinfra.model.Fact

        /** Words of a host. */
        class Words extends Library {
            /** The host has the word. */
            @Operation
            void present(String word) {
                def list = fact(new WordList())
                if (!(word in list)) {
                    touches Area.path('/words')
                    assume new WordList(), list + word
                    run 'add', word
                }
            }

            /** Fails where the host lacks the word. */
            @Operation
            void needed(String word) {
                if (!(word in fact(new WordList()))) throw new IllegalStateException("$word is missing")
            }

            /** Cannot be done while the host lacks the word. */
            @Operation
            void used(String word) {
                if (!(word in fact(new WordList()))) refuse('Word is missing', "$word is to be used", 'Add it')
                touches Area.path('/uses')
                run 'use', word
            }

            /** Asks what the host cannot say. */
            @Operation
            void asked(String word) {
                fact(new Unsaid(word))
            }

            /** A recipe: two words. */
            void pair(String word) {
                present("$word-1")
                present("$word-2")
            }
        }

        /** The words of a host. */
        record WordList() implements Fact<List<String>> {
            Command command() { Command.of('words') }
            List<String> parse(List<String> lines) { lines }
            Set<Area> about() { Set.of(Area.path('/words')) }
        }

        /** What no host can say. */
        record Unsaid(String word) implements Fact<List<String>> {
            Command command() { Command.of('fail') }
            List<String> parse(List<String> lines) { lines }
            Set<Area> about() { Set.of(Area.path('/words')) }
        }
    '''.stripIndent()

    final Path folder
    final SimulatedHosts hosts = new SimulatedHosts()
    final List<Event> events = new CopyOnWriteArrayList<>()
    final Map<String, Map<String, Object>> data = [:]
    final Map<String, List<String>> groups = [:]
    final Map<String, Object> params = [:]
    int count = 3
    List<String> limit = []
    Limits limits = Limits.of(100)
    private final List<Path> files = []

    Deployment(Path folder) {
        this.folder = folder
        file('lib/Words.groovy', WORDS)
    }

    Path file(String name, String text) {
        def path = folder.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, text.stripIndent())
    }

    Deployment deploy(String... sources) {
        files.clear()
        sources.eachWithIndex { source, index ->
            files << file(sources.size() == 1 ? 'deploy.groovy' : "deploy${index + 1}.groovy", source)
        }
        this
    }

    Plan plan() {
        engine().withCloseable { it.plan() }
    }

    Summary apply() {
        engine().withCloseable { it.apply(Optional.empty()) }
    }

    Engine engine() {
        def masker = new Masker()
        def names = (0..<count).collect { "h$it".toString() }
        def inventory = new Inventory('test', names.collect { name ->
            new Host(name, name, 'simulated', [:], data[name] ?: [:],
                    groups.findAll { name in it.value }*.key + 'all', Options.NONE)
        }, groups + [all: names], (limit ?: names) as Set)
        new Engine(inventory, load(), files*.fileName*.toString(), hosts,
                new FixedController(System.getenv(), { Optional.empty() }, { true }, masker),
                limits, masker, { events << it } as Reporter)
    }

    Deploy load() {
        ServiceLoader.load(DeployLoader).findFirst().get()
                .load(files, new DeployLoader.Settings(params, folder.resolve('cache')))
    }

    /** The stages of the run: title and hosts. */
    List<String> stages() {
        events.findAll { it instanceof Event.StageStarted }
                .collect { "${it.title() - 'server.shell '}: ${it.hosts().join(' ')}".toString() }
    }

    /** The commands that ran, with their hosts. */
    List<String> ran(String host = '') {
        hosts.journal.findAll { it.startsWith(host) && !it.endsWith(': closed') }
    }

    List<String> messages() {
        events.findAll { it instanceof Event.Message }.collect { "${it.host()}: ${it.text()}".toString() }
    }
}
