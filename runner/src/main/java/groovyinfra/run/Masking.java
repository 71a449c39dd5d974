package groovyinfra.run;

import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Call;
import groovyinfra.model.Command;
import groovyinfra.model.Difference;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Plan;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import groovyinfra.plan.Stage;
import groovyinfra.report.Event;
import groovyinfra.report.Masker;
import groovyinfra.report.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes the secrets out of events: every text in them that can come from a deploy file or a host. */
@SuppressWarnings("ReferenceEquality") // what is the same was not masked, and is not copied
final class Masking {
    private final Masker masker;

    Masking(Masker masker) {
        this.masker = masker;
    }

    Event of(Event event) {
        return switch (event) {
            case Event.HostUnreachable it -> new Event.HostUnreachable(it.host(), it.took(), of(it.problem()));
            case Event.HostLost it -> new Event.HostLost(it.host(), of(it.problem()));
            case Event.FactsRead it -> new Event.FactsRead(it.host(), each(it.facts(), this::of), it.took());
            case Event.StageStarted it ->
                new Event.StageStarted(
                        it.number(), it.total(), it.path(), it.pass(), of(it.title()), it.hosts(), it.unplanned());
            case Event.CallPlanned it -> new Event.CallPlanned(it.stage(), it.host(), it.target(), of(it.prediction()));
            case Event.StepStarted it ->
                new Event.StepStarted(
                        it.stage(),
                        it.host(),
                        it.step(),
                        of(it.shown()),
                        it.difference().map(this::of));
            case Event.StepOutput it ->
                new Event.StepOutput(it.stage(), it.host(), it.step(), it.error(), of(it.text()));
            case Event.CallRetried it ->
                new Event.CallRetried(it.stage(), it.host(), it.attempt(), it.pause(), of(it.reason()));
            case Event.CallFinished it ->
                new Event.CallFinished(
                        it.stage(), it.host(), of(it.outcome()), it.ignored(), it.unplanned(), it.took());
            case Event.Message it -> new Event.Message(it.host(), it.position(), of(it.text()));
            case Event.Warning it -> new Event.Warning(of(it.problem()));
            case Event.HostFinished it -> new Event.HostFinished(it.host(), of(it.end()));
            case Event.RunFinished it ->
                new Event.RunFinished(of(it.summary()), it.plan().map(this::of), it.took());
            case Event.RunStarted it -> it;
            case Event.HostConnecting it -> it;
            case Event.HostConnected it -> it;
            case Event.HostAway it -> new Event.HostAway(it.host(), of(it.cause()));
            case Event.HostBack it -> it;
            case Event.CallStarted it -> it;
            case Event.StepProgress it -> it;
            case Event.StepFinished it -> it;
            case Event.StageFinished it -> it;
            case Event.Waiting it -> it;
            case Event.ProblemFound it -> new Event.ProblemFound(of(it.problem()));
            case Event.FactAnswered it -> it;
            case Event.JobListed it -> new Event.JobListed(it.host(), of(it.job()));
            case Event.HostListed it -> it;
            case Event.ValueExplained it -> it;
            case Event.FilesChecked it -> it;
        };
    }

    String of(String text) {
        return masker.mask(text);
    }

    Problem of(Problem problem) {
        return new Problem(of(problem.summary()), problem.where(), of(problem.detail()), of(problem.attempt()));
    }

    /** What a record of a host tells is what it was once told. */
    private BackgroundJob of(BackgroundJob job) {
        return job.called(of(job.name()), of(job.command()));
    }

    private Difference of(Difference difference) {
        Optional<String> before = difference.before().map(this::of);
        String after = of(difference.after());
        String path = of(difference.path());
        boolean same = path.equals(difference.path())
                && before.equals(difference.before())
                && after.equals(difference.after());
        return same ? difference : new Difference(path, before, after);
    }

    private Event.End of(Event.End end) {
        return switch (end) {
            case Event.End.Failed(Problem problem) -> new Event.End.Failed(of(problem));
            case Event.End.Lost(Problem problem) -> new Event.End.Lost(of(problem));
            case Event.End.Left(String reason) -> new Event.End.Left(of(reason));
            case Event.End.Open(Plan.Open open) -> new Event.End.Open(new Plan.Open(of(open.call()), open.position()));
            case Event.End.Done done -> done;
            case Event.End.NotReached notReached -> notReached;
        };
    }

