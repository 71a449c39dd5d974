package groovyinfra.benchmark

import com.sun.management.OperatingSystemMXBean
import groovy.transform.CompileStatic
import groovyinfra.connect.Session
import groovyinfra.connect.Sessions
import groovyinfra.deploy.DeployLoader
import groovyinfra.model.Fact
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Inventory
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import groovyinfra.report.ConsoleReporter
import groovyinfra.report.Detail
import groovyinfra.report.Look
import groovyinfra.report.Masker
import groovyinfra.report.PlanCounts
import groovyinfra.report.Screen
import groovyinfra.run.Engine
import groovyinfra.run.FixedController
import groovyinfra.run.Limits
import groovyinfra.stdlib.apt.AptSimulation
import groovyinfra.stdlib.apt.DebPackages
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.systemd.SystemdUnit
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path

/**
 * What it costs to plan many calls on many hosts: everything from the deploy file to the text of the plan is real, only the hosts
 * answer from memory and at once. Run by hand, by {@code spec/measure}: {@code PlanningCost HOSTS CALLS}.
 *
 * <p>Half of the hosts have nothing of what is wanted, half of them have it with other content or already.
 */
@CompileStatic
class PlanningCost {

    static void main(String... arguments) {
        int hosts = arguments ? arguments[0] as int : 1000
        int calls = arguments.length > 1 ? arguments[1] as int : 200
        def folder = Files.createTempDirectory('planning-cost')
        try {
            measure(hosts, calls, folder)
        } finally {
            folder.toFile().deleteDir()
        }
    }

    private static void measure(int hosts, int calls, Path folder) {
        def text = (0..<calls).collect { statement(it, it * 2 >= calls) }.join('\n') + '\n'
        def file = Files.writeString(folder.resolve('deploy.groovy'), text)
        def masker = new Masker()
        def controller = new FixedController([:], { Optional.empty() }, { true }, masker)
        def deploy = ServiceLoader.load(DeployLoader).iterator().next()
                .load([file], new DeployLoader.Settings([:], folder.resolve('cache')))
        report('compiled')
        def engine = new Engine(inventory(hosts), deploy, ['deploy.groovy'], sessions(), controller, Limits.of(hosts), masker, console())
        def plan = engine.plan()
        engine.close()
        if (plan.problems()) {
            throw new IllegalStateException("a host could not be planned: ${plan.problems().values().first()}")
        }
        def counts = PlanCounts.of(plan)
        report("planned on $hosts hosts: ${plan.stages().size()} stages, ${counts.changes()} to change, " +
                "${counts.unchanged()} unchanged, " +
                "${counts.always()} always run, ${counts.unknown()} unknown")
    }

    /**
     * Operations that most deploy files consist of, with values of the host in path, content and command. Commands come late: what
     * follows them depends on what they will have done.
     */
    private static String statement(int i, boolean late) {
        switch (i % 10) {
            case 0: return "files.directory \"/srv/\${host.name}/app-$i\", owner: 'root', mode: '0750'"
            case 1: return "files.file '/srv/app/release-$i', content: \"release $i of \${host.name}\\n\", mode: '0644'"
            case 2: return "files.line '/etc/app-${i}.conf', \"listen = \${host.address}:\${host.data.port}\", match: '^listen'"
            case 3: return "files.link \"/srv/\${host.name}/current-$i\", target: \"/srv/\${host.name}/app-$i\""
            case 4: return late
                    ? "server.shell \"register \${host.name} --rack \${host.data.rack} $i\", creates: '/var/lib/registered-$i'"
                    : "files.file '/var/lib/old-$i', present: false"
            case 5: return "for (account in host.data.accounts) files.file \"/home/\${account.name}/.profile-$i\", content: account.text"
            case 6: return "apt.packages(['curl', \"tool-\${host.data.rack}\", 'known-$i'])"
            case 7: return "files.block '/etc/hosts', \"\${host.address} \${host.name}-$i\", marker: '# {mark} $i'"
            case 8: return "if (host.data.rack == 'r1') systemd.service 'app-$i', running: true, enabled: true"
            default: return "def site$i = files.file('/etc/nginx/site-$i', " +
                    "content: \"server_name \${host.name}-$i;\\n\" * 5, mode: '0640')" +
                    (late ? "; if (site${i}.changed) server.shell 'nginx -s reload'" : '')
        }
    }

