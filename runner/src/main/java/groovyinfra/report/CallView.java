package groovyinfra.report;

import groovyinfra.model.Difference;
import groovyinfra.model.Outcome;
import groovyinfra.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been heard of one host's call so far. Not thread-safe, as reporters are not. */
final class CallView {
    private final String target;
    private final List<StepView> steps = new ArrayList<>();
    private Optional<Event.CallFinished> end = Optional.empty();
    private Optional<Event.StepProgress> moving = Optional.empty();
    private int retries;

    /** A step and what it printed. */
    static final class StepView {
        final String shown;
        final Optional<Difference> difference;
        final Printed printed = new Printed(System.nanoTime());
        String exit = "";

        private StepView(Event.StepStarted started) {
            this.shown = started.shown();
            this.difference = started.difference();
        }
    }

    /** How a call ended, as far as hosts are told apart by it. */
    record Ending(String word, Tone tone, String note) {}

    CallView(String target) {
        this.target = target;
    }

    void on(Event.StepStarted event) {
        steps.add(new StepView(event));
    }

    /** Gives the lines that are to be shown at once. */
    List<String> on(Event.StepOutput event) {
        return steps.isEmpty() ? List.of() : steps.getLast().printed.add(event.text(), System.nanoTime());
    }

    /** Gives the lines that are to be shown at once. */
    List<String> on(Event.StepFinished event) {
        moving = Optional.empty();
        if (steps.isEmpty()) {
            return List.of();
        }
        steps.getLast().exit = event.exit();
        return steps.getLast().printed.end();
    }

    void on(Event.StepProgress event) {
        moving = Optional.of(event);
    }

    /** How far a file is that is under way, such as {@code 120/512 MB}. */
    Optional<String> moving() {
        return moving.map(it -> Bytes.of(it.done(), it.total()));
    }

    void retried() {
        retries++;
    }

    void on(Event.CallFinished event) {
        end = Optional.of(event);
    }

    boolean ended() {
        return end.isPresent();
    }

    List<StepView> steps() {
        return steps;
    }

    Optional<Problem> problem() {
        return end.flatMap(it -> switch (it.outcome()) {
            case Outcome.Failed failed -> Optional.of(failed.problem());
            case Outcome.Lost lost -> Optional.of(lost.problem());
            case Outcome.Changed changed -> Optional.empty();
            case Outcome.Unchanged unchanged -> Optional.empty();
            case Outcome.Skipped skipped -> Optional.empty();
            case Outcome.NotReached notReached -> Optional.empty();
        });
    }

    Outcome outcome() {
        return end.map(Event.CallFinished::outcome).orElseGet(Outcome.NotReached::new);
    }

    boolean ignored() {
        return end.map(Event.CallFinished::ignored).orElse(false);
    }

    Ending ending(String host) {
        List<String> notes = new ArrayList<>();
        if (!target.equals(host)) {
            notes.add("on " + target);
        }
        if (outcome() instanceof Outcome.Skipped(String reason) && !reason.isEmpty()) {
            notes.add(reason);
        }
        if (ignored()) {
            notes.add("ignored");
        }
        if (retries > 0) {
            notes.add(retries == 1 ? "after 1 retry" : "after " + retries + " retries");
        }
        if (end.map(Event.CallFinished::unplanned).orElse(false)) {
            notes.add("unplanned");
        }
        Counted kind = Counted.of(outcome());
        return new Ending(kind.word(), kind.tone(), String.join(", ", notes));
    }
}
