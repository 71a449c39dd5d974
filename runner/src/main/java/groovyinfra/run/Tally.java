package groovyinfra.run;

import groovyinfra.model.Outcome;
import groovyinfra.report.Event;
import groovyinfra.report.Summary;
import java.util.Set;

/** Counts the calls of one host. Of one thread. */
final class Tally {
    private int changed;
    private int unchanged;
    private int skipped;
    private int failed;
    private int unplanned;

    void count(Outcome outcome, boolean beyondPlan) {
        switch (outcome) {
            case Outcome.Changed it -> changed++;
            case Outcome.Unchanged it -> unchanged++;
            case Outcome.Skipped it -> skipped++;
            case Outcome.Failed it -> failed++;
            case Outcome.Lost it -> failed++;
            case Outcome.NotReached it -> {}
        }
        unplanned += beyondPlan ? 1 : 0;
    }

    /** One failure ended the host, if it failed; all others were ignored or caught. */
    Summary.HostSummary summary(String host, Event.End end, Set<String> needed) {
        boolean fatal = failed > 0 && (end instanceof Event.End.Failed || end instanceof Event.End.Lost);
        int ending = fatal ? 1 : 0;
        return new Summary.HostSummary(
                host, end, changed, unchanged, skipped, ending, failed - ending, unplanned, needed);
    }
}
