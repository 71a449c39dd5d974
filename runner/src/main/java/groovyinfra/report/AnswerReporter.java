package groovyinfra.report;

import groovyinfra.model.Exit;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what hosts answer to one command or one fact: equal answers once, under the names of their hosts. */
public final class AnswerReporter implements Reporter {
    private final Screen screen;
    private final Detail detail;
    private final Connecting connecting;
    private final Gathered gathered;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final JobTable jobs = new JobTable();
    private List<String> hosts = List.of();

    /** What a host says: a remark for the headline, and lines. */
    private record Answer(String note, List<String> out, List<String> err) {}

    /** A reporter for one run. */
    public AnswerReporter(Screen screen, Detail detail) {
        this.screen = screen;
        this.detail = detail;
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
            case Event.HostLost lost -> gathered.problem(lost.host(), lost.problem());
            case Event.HostAway away -> gathered.away(away);
            case Event.HostBack back -> gathered.back(back);
            case Event.StageStarted started -> {
                connecting.end(gathered);
                progress();
            }
            case Event.CallFinished finished -> finish(finished);
            case Event.FactAnswered answer ->
                answers.put(answer.host(), new Answer("", ValueText.lines(answer.value()), List.of()));
            case Event.JobListed job -> jobs.add(job);
            case Event.HostFinished host -> finish(host);
            case Event.Warning warning -> gathered.warning(warning.problem());
            case Event.Waiting waiting -> waiting(waiting);
            case Event.ProblemFound found -> gathered.found(found.problem());
            case Event.RunFinished finished -> finish(finished);
            default -> {}
        }
    }

    private void start(Event.RunStarted started) {
        hosts = started.hosts();
        connecting.start(started);
        if (!detail.quiet()) {
            screen.say(String.join(" ", started.files()) + ", inventory " + started.inventory() + ", "
                    + Hosts.count(hosts.size(), "host") + ", parallel " + started.parallel() + ", handshakes "
                    + started.handshakes());
        }
    }

    private void waiting(Event.Waiting waiting) {
        if (!detail.quiet()) {
            screen.passing(Line.of(
                    Tone.FAINT,
                    "waiting for " + Hosts.folded(waiting.hosts()) + " (" + Took.text(waiting.since()) + ")"));
        }
    }

    private void finish(Event.CallFinished finished) {
        switch (finished.outcome()) {
            case Outcome.Changed(List<Result> results) -> answer(finished.host(), results);
            case Outcome.Unchanged(List<Result> results) -> answer(finished.host(), results);
            case Outcome.Failed(Problem problem, List<Result> results) -> {
                boolean ended = !results.isEmpty() && results.getLast().exit() instanceof Exit.Code;
                if (ended) {
                    answer(finished.host(), results);
                } else {
                    gathered.problem(finished.host(), problem);
                }
            }
            case Outcome.Lost(Problem problem) -> gathered.problem(finished.host(), problem);
            case Outcome.Skipped skipped -> {}
            case Outcome.NotReached notReached -> {}
        }
        progress();
    }

    private void progress() {
        if (!detail.quiet()) {
            screen.live(Line.of("answered [" + answers.size() + "/" + hosts.size() + "]"));
        }
    }

    private void answer(String host, List<Result> results) {
        Result last = results.isEmpty() ? Result.DONE : results.getLast();
        String note = last.getExitCode() == 0 ? "" : last.exit().shown();
        answers.put(host, new Answer(note, split(last.stdout()), split(last.stderr())));
    }

    private static List<String> split(String text) {
        return Harmless.text(text).stripTrailing().lines().toList();
    }

    /** A host that failed without an answer; one that answered has shown how. */
    private void finish(Event.HostFinished host) {
        if (answers.containsKey(host.host())) {
            return;
        }
        if (host.end() instanceof Event.End.Failed(Problem problem)) {
            gathered.problem(host.host(), problem);
        } else if (host.end() instanceof Event.End.Lost(Problem problem)) {
            gathered.problem(host.host(), problem);
        }
    }

    private void finish(Event.RunFinished finished) {
        screen.live(new Line());
        connecting.end(gathered);
        jobs.lines().forEach(screen::result);
        show();
        if (finished.summary().interrupted()) {
            screen.result(interrupted(finished.took()));
        }
    }

    /** Who has not answered when the user stopped it. */
    private Line interrupted(Duration took) {
        List<String> silent =
                hosts.stream().filter(host -> !answers.containsKey(host)).toList();
        String who = silent.isEmpty() ? "" : ", not " + Hosts.folded(silent);
        return Line.of(Tone.BAD, "Interrupted: ")
                .add(Hosts.count(answers.size(), "host") + " of " + hosts.size() + " answered" + who + ", "
                        + Took.text(took));
    }

    private void show() {
        Map<Answer, List<String>> groups = new LinkedHashMap<>();
        for (String host : hosts) {
            if (answers.containsKey(host)) {
                groups.computeIfAbsent(answers.get(host), key -> new ArrayList<>())
                        .add(host);
            }
        }
        groups.forEach((answer, names) -> lines(answer, names).forEach(screen::result));
    }

    private static List<Line> lines(Answer answer, List<String> names) {
        Line head = Line.of(Tone.STRONG, Hosts.folded(names) + ":");
        if (!answer.note.isEmpty()) {
            head.add(" ").add(Tone.BAD, answer.note);
        }
        List<Line> lines = new ArrayList<>(List.of(head));
        if (answer.note.isEmpty() && answer.err.isEmpty() && answer.out.size() == 1) {
            head.add(" ").add(answer.out.getFirst());
            return lines;
        }
        answer.out.forEach(line -> lines.add(Line.of("  " + line)));
        answer.err.forEach(line -> lines.add(Line.of(Tone.BAD, "  ! ").add(line)));
        return lines;
    }
}
