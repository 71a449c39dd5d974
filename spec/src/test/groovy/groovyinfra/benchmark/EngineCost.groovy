package groovyinfra.benchmark

import com.sun.management.OperatingSystemMXBean
import groovy.transform.CompileStatic
import groovyinfra.connect.Session
import groovyinfra.connect.Sessions
import groovyinfra.deploy.Deploy
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Fact
import groovyinfra.model.Facts
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Result
import groovyinfra.model.Step
import groovyinfra.model.Work
import groovyinfra.report.ConsoleReporter
import groovyinfra.report.Detail
import groovyinfra.report.JsonReporter
import groovyinfra.report.Look
import groovyinfra.report.Masker
import groovyinfra.report.Reporter
import groovyinfra.report.Screen
import groovyinfra.run.Engine
import groovyinfra.run.FixedController
import groovyinfra.run.Limits
import java.lang.management.ManagementFactory
import java.time.Clock

/**
 * What the engine itself costs: merge, permits, events, their readers. The program is one of calls that have nothing to do, on hosts
 * that need no connection. Run by hand, by {@code spec/measure}: {@code EngineCost HOSTS STAGES}. What a stage costs is the
 * difference between a run of so many stages and one of a tenth of them, both after a first run that is not counted.
 */
@CompileStatic
class EngineCost {
    private static final Work NOTHING = Work.NONE

    static void main(String... arguments) {
        int hosts = arguments ? arguments[0] as int : 1000
        int stages = arguments.length > 1 ? arguments[1] as int : 200
        int few = Math.max(1, stages.intdiv(10))
        Map<String, Closure<Reporter>> reporters = [
                'nobody reads'   : { { event -> } as Reporter },
                'the console'    : { console() },
                'events as JSON' : { new JsonReporter('', Writer.nullWriter(), Clock.systemUTC()) }] as Map<String, Closure<Reporter>>
        reporters.each { String name, Closure<Reporter> reporter ->
            spent(hosts, few, reporter.call())
            double base = spent(hosts, few, reporter.call())
            double all = spent(hosts, stages, reporter.call())
            double each = (all - base) / (stages - few)
            println String.format('%d hosts, %s: %.2f ms CPU a stage, %.1f us a stage and host (%d stages %.2f s, %d stages %.2f s)',
                    hosts, name, each * 1e3d, each * 1e6d / hosts, few, base, stages, all)
        }
    }

    /** Seconds of CPU of the process. */
    private static double spent(int hosts, int stages, Reporter reporter) {
        def masker = new Masker()
        def controller = new FixedController([:], { Optional.empty() }, { true }, masker)
        double before = cpu()
        def engine = new Engine(inventory(hosts), new Calls(stages), ['deploy.groovy'], { Host host, Session.Watch watch -> new Idle() } as Sessions,
                controller, Limits.of(hosts), masker, reporter)
        def summary = engine.apply(Optional.empty())
        engine.close()
        if (summary.hosts().any { it.unchanged() != stages }) {
            throw new IllegalStateException("a host did not get through: ${summary.hosts().find { it.unchanged() != stages }}")
        }
        cpu() - before
    }

    private static double cpu() {
        ((OperatingSystemMXBean) ManagementFactory.operatingSystemMXBean).processCpuTime / 1e9d
    }

    private static Inventory inventory(int count) {
        def hosts = (0..<count).collect { int i ->
            new Host("host-$i".toString(), 'nowhere', 'memory', [:], [:], ['all'], Options.NONE)
        }
        new Inventory('memory', hosts, [all: hosts*.name()])
    }

    private static ConsoleReporter console() {
        def nowhere = new PrintStream(OutputStream.nullOutputStream())
        new ConsoleReporter(new Screen(nowhere, nowhere, Look.PLAIN), Detail.USUAL, { Optional.empty() })
    }

    /** One call after another, each with nothing to do. */
    private static class Calls implements Deploy {
        private final int stages

        Calls(int stages) {
            this.stages = stages
        }

        @Override
        List<Param> params() {
            []
        }

        @Override
        void evaluate(Evaluation evaluation) {
            for (int stage = 0; stage < stages; stage++) {
                def path = CallPath.of(new Position('deploy.groovy', stage + 1, 0), stage, 0)
                evaluation.call(new Call(path, 'files.directory', Optional.of('/srv/app'), [:], evaluation.options(),
                        { Facts facts -> NOTHING }))
            }
        }
    }

    /** Is never asked for anything. */
    private static class Idle implements Session {
        @Override
        List<Session.Answer> ask(Identity as, List<? extends Fact<?>> facts) {
            throw new IllegalStateException('no fact is needed')
        }

        @Override
        List<Result> carryOut(List<Step> steps, Options options, Session.Progress progress) {
            throw new IllegalStateException('there is nothing to do')
        }

        @Override
        void kill() {
        }

        @Override
        void close() {
        }
    }
}
