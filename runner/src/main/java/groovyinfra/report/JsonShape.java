package groovyinfra.report;

import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Difference;
import groovyinfra.model.Exit;
import groovyinfra.model.Host;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.Result;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import groovyinfra.plan.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What events look like in JSON: maps, lists, texts, numbers. */
final class JsonShape {

    /** {@code stageStarted} and so on: the name of the event. */
    String type(Event event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The fields of an event. */
    Map<String, Object> of(Event event) {
        return switch (event) {
            case Event.RunStarted it ->
                fields("mode", it.mode().name().toLowerCase(Locale.ROOT))
                        .and("files", it.files())
                        .and("inventory", it.inventory())
                        .and("hosts", it.hosts())
                        .and("parallel", it.parallel())
                        .and("handshakes", it.handshakes());
            case Event.HostConnecting it -> fields("host", it.host());
            case Event.HostConnected it -> fields("host", it.host()).and("took", it.took());
            case Event.HostUnreachable it ->
                fields("host", it.host()).and("took", it.took()).and("problem", it.problem());
            case Event.HostLost it -> fields("host", it.host()).and("problem", it.problem());
            case Event.HostAway it -> fields("host", it.host()).and("cause", it.cause());
            case Event.HostBack it -> fields("host", it.host()).and("away", it.away());
            case Event.FactsRead it ->
                fields("host", it.host()).and("facts", it.facts()).and("took", it.took());
            case Event.StageStarted it -> stage(it);
            case Event.CallStarted it -> call(it.stage(), it.host()).and("target", it.target());
            case Event.CallPlanned it ->
                call(it.stage(), it.host()).and("target", it.target()).and("prediction", prediction(it.prediction()));
            case Event.StepStarted it ->
                step(it.stage(), it.host(), it.step())
                        .and("shown", it.shown())
                        .and(
                                "difference",
                                it.difference().map(JsonShape::difference).orElse(null));
            case Event.StepOutput it ->
                step(it.stage(), it.host(), it.step())
                        .and("stream", it.error() ? "stderr" : "stdout")
                        .and("text", it.text());
            case Event.StepProgress it ->
                step(it.stage(), it.host(), it.step()).and("done", it.done()).and("total", it.total());
            case Event.StepFinished it ->
                step(it.stage(), it.host(), it.step()).and("exit", it.exit()).and("took", it.took());
            case Event.CallRetried it ->
                call(it.stage(), it.host())
                        .and("attempt", it.attempt())
                        .and("pause", it.pause())
                        .and("reason", it.reason());
            case Event.CallFinished it ->
                call(it.stage(), it.host())
                        .and("outcome", outcome(it.outcome()))
                        .and("ignored", it.ignored())
                        .and("unplanned", it.unplanned())
                        .and("took", it.took());
            case Event.StageFinished it -> fields("stage", it.stage()).and("took", it.took());
            case Event.Message it ->
                fields("host", it.host())
                        .and("position", it.position().toString())
                        .and("text", it.text());
            case Event.Waiting it ->
                fields("hosts", it.hosts())
                        .and("position", it.position().toString())
                        .and("since", it.since());
            case Event.Warning it -> fields("problem", it.problem());
            case Event.HostFinished it -> fields("host", it.host()).and("end", end(it.end()));
            case Event.RunFinished it ->
                fields("summary", summary(it.summary()))
                        .and("plan", it.plan().map(JsonShape::plan).orElse(null))
                        .and("took", it.took());
            case Event.FactAnswered it ->
                fields("host", it.host()).and("fact", it.fact()).and("value", it.value());
            case Event.JobListed it -> job(it.host(), it.job());
            case Event.HostListed it -> host(it.host());
            case Event.ValueExplained it ->
                fields("host", it.host())
                        .and("key", it.key())
                        .and("value", it.value().value())
                        .and("source", it.value().source())
                        .and("insteadOf", it.insteadOf());
            case Event.FilesChecked it -> fields("files", it.files()).and("took", it.took());
            case Event.ProblemFound it -> fields("problem", it.problem());
        };
    }

    private static JsonFields fields(String name, Object value) {
        return new JsonFields().and(name, value);
    }

    private static JsonFields call(int stage, String host) {
        return fields("stage", stage).and("host", host);
    }

    private static JsonFields step(int stage, String host, int step) {
        return call(stage, host).and("step", step);
    }

    private static JsonFields stage(Event.StageStarted it) {
        return fields("stage", it.number())
                .and("total", it.total().orElse(null))
                .and("path", it.path().places())
                .and("position", it.path().position().toString())
                .and("pass", it.pass())
                .and("title", it.title())
                .and("hosts", it.hosts())
                .and("unplanned", it.unplanned());
    }

    private static JsonFields host(Host host) {
        return fields("host", host.name())
                .and("address", host.address())
                .and("connector", host.connector())
                .and("groups", host.groups())
                .and("data", host.data());
    }

    private static JsonFields job(String host, BackgroundJob job) {
        return fields("host", host)
                .and("id", job.id())
                .and("name", job.name())
                .and("command", job.command())
                .and("user", job.user())
                .and("started", job.started().toString())
                .and("state", job.state().word())
                .and("code", job.exitCode() < 0 ? null : job.exitCode())
                .and("took", job.took());
    }

    private static JsonFields difference(Difference it) {
        return fields("path", it.path()).and("before", it.before().orElse("")).and("after", it.after());
    }

    private static JsonFields outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged it -> fields("kind", "unchanged").and("results", results(it.results()));
            case Outcome.Changed it -> fields("kind", "changed").and("results", results(it.results()));
            case Outcome.Failed it ->
                fields("kind", "failed").and("problem", it.problem()).and("results", results(it.results()));
            case Outcome.Skipped it -> fields("kind", "skipped").and("reason", it.reason());
            case Outcome.Lost it -> fields("kind", "lost").and("problem", it.problem());
            case Outcome.NotReached it -> fields("kind", "notReached");
        };
    }

    private static List<JsonFields> results(List<Result> results) {
        return results.stream()
                .map(it -> fields("exit", it.exit().shown())
                        .and("code", it.exit() instanceof Exit.Code(int code) ? code : null)
                        .and("stdout", it.stdout())
                        .and("stderr", it.stderr())
                        .and("took", it.took()))
                .toList();
    }

    private static JsonFields prediction(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Unchanged it -> fields("kind", "unchanged").and("reason", it.reason());
            case Prediction.Changes it -> fields("kind", "changes");
            case Prediction.RunsAlways it -> fields("kind", "always");
            case Prediction.Depends it ->
                fields("kind", "depends")
                        .and("on", it.on().stream().map(Doubt::about).distinct().toList())
                        .and(
                                "until",
                                it.on().stream().map(Doubt::until).distinct().toList());
            case Prediction.Fails it -> fields("kind", "fails").and("problem", problem(it.problem()));
        };
    }

    private static List<JsonFields> steps(PlannedCall call) {
        return PlannedStep.of(call).stream()
                .map(step -> fields("shown", step.shown())
                        .and(
                                "difference",
                                step.difference().map(JsonShape::difference).orElse(null)))
                .toList();
    }

    private static JsonFields end(Event.End end) {
        return switch (end) {
            case Event.End.Done it -> fields("kind", "done");
            case Event.End.Open it -> fields("kind", "open").and("on", open(it.on()));
            case Event.End.Failed it -> fields("kind", "failed").and("problem", it.problem());
            case Event.End.Lost it -> fields("kind", "lost").and("problem", it.problem());
            case Event.End.Left it -> fields("kind", "left").and("reason", it.reason());
            case Event.End.NotReached it -> fields("kind", "notReached");
        };
    }

    private static JsonFields open(Plan.Open open) {
        return fields("call", open.call()).and("position", open.position().toString());
    }

    private static JsonFields summary(Summary summary) {
        return fields("interrupted", summary.interrupted())
                .and(
                        "hosts",
                        summary.hosts().stream()
                                .map(it -> fields("host", it.host())
                                        .and("end", end(it.end()))
                                        .and("changed", it.changed())
                                        .and("unchanged", it.unchanged())
                                        .and("skipped", it.skipped())
                                        .and("failed", it.failed())
                                        .and("lost", it.lost())
                                        .and("ignored", it.ignored())
                                        .and("unplanned", it.unplanned())
                                        .and(
                                                "jobs",
                                                it.jobs().stream()
                                                        .map(job -> fields("id", job.id())
                                                                .and("name", job.name()))
                                                        .toList()))
                                .toList());
    }

    private static JsonFields plan(Plan plan) {
        PlanCounts counts = PlanCounts.of(plan);
        JsonFields open = new JsonFields();
        plan.open().forEach((host, it) -> open.and(host, open(it)));
        JsonFields left = new JsonFields();
        plan.left().forEach(left::and);
        return fields("changes", counts.changes())
                .and("unchanged", counts.unchanged())
                .and("always", counts.always())
                .and("unknown", counts.unknown())
                .and("fails", counts.fails())
                .and("stages", plan.stages().stream().map(JsonShape::stage).toList())
                .and("open", open)
                .and("left", left);
    }

    private static JsonFields stage(Stage stage) {
        return fields("title", stage.title())
                .and("position", stage.path().position().toString())
                .and("pass", stage.pass())
                .and("calls", stage.calls().stream().map(JsonShape::call).toList());
    }

    private static JsonFields call(PlannedCall it) {
        return fields("host", it.host())
                .and("target", it.target())
                .and("operation", it.call().operation())
                .and("prediction", prediction(it.prediction()))
                .and("steps", steps(it));
    }

    static JsonFields problem(Problem problem) {
        return fields("summary", problem.summary())
                .and("host", problem.where().host().orElse(null))
                .and(
                        "position",
                        problem.where().position().map(Object::toString).orElse(null))
                .and("detail", problem.detail())
                .and("try", Advice.sentence(problem.attempt()));
    }
}
