package groovyinfra.report

import groovyinfra.model.BackgroundJob
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Content
import groovyinfra.model.Difference
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Option
import groovyinfra.model.Outcome
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.Result
import groovyinfra.model.Secret
import groovyinfra.model.Step
import groovyinfra.model.Command
import groovyinfra.model.Work
import groovyinfra.plan.Doubt
import groovyinfra.plan.Plan
import groovyinfra.plan.PlannedCall
import groovyinfra.plan.Prediction
import groovyinfra.plan.Stage

import java.time.Duration
import java.time.Instant

/** Events as the engine makes them, put together by hand. */
class RecordedRun {
    static final List<String> WEB = ['web-01', 'web-02', 'web-03', 'db']
    static final Doubt PSQL = new Doubt('CommandPath psql', 'apt.packages postgresql, deploy.groovy:2')
    static final Difference DIFFERENCE =
        new Difference('/etc/motd', Optional.of('Hello\nold line\nbye\n'), 'Hello\nnew line\nbye\n')

    final List<Event> events = []

    static Duration ms(long millis) {
        Duration.ofMillis(millis)
    }

    static Position at(int line) {
        new Position('deploy.groovy', line, 5)
    }

    static Problem problem(String summary, int line, String detail = 'exit 2\ncat: /nope: No such file or directory') {
        new Problem(summary, Problem.Where.at(at(line)), detail, 'See whether the file is there.')
    }

    RecordedRun start(Event.Mode mode = Event.Mode.APPLY, List<String> hosts = WEB) {
        events << new Event.RunStarted('r1', mode, ['deploy.groovy'], 'hosts.yaml', hosts, hosts.size(), 64)
        this
    }

    RecordedRun connect(Collection<String> hosts = WEB) {
        hosts.each { events << new Event.HostConnecting(it) }
        hosts.each { events << new Event.HostConnected(it, ms(180)) }
        this
    }

    RecordedRun unreachable(String host, String detail) {
        events << new Event.HostConnecting(host)
        events << new Event.HostUnreachable(host, ms(2300),
            new Problem('Host cannot be reached', Problem.Where.host(host), detail, 'Check address and port.'))
        this
    }

    /** A stage with an outcome for each host. */
    RecordedRun stage(Map<String, Outcome> outcomes, int number, String title, Map more = [:]) {
        begin(number, title, outcomes.keySet() as List, more)
        outcomes.each { host, outcome ->
            events << new Event.CallStarted(number, host, (String) (more.target ?: host))
            (more.steps ?: []).eachWithIndex { Step step, int i ->
                def difference = step instanceof Step.Upload ? step.difference() : Optional.empty()
                events << new Event.StepStarted(number, host, i, step.shown(), difference)
                if (more.output) {
                    events << new Event.StepOutput(number, host, i, false, (String) more.output)
                }
                if (more.moved) {
                    events << new Event.StepProgress(number, host, i, (long) more.moved, 512_000_000)
                }
                events << new Event.StepFinished(number, host, i, (String) (more.exit ?: 'exit 0'), ms(50))
            }
            if (more.retried) {
                events << new Event.CallRetried(number, host, 1, ms(1000), 'exit 1')
            }
            events << new Event.CallFinished(number, host, outcome, more.ignored as boolean, more.unplanned as boolean, ms(60))
        }
        events << new Event.StageFinished(number, ms(1234))
        this
    }

    RecordedRun begin(int number, String title, List<String> hosts, Map more = [:]) {
        events << new Event.StageStarted(number, Optional.ofNullable((Integer) more.total), CallPath.of(at(number * 3), 0, number),
            (more.pass ?: 0) as int, title, hosts, more.newStage as boolean)
        this
    }

    RecordedRun add(Event... more) {
        events.addAll(more)
        this
    }

    RecordedRun finish(List<Summary.HostSummary> hosts, boolean interrupted = false) {
        hosts.each { events << new Event.HostFinished(it.host(), it.end()) }
        events << new Event.RunFinished(new Summary(hosts, interrupted), Optional.empty(), ms(3210))
        this
    }

    RecordedRun finish(Plan plan) {
        events << new Event.RunFinished(new Summary([], false), Optional.of(plan), ms(900))
        this
    }

    static Outcome changed() {
        new Outcome.Changed([Result.DONE])
    }

    static Outcome unchanged() {
        new Outcome.Unchanged([])
    }

    static Outcome failed(int line) {
        new Outcome.Failed(problem('Command ended with exit 2', line), [new Result(new Exit.Code(2), '', 'no', ms(3))])
    }

    static Summary.HostSummary host(Map counts = [:], String name, Event.End end = new Event.End.Done()) {
        new Summary.HostSummary(name, end, (counts.changed ?: 0) as int, (counts.unchanged ?: 0) as int,
            (counts.skipped ?: 0) as int, (counts.failed ?: 0) as int, (counts.lost ?: 0) as int, (counts.ignored ?: 0) as int,
            (counts.unplanned ?: 0) as int, [] as Set)
    }

