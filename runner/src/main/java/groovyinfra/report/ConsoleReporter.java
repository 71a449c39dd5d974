package groovyinfra.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows a run to people: progress as it goes, the plan, the summary. */
public final class ConsoleReporter implements Reporter {
    private final Screen screen;
    private final Detail detail;
    private final Function<Summary, Optional<String>> next;
    private final StageViews stages = new StageViews();
    /** What calls that only look did in a plan, by stage and host. */
    private final Map<Integer, Map<String, Body>> looked = new HashMap<>();

    private final Connecting connecting;
    private final Gathered gathered;
    private Event.Mode mode = Event.Mode.APPLY;
    private Detail present;

    /**
     * A reporter for one run, with or without its plan.
     *
     * @param next the command to type after a run that ended so
     */
    public ConsoleReporter(Screen screen, Detail detail, Function<Summary, Optional<String>> next) {
        this.screen = screen;
        this.detail = detail;
        this.present = detail;
        this.next = next;
        this.connecting = new Connecting(screen, detail);
        this.gathered = new Gathered(screen, detail);
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.RunStarted started -> start(started);
            case Event.HostConnecting host -> connecting.on(host);
            case Event.HostConnected host -> connecting.on(host);
            case Event.HostUnreachable host -> connecting.on(host, gathered);
            case Event.HostLost lost -> gathered.last(lost.host(), lost.problem());
            case Event.HostAway away -> gathered.away(away);
            case Event.HostBack back -> gathered.back(back);
            case Event.FactsRead read -> gathered.facts(read);
            case Event.StageStarted started -> start(started);
            case Event.CallStarted started -> stages.stage(started.stage()).ifPresent(stage -> stage.begin(started));
            case Event.CallPlanned planned -> {}
            case Event.StepStarted step -> call(step.stage(), step.host()).ifPresent(call -> call.on(step));
            case Event.StepOutput step -> output(step);
            case Event.StepProgress moving ->
                stages.stage(moving.stage()).ifPresent(stage -> {
                    stage.call(moving.host()).on(moving);
                    progress(stage);
                });
            case Event.StepFinished step ->
                call(step.stage(), step.host()).ifPresent(call -> live(step.host(), call.on(step)));
            case Event.CallRetried retried -> retried(retried);
            case Event.CallFinished finished -> finish(finished);
            case Event.StageFinished finished -> finish(finished);
            case Event.Message message -> gathered.message(message);
            case Event.Waiting waiting -> waiting(waiting);
            case Event.Warning warning -> gathered.warning(warning.problem());
            case Event.HostFinished host -> finish(host);
            case Event.RunFinished finished -> finish(finished);
            case Event.FactAnswered answer -> {}
            case Event.JobListed job -> {}
            case Event.HostListed host -> {}
            case Event.ValueExplained value -> {}
            case Event.FilesChecked checked -> {}
            case Event.ProblemFound found -> gathered.found(found.problem());
        }
    }

    private void start(Event.RunStarted started) {
        boolean again = mode == Event.Mode.PLAN && started.mode() == Event.Mode.APPLY;
        mode = started.mode();
        present = again ? detail.afterPlan() : detail;
        stages.clear();
        looked.clear();
        connecting.start(started);
        gathered.begin(started.hosts());
        if (detail.quiet()) {
            return;
        }
        if (again) {
            screen.note(Line.of("applying to " + Hosts.count(started.hosts().size(), "host")));
            return;
        }
        String verb = mode == Event.Mode.PLAN ? "plan " : "run ";
        screen.note(Line.of(verb + String.join(" ", started.files()) + ", inventory " + started.inventory() + ", "
                + Hosts.count(started.hosts().size(), "host") + ", parallel " + started.parallel() + ", handshakes "
                + started.handshakes()));
        if (detail.onePass()) {
            screen.note(Line.of(Tone.FAINT, "one pass: facts are read, differences shown and changes made as it goes"));
        }
    }

    private void start(Event.StageStarted started) {
        connecting.end(gathered);
        gathered.flush();
        progress(stages.start(started));
    }

    private void output(Event.StepOutput step) {
        if (detail.output()) {
            call(step.stage(), step.host()).ifPresent(call -> live(step.host(), call.on(step)));
        }
    }

    private void live(String host, List<String> lines) {
        lines.forEach(line ->
                screen.note(Line.of("      ").add(Tone.FAINT, host + " | ").add(line)));
    }

    private void retried(Event.CallRetried retried) {
        call(retried.stage(), retried.host()).ifPresent(CallView::retried);
        if (detail.commands()) {
            screen.note(Line.of("      ")
                    .add(
                            Tone.FAINT,
                            "attempt " + retried.attempt() + " on " + retried.host() + " failed (" + retried.reason()
                                    + "), again in " + Took.text(retried.pause())));
        }
    }

    private void finish(Event.CallFinished finished) {
        stages.stage(finished.stage()).ifPresent(stage -> {
            stage.end(finished);
            int every = Math.max(1, stage.total() / 50);
            if (stage.ended() % every == 0 || stage.total() - stage.ended() < 10) {
                progress(stage);
            }
        });
    }

    private void finish(Event.StageFinished finished) {
        Optional<StageView> stage = stages.finish(finished);
        screen.live(new Line());
        if (mode == Event.Mode.APPLY) {
            stage.ifPresent(it -> finish(it, finished.took()));
        } else if (detail.commands()) {
            stage.ifPresent(it -> looked.put(finished.stage(), it.bodies(detail)));
        }
        stages.latest().ifPresent(this::progress);
    }

    private void finish(StageView stage, Duration took) {
        if (!detail.quiet()) {
            StageText.lines(stage, present, took, screen.outcomes()).forEach(screen::note);
        }
        stage.failures(false).forEach(gathered::problem);
        stage.failures(true).forEach(gathered::ignored);
        gathered.inOrder();
    }

    private void finish(Event.HostFinished host) {
        switch (host.end()) {
            case Event.End.Failed failed -> gathered.last(host.host(), failed.problem());
            case Event.End.Lost lost -> gathered.last(host.host(), lost.problem());
            case Event.End.Done done -> {}
            case Event.End.Open open -> {}
            case Event.End.Left left -> {}
            case Event.End.NotReached notReached -> {}
        }
    }

    private void waiting(Event.Waiting waiting) {
        if (!detail.quiet()) {
            screen.passing(Line.of(
                    Tone.FAINT,
                    "waiting for " + Hosts.folded(waiting.hosts()) + ", last at "
                            + waiting.position().shown() + " (" + Took.text(waiting.since()) + ")"));
        }
    }

    private void finish(Event.RunFinished finished) {
        screen.live(new Line());
        connecting.end(gathered);
        gathered.flush();
        if (finished.plan().isPresent() && !finished.summary().interrupted()) {
            List<Line> lines = new ArrayList<>();
            if (!detail.quiet()) {
                lines.addAll(PlanText.stages(finished.plan().get(), looked, detail));
                lines.add(new Line());
            }
            lines.add(PlanText.counts(finished.plan().get()));
            lines.forEach(screen::result);
        } else {
            summary(finished.summary(), finished.took());
        }
    }

    private void summary(Summary summary, Duration took) {
        if (!detail.quiet()) {
            screen.result(new Line());
            SummaryText.tables(summary, stages.rows()).forEach(screen::result);
        }
        screen.result(SummaryText.all(summary, stages.rows(), took));
        SummaryText.jobs(summary).forEach(screen::result);
        next.apply(summary)
                .ifPresent(it -> screen.result(Line.of(Tone.STRONG, "Next: ").add(it)));
    }

    private void progress(StageView stage) {
        if (!detail.quiet() && screen.isLive()) {
            screen.live(
                    mode == Event.Mode.PLAN
                            ? Line.of("planning ").add(StageText.progress(stage))
                            : StageText.progress(stage));
        }
    }

    private Optional<CallView> call(int stage, String host) {
        return stages.stage(stage).map(it -> it.call(host));
    }
}
