package groovyinfra.run

import groovy.transform.CompileStatic
import groovyinfra.author.DeployScript
import groovyinfra.author.Parameters
import groovyinfra.author.Program
import groovyinfra.deploy.Deploy
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.model.CallPath
import groovyinfra.model.Host
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.plan.Merge
import groovyinfra.report.Event
import groovyinfra.report.Masker
import groovyinfra.report.Reporter
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.function.IntFunction
import java.util.function.Supplier

/** Runs a deploy file by the engine on hosts in memory, which answer at once, in any order. */
@CompileStatic
class Rehearsal implements Deploy {
    private final Inventory inventory
    private final List<Program.File> files
    private final IntFunction<Merge> merge
    private final List<Event> events = new CopyOnWriteArrayList<>()
    /** What ended hosts before the end of the program, by name. */
    final Map<String, Throwable> failures = new ConcurrentHashMap<>()

    /** The hosts have the same data. A merge that is not the engine's own shows whether this is noticed. */
    Rehearsal(int hosts, Map<String, Object> data, Supplier<DeployScript> script, IntFunction<Merge> merge = Merge::new) {
        def all = (0..<hosts).collect { new Host("h$it", "h$it", 'simulated', [:], data, ['all'], Options.NONE) }
        this.inventory = new Inventory('simulated', all, [all: all*.name()])
        this.files = [new Program.File('deploy.groovy', script)]
        this.merge = merge
    }

    Rehearsal run() {
        def random = new Random()
        def hosts = new SimulatedHosts(beforeStep: { host, command -> random.nextInt(8).times { Thread.yield() } })
        def masker = new Masker()
        def controller = new FixedController([:], { Optional.empty() }, { true }, masker)
        def reporter = { Event it -> events << it } as Reporter
        new Engine(inventory, this, ['deploy.groovy'], hosts, controller, Limits.of(100), masker, reporter, Pauses.REAL, merge)
                .withCloseable { it.apply(Optional.empty()) }
        this
    }

    /** The stages, each as what its hosts did and which they were. */
    List<String> stages() {
        def steps = events.findAll { it instanceof Event.StepStarted }.collect { (Event.StepStarted) it }
        steps.groupBy { it.stage() }.sort().values().collect { shown(it) }
    }

    private static String shown(List<Event.StepStarted> together) {
        def ordered = together.sort { Event.StepStarted it -> it.host() }
        ordered.groupBy { it.shown() }.collect { label, those -> "$label @${those*.host()*.drop(1).join('')}" }.join(' + ')
    }

    /** The places of the stages. */
    List<CallPath> places() {
        events.findAll { it instanceof Event.StageStarted }.collect { ((Event.StageStarted) it).path() }
    }

    @Override
    List<Param> params() {
        []
    }

    @Override
    void evaluate(Evaluation evaluation) {
        try {
            Program.evaluate(evaluation, new Parameters([:], [:]), files)
        } catch (Throwable e) {
            failures[evaluation.host().name()] = e
        }
    }
}