    static Summary.HostSummary host(String name, Event.End end) {
        host([:], name, end)
    }

    static Step run(String script) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.empty())
    }

    static Step upload() {
        new Step.Upload(Content.text(DIFFERENCE.after()), DIFFERENCE.path(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.of(DIFFERENCE))
    }

    static Work work(Step... steps) {
        new Work(steps as List, [] as Set, [:], false)
    }

    static PlannedCall planned(String host, Prediction prediction, Options options = Options.NONE, String target = host) {
        def call = new Call(CallPath.of(at(1), 0, 1), 'files.put', Optional.of('/etc/motd'), [:], options, { Work.NONE })
        new PlannedCall(host, target, call, prediction)
    }

    /** A plan with every kind of prediction. */
    static Plan plan() {
        new Plan([
            new Stage(CallPath.of(at(3), 0, 1), 0, 'files.put /etc/motd', [
                planned('web-01', new Prediction.Changes(work(upload()))),
                planned('web-02', new Prediction.Changes(work(upload()))),
                planned('web-03', new Prediction.Unchanged('')),
                planned('db', new Prediction.Unchanged('when: is false'))]),
            new Stage(CallPath.of(at(5), 0, 2), 0, 'server.shell uptime', [
                planned('web-01', new Prediction.RunsAlways(work(run('uptime')))),
                planned('web-02', new Prediction.RunsAlways(work(run('uptime')))),
                planned('db', new Prediction.Depends([PSQL], work(run('psql -l')))) ]),
            new Stage(CallPath.of(at(8), 0, 3), 1, 'server.shell make-token', [
                planned('db', new Prediction.Changes(work(run('make-token ****'))),
                    Options.NONE.with(Option.SENSITIVE, true), 'web-01')]),
        ], [db: new Plan.Open('server.shell make-token', at(9))], [:], [:])
    }

    /** Every type of event once at least. */
    static List<Event> everything() {
        def record = new RecordedRun()
        def lost = problem('Connection lost', 9, 'reset by peer')
        record.start(Event.Mode.PLAN).connect().begin(1, 'server.shell uptime', WEB)
        record.add(new Event.CallPlanned(1, 'web-01', 'web-01', new Prediction.Unchanged('as wanted')),
            new Event.CallPlanned(1, 'web-02', 'db', new Prediction.Changes(work(run('x')))),
            new Event.CallPlanned(1, 'web-03', 'web-03', new Prediction.RunsAlways(work(run('x')))),
            new Event.CallPlanned(1, 'db', 'db', new Prediction.Depends([PSQL], work(run('x')))),
            new Event.CallPlanned(1, 'web-03', 'web-03', new Prediction.Fails(problem('Path is something else', 6))),
            new Event.StageFinished(1, ms(1)))
        record.finish(plan())
        record.start().unreachable('db', 'no route to host')
        record.add(new Event.FactsRead('web-01', ['OsRelease', 'Path /etc/motd'], ms(12)),
            new Event.HostAway('db', 'connection closed'),
            new Event.HostBack('db', ms(2500)),
            new Event.HostLost('web-03', lost),
            new Event.Message('web-01', at(4), 'hello'),
            new Event.Waiting(['web-02'], at(4), ms(6000)),
            new Event.Warning(problem('Directive is not supported', 2)))
        record.stage([('web-01'): changed(), ('web-02'): unchanged(), ('web-03'): new Outcome.Lost(lost), db: failed(6)],
            1, 'files.put /etc/motd', [steps: [upload(), run('reload')], output: 'ok\n', moved: 120_000_000, retried: true, total: 2])
        record.stage([('web-01'): new Outcome.Skipped('when: is false'), ('web-02'): new Outcome.NotReached()], 2, 'leave')
        record.finish([host('web-01', new Event.End.Done()), host('web-02', new Event.End.Left('enough')),
            host('web-03', new Event.End.Lost(lost)), host('db', new Event.End.Failed(lost)),
            host('a', new Event.End.NotReached()), host('b', new Event.End.Open(new Plan.Open('server.shell x', at(2))))])
        record.add(new Event.FactAnswered('web-01', 'OsRelease', [name: 'Debian', list: [1, 2.5, true, null], at: ms(1500)]),
            new Event.JobListed('web-01', new BackgroundJob('1a2b3c4d', 'backup', 'make-backup', 'root',
                Instant.parse('2026-11-21T01:00:00Z'), ms(61_000), BackgroundJob.State.RUNNING, -1)),
            new Event.HostListed(new Host('web-01', '10.0.0.1', 'ssh', [password: Secret.of('hidden')],
                [token: Secret.of('hidden'), ports: [80, 443]], ['web', 'all'], Options.NONE)),
            new Event.ValueExplained('web-01', 'port', new Event.Sourced([80], 'groups/web.yaml:3'), [new Event.Sourced('80', 'group all')]),
            new Event.FilesChecked(['deploy.groovy'], ms(300)),
            new Event.ProblemFound(problem('Unknown option', 1)))
        record.events
    }
}