    private static Inventory inventory(int count) {
        def hosts = (0..<count).collect { int i ->
            Map<String, Object> data = [rack: "r${i % 20}".toString(), port: 8000 + i % 100,
                    accounts: [[name: 'ann', text: "ann on $i\n".toString()]]]
            new Host("host-$i".toString(), "10.0.${i.intdiv(250)}.${i % 250}".toString(), 'memory', [:], data, ['all'], Options.NONE)
        }
        new Inventory('memory', hosts, [all: hosts*.name()])
    }

    private static ConsoleReporter console() {
        def nowhere = new PrintStream(OutputStream.nullOutputStream())
        new ConsoleReporter(new Screen(nowhere, nowhere, Look.PLAIN), Detail.USUAL, { Optional.empty() })
    }

    private static Sessions sessions() {
        { Host host, Session.Watch watch -> new Answering(host.name()[-1] as int) } as Sessions
    }

    /** A host that answers at once. */
    private static class Answering implements Session {
        private static final List<String> NOTHING = []
        private static final List<String> CONTENT = ['81a4:12:1700000000:0:0:root:root', 'content', 'b3RoZXIgY29udGVudAo=']
        private static final List<String> DIRECTORY = ['41e8:4096:1700000000:0:0:root:root', '']
        private static final List<String> PACKAGES = ['installed dpkg 1.21 amd64', 'installed curl 7.88 amd64', 'installed libc6 2.36 amd64']
        private static final List<String> ACTIVE = ['LoadState=loaded', 'UnitFileState=enabled', 'ActiveState=active']
        private static final List<String> INACTIVE = ['LoadState=loaded', 'UnitFileState=enabled', 'ActiveState=inactive']
        private final boolean bare

        Answering(int digit) {
            this.bare = digit % 2 == 0
        }

        @Override
        List<Session.Answer> ask(Identity as, List<? extends Fact<?>> facts) {
            List<Session.Answer> answers = new ArrayList<>()
            for (fact in facts) {
                answers << new Session.Answer.Known(fact.parse(lines(fact)))
            }
            answers
        }

        /** Without what Groovy takes for a switch: the hosts shall cost next to nothing. */
        private List<String> lines(Fact<?> fact) {
            if (fact instanceof PathInfo) {
                return bare || fact.path().contains('/current-') ? NOTHING : DIRECTORY
            }
            if (fact instanceof FileContent) {
                return bare ? NOTHING : CONTENT
            }
            if (fact instanceof AptSimulation) {
                return fact.words().tail().collect { "Inst $it (1.0 Debian:12 [all])".toString() }
            }
            if (fact instanceof SystemdUnit) {
                return bare ? INACTIVE : ACTIVE
            }
            fact instanceof DebPackages ? PACKAGES : NOTHING
        }

        @Override
        List<Result> carryOut(List<Step> steps, Options options, Session.Progress progress) {
            throw new IllegalStateException('a plan carries nothing out')
        }

        @Override
        void kill() {
        }

        @Override
        void close() {
        }
    }

    private static void report(String what) {
        def system = (OperatingSystemMXBean) ManagementFactory.operatingSystemMXBean
        def status = new File('/proc/self/status')
        def peak = status.exists() ? status.readLines().find { it.startsWith('VmHWM') }.replaceAll(/\D/, '').toLong().intdiv(1024) : -1
        long up = System.currentTimeMillis() - ManagementFactory.runtimeMXBean.startTime
        println String.format('%5.1f s CPU, %5.1f s wall, peak RSS %d MB: %s', system.processCpuTime / 1e9d, up / 1000d, peak, what)
    }
}
