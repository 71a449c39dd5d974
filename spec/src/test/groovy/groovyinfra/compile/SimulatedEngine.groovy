package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.author.Trail
import groovyinfra.deploy.Deploy
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Command
import groovyinfra.model.Host
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import groovyinfra.model.Work
import groovyinfra.report.Event
import groovyinfra.report.Masker
import groovyinfra.report.Reporter
import groovyinfra.run.Engine
import groovyinfra.run.FixedController
import groovyinfra.run.Limits
import groovyinfra.run.SimulatedHosts
import java.util.function.Function
import java.util.function.Supplier
import java.util.function.UnaryOperator

/** Leads simulated hosts through a run of the real engine; they answer in any order. */
@CompileStatic
class SimulatedEngine implements Deploy {
    private final List<Event> events = Collections.synchronizedList([])
    private final Inventory inventory
    private final Function<SimulatedHost, SimulatedScript> program
    private final SimulatedFacts facts
    private final long timing
    private final UnaryOperator<CallPath> place

    SimulatedEngine(int hosts, SimulatedFacts facts, long timing, UnaryOperator<CallPath> place,
            Function<SimulatedHost, SimulatedScript> program) {
        def all = (0..<hosts).collect { new Host("h$it", "h$it", 'simulated', [:], [:], ['all'], Options.NONE) }
        this.inventory = new Inventory('simulated', all, [all: all*.name()])
        this.facts = facts
        this.timing = timing
        this.place = place
        this.program = program
    }

    /** The stages, each as its label and the hosts that took part. */
    List<String> run() {
        def random = new Random(timing)
        def hosts = new SimulatedHosts(beforeStep: { host, command -> random.nextInt(20).times { Thread.yield() } })
        def controller = new FixedController([:], { Optional.empty() }, { true }, new Masker())
        def reporter = { Event it -> events << it } as Reporter
        def engine = new Engine(inventory, this, ['deploy.groovy'], hosts, controller, Limits.of(100), new Masker(), reporter)
        engine.withCloseable { it.apply(Optional.empty()) }
        def steps = events.findAll { it instanceof Event.StepStarted }.collect { (Event.StepStarted) it }
        steps.groupBy { it.stage() }.sort().values().collect { shown(it) }
    }

    private static String shown(List<Event.StepStarted> together) {
        def ordered = together.sort { Event.StepStarted it -> it.host() }
        ordered.groupBy { it.shown() }.collect { label, those -> "$label @${those*.host()*.drop(1).join('')}" }.join(' + ')
    }

    @Override
    List<Param> params() {
        []
    }

    @Override
    void evaluate(Evaluation evaluation) {
        int index = inventory.hosts().indexOf(evaluation.host())
        def host = new EvaluatedHost(index, facts, place, evaluation)
        Trail.evaluate(evaluation::iterate) {
            Trail.file(0, 'deploy.groovy')
            try {
                program.apply(host).run()
            } catch (SimulatedScript.Oops failed) {
                throw new ProblemException(new Problem('Failed', Problem.Where.NOWHERE, failed.message, 'Nothing'))
            }
        }
    }

    /** Hands everything to the engine. */
    @CompileStatic
    static class EvaluatedHost extends SimulatedHost {
        private final UnaryOperator<CallPath> place
        private final Evaluation evaluation

        EvaluatedHost(int index, SimulatedFacts facts, UnaryOperator<CallPath> place, Evaluation evaluation) {
            super(index, facts, null, 0)
            this.place = place
            this.evaluation = evaluation
        }

        @Override
        void stop(CallPath path, String label) {
            def step = new Step.Run(Command.raw(label), Options.NONE, Optional.empty())
            def body = { asked -> new Work([step as Step], [] as Set, [:], true) } as Call.Body
            evaluation.call(new Call(place.apply(path), 'server.shell', Optional.of(label), [:], Options.NONE, body))
        }

        @Override
        Object once(CallPath path, Supplier<Object> block) {
            evaluation.once(path, block)
        }

        @Override
        void publish(CallPath path, String name) {
            evaluation.publish(path, name, index)
        }

        @Override
        void published(CallPath path, int host, String name) {
            evaluation.published(path, evaluation.inventory().hosts()[host], name)
        }
    }
}
