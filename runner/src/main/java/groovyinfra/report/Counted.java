package groovyinfra.report;

import groovyinfra.model.Outcome;

/** What outcomes are counted as, in the order in which they are named. */
enum Counted {
    CHANGED("changed", Tone.CHANGE),
    UNCHANGED("unchanged", Tone.GOOD),
    FAILED("failed", Tone.BAD),
    LOST("lost", Tone.BAD),
    NOT_REACHED("not reached", Tone.DOUBT),
    SKIPPED("skipped", Tone.FAINT);

    private final String word;
    private final Tone tone;

    Counted(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    static Counted of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> CHANGED;
            case Outcome.Unchanged unchanged -> UNCHANGED;
            case Outcome.Failed failed -> FAILED;
            case Outcome.Lost lost -> LOST;
            case Outcome.NotReached notReached -> NOT_REACHED;
            case Outcome.Skipped skipped -> SKIPPED;
        };
    }

    /** What a host as a whole is counted as. */
    static Counted of(Summary.HostSummary host) {
        return switch (host.end()) {
            case Event.End.Failed failed -> FAILED;
            case Event.End.Lost lost -> LOST;
            case Event.End.NotReached notReached -> NOT_REACHED;
            case Event.End.Left left -> SKIPPED;
            case Event.End.Done done -> host.changed() > 0 ? CHANGED : UNCHANGED;
            case Event.End.Open open -> host.changed() > 0 ? CHANGED : UNCHANGED;
        };
    }

    String word() {
        return word;
    }

    Tone tone() {
        return tone;
    }
}