    private Outcome of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged(List<Result> results) -> new Outcome.Unchanged(results(results));
            case Outcome.Changed(List<Result> results) -> new Outcome.Changed(results(results));
            case Outcome.Failed(Problem problem, List<Result> results) ->
                new Outcome.Failed(of(problem), results(results));
            case Outcome.Skipped(String reason) -> new Outcome.Skipped(of(reason));
            case Outcome.Lost(Problem problem) -> new Outcome.Lost(of(problem));
            case Outcome.NotReached notReached -> notReached;
        };
    }

    private List<Result> results(List<Result> results) {
        return results.stream()
                .map(result -> new Result(
                        result.exit(),
                        of(result.stdout()),
                        of(result.stderr()),
                        result.took(),
                        result.stdoutFile(),
                        result.stderrFile()))
                .toList();
    }

    private Prediction of(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Unchanged it -> {
                String reason = of(it.reason());
                yield reason.equals(it.reason()) ? it : new Prediction.Unchanged(reason);
            }
            case Prediction.Changes it -> {
                Work work = of(it.work());
                yield work == it.work() ? it : new Prediction.Changes(work);
            }
            case Prediction.RunsAlways it -> {
                Work work = of(it.work());
                yield work == it.work() ? it : new Prediction.RunsAlways(work);
            }
            case Prediction.Depends it -> {
                List<Doubt> on = each(it.on(), this::of);
                Work work = of(it.work());
                yield on == it.on() && work == it.work() ? it : new Prediction.Depends(on, work);
            }
            case Prediction.Fails(Problem problem) -> new Prediction.Fails(of(problem));
        };
    }

    private Doubt of(Doubt doubt) {
        String about = of(doubt.about());
        String until = of(doubt.until());
        return about.equals(doubt.about()) && until.equals(doubt.until()) ? doubt : new Doubt(about, until);
    }

    private Work of(Work work) {
        List<Step> steps = each(work.steps(), this::of);
        return steps == work.steps() && work.assumptions().isEmpty()
                ? work
                : new Work(steps, work.touches(), Map.of(), work.always());
    }

    /** What has no secret in it is not copied: a plan may be large. */
    private static <T> List<T> each(List<T> all, UnaryOperator<T> masked) {
        List<T> changed = null;
        for (int i = 0; i < all.size(); i++) {
            T one = masked.apply(all.get(i));
            if (one != all.get(i)) {
                changed = changed == null ? new ArrayList<>(all) : changed;
                changed.set(i, one);
            }
        }
        return changed == null ? all : changed;
    }

    private Step of(Step step) {
        return switch (step) {
            case Step.Run run when isOpen(run) -> run;
            case Step.Run run -> {
                Command shown = Command.raw(of(run.shown()));
                yield run.stdin().isEmpty() && run.command().equals(shown)
                        ? run
                        : new Step.Run(shown, run.options(), Optional.empty());
            }
            case Step.Start start -> {
                Step.Run command = (Step.Run) of(start.command());
                String name = of(start.name());
                yield command == start.command() && name.equals(start.name())
                        ? start
                        : new Step.Start(start.id(), name, command);
            }
            case Step.Await await -> {
                String name = of(await.name());
                yield name.equals(await.name()) ? await : new Step.Await(await.job(), name);
            }
            case Step.Upload up -> {
                String path = of(up.path());
                Optional<Difference> difference = up.difference().map(this::of);
                yield path.equals(up.path()) && difference.equals(up.difference())
                        ? up
                        : new Step.Upload(up.content(), path, up.mode(), up.owner(), up.group(), difference);
            }
            case Step.Say say -> new Step.Say(of(say.text()));
            case Step.Local local -> new Step.Local(of(local.label()), local.action());
            case Step.Tree tree -> {
                String path = of(tree.path());
                List<Step.Tree.Member> members = each(tree.members(), this::of);
                yield path.equals(tree.path()) && members == tree.members()
                        ? tree
                        : new Step.Tree(path, members, tree.owner(), tree.group());
            }
            case Step.Download download -> {
                String path = of(download.path());
                String destination = of(download.destination().toString());
                yield path.equals(download.path())
                                && destination.equals(download.destination().toString())
                        ? download
                        : new Step.Download(path, Path.of(destination));
            }
            case Step.Reconnect reconnect -> reconnect;
        };
    }

    private Step.Tree.Member of(Step.Tree.Member member) {
        String path = of(member.path());
        return path.equals(member.path())
                ? member
                : new Step.Tree.Member(
                        path, member.content(), member.size(), member.mode(), member.uid(), member.gid());
    }

    /** Whether a command can be shown as it is. */
    private boolean isOpen(Step.Run run) {
        return masker.isEmpty() && run.stdin().isEmpty() && !run.command().hidesSomething();
    }

    private Plan of(Plan plan) {
        Map<String, Plan.Open> open = new LinkedHashMap<>();
        plan.open().forEach((host, it) -> open.put(host, new Plan.Open(of(it.call()), it.position())));
        Map<String, Problem> problems = new LinkedHashMap<>();
        plan.problems().forEach((host, problem) -> problems.put(host, of(problem)));
        Map<String, String> left = new LinkedHashMap<>();
        plan.left().forEach((host, reason) -> left.put(host, of(reason)));
        return new Plan(plan.stages().stream().map(this::of).toList(), open, problems, left);
    }

    private Stage of(Stage stage) {
        return new Stage(stage.path(), stage.pass(), of(stage.title()), each(stage.calls(), this::of));
    }

    private PlannedCall of(PlannedCall planned) {
        Call call = planned.call();
        Optional<String> subject = call.subject().map(this::of);
        Prediction prediction = of(planned.prediction());
        if (prediction == planned.prediction() && subject.equals(call.subject())) {
            return planned;
        }
        Call shown = new Call(call.path(), call.operation(), subject, Map.of(), call.options(), call.body());
        return new PlannedCall(planned.host(), planned.target(), shown, prediction);
    }

    private Summary of(Summary summary) {
        return new Summary(
                summary.hosts().stream()
                        .map(host -> new Summary.HostSummary(
                                host.host(),
                                of(host.end()),
                                host.changed(),
                                host.unchanged(),
                                host.skipped(),
                                host.failed(),
                                host.lost(),
                                host.ignored(),
                                host.unplanned(),
                                host.needed(),
                                host.jobs().stream()
                                        .map(it -> new Summary.Left(it.id(), of(it.name()), it.user()))
                                        .toList()))
                        .toList(),
                summary.interrupted());
    }
}
