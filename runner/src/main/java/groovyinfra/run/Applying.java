package groovyinfra.run;

import groovyinfra.connect.NoIdentity;
import groovyinfra.model.Call;
import groovyinfra.model.Exit;
import groovyinfra.model.Option;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import groovyinfra.report.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Carries calls out on their hosts: looks, works out the steps, runs them, tries again where the call says so. */
final class Applying {
    private static final Condition UNTIL = new Condition(Option.RETRY_UNTIL);
    private static final Condition CHANGED = new Condition(Option.CHANGED_IF);

    private final String host;
    private final Events events;
    private final Sensitive sensitive;
    private final Pauses pauses;
    private final CountDownLatch stopped;

    /** What came of a call, and what was to be done for it. */
    record Applied(Outcome outcome, Work work) {}

    /** On the host of this name; tries nothing again as soon as this is open. */
    Applying(String host, Events events, Sensitive sensitive, Pauses pauses, CountDownLatch stopped) {
        this.host = host;
        this.events = events;
        this.sensitive = sensitive;
        this.pauses = pauses;
        this.stopped = stopped;
    }

    Applied apply(Call call, Target target, int stage) {
        Optional<String> unwanted = new Wanted(call, target, new CallFacts(target.facts(), call.options())).unless();
        if (unwanted.isPresent()) {
            return new Applied(new Outcome.Skipped(unwanted.get()), Work.NONE);
        }
        Duration pause = call.options().get(Option.RETRY_DELAY).orElse(Duration.ofSeconds(1));
        int retries = call.options()
                .get(Option.RETRIES)
                .orElse(call.options().get(Option.RETRY_UNTIL).isPresent() ? 3 : 0);
        for (int attempt = 1; ; attempt++, pause = pause.multipliedBy(2)) {
            Applied applied = attempt(call, target, stage);
            Optional<String> again = again(call, applied.outcome());
            if (again.isEmpty() || attempt > retries) {
                return again.isPresent() ? exhausted(applied, attempt) : applied;
            }
            events.emit(new Event.CallRetried(stage, host, attempt, pause, again.get()));
            if (!pauses.pause(pause, stopped)) {
                return exhausted(applied, attempt);
            }
        }
    }

    private static Optional<String> again(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> Optional.of(failed.problem().summary());
            case Outcome.Changed(List<Result> results) -> unsatisfied(call, results);
            case Outcome.Unchanged(List<Result> results) -> unsatisfied(call, results);
            case Outcome.Skipped skipped -> Optional.empty();
            case Outcome.Lost lost -> Optional.empty();
            case Outcome.NotReached notReached -> Optional.empty();
        };
    }

    private static Optional<String> unsatisfied(Call call, List<Result> results) {
        return results.isEmpty() || UNTIL.of(results.getLast(), call.options()).orElse(true)
                ? Optional.empty()
                : Optional.of("retryUntil is not satisfied");
    }

    private static Applied exhausted(Applied applied, int attempts) {
        if (applied.outcome() instanceof Outcome.Failed) {
            return applied;
        }
        Problem problem = new Problem(
                "Condition was not reached",
                Problem.Where.NOWHERE,
                "retryUntil was still false after " + attempts + " attempts",
                "Give more retries, or a longer retryDelay.");
        return new Applied(new Outcome.Failed(problem, new Settled(applied.outcome()).results()), applied.work());
    }

    private Applied attempt(Call call, Target target, int stage) {
        Work work = Work.NONE;
        try {
            Work wanted = target.work(call, new CallFacts(target.facts(), call.options()));
            wanted.refusal().ifPresent(it -> {
                throw new ProblemException(it);
            });
            work = wanted;
            List<Result> results = carryOut(call, target, stage, work.steps());
            return new Applied(outcome(call, work, results), work);
        } catch (ProblemException failed) {
            // Who stops the run gives no password any more.
            boolean unasked = failed instanceof NoIdentity && stopped.getCount() == 0;
            return new Applied(
                    unasked
                            ? new Outcome.NotReached()
                            : new Outcome.Failed(failed.problems().getFirst(), List.of()),
                    work);
        } finally {
            if (!work.steps().isEmpty() && !call.onlyLooks(work)) {
                target.facts().changed(work.touches());
            }
        }
    }

    private static Outcome outcome(Call call, Work work, List<Result> results) {
        if (!results.isEmpty() && results.getLast().exit() instanceof Exit.Lost lost) {
            return new Outcome.Lost(HostRun.lost(lost));
        }
        Optional<Problem> failure = Judgement.of(call, work.steps(), results);
        if (failure.isPresent()) {
            return new Outcome.Failed(failure.get(), results);
        }
        boolean changed = !work.steps().isEmpty() && !work.touches().isEmpty() && !call.onlyLooks(work);
        boolean counts = !results.isEmpty()
                && CHANGED.of(results.getLast(), call.options()).orElse(true);
        return changed && counts ? new Outcome.Changed(results) : new Outcome.Unchanged(results);
    }

    private static boolean onHost(Step step) {
        return !(step instanceof Step.Local || step instanceof Step.Say);
    }

    /** Steps on the host go together as far as possible; steps on the controller stand between them. */
    private List<Result> carryOut(Call call, Target target, int stage, List<Step> steps) {
        List<Result> results = new ArrayList<>();
        for (int next = 0; next < steps.size(); next = results.size()) {
            int from = next;
            int to = from + 1;
            StepEvents progress = new StepEvents(events, stage, host, call, steps, from);
            if (steps.get(from) instanceof Step.Local local) {
                results.add(progress.around(local));
            } else if (steps.get(from) instanceof Step.Say say) {
                results.add(progress.said(say));
            } else {
                while (to < steps.size() && onHost(steps.get(to))) {
                    to++;
                }
                results.addAll(target.session().carryOut(steps.subList(from, to), call.options(), progress));
            }
            sensitive.keep(call, results.subList(from, results.size()));
            if (results.size() < to || Judgement.of(call, steps, results).isPresent()) {
                break;
            }
        }
        return results;
    }
}
