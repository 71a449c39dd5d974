package groovyinfra.run;

import groovyinfra.model.Exit;
import groovyinfra.model.Identity;
import groovyinfra.model.Outcome;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import groovyinfra.report.Event;
import groovyinfra.report.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the calls of one host. Of one thread. */
final class Tally {
    private int changed;
    private int unchanged;
    private int skipped;
    private int failed;
    private boolean lost; // the last one of them
    private int unplanned;
    private final Map<String, Summary.Left> jobs = new LinkedHashMap<>(); // by id

    void count(Outcome outcome, boolean beyondPlan) {
        switch (outcome) {
            case Outcome.Changed it -> changed++;
            case Outcome.Unchanged it -> unchanged++;
            case Outcome.Skipped it -> skipped++;
            case Outcome.Failed it -> failed(false);
            case Outcome.Lost it -> failed(true);
            case Outcome.NotReached it -> {}
        }
        unplanned += beyondPlan ? 1 : 0;
    }

    private void failed(boolean asLost) {
        failed++;
        lost = asLost;
    }

    /** Takes note of jobs that begin, and of those whose end was waited for. */
    void jobs(Work work, Outcome outcome, Identity user) {
        List<Result> results = new Settled(outcome).results();
        for (int i = 0; i < Math.min(results.size(), work.steps().size()); i++) {
            boolean over = results.get(i).exit() instanceof Exit.Code;
            if (work.steps().get(i) instanceof Step.Start start && outcome instanceof Outcome.Changed) {
                jobs.put(start.id(), new Summary.Left(start.id(), start.name(), user));
            } else if (over && work.steps().get(i) instanceof Step.Await await) {
                jobs.values()
                        .removeIf(it -> it.id().equals(await.job()) || it.name().equals(await.job()));
            }
        }
    }

    /** The last failure ended the host, if it failed; all others were ignored or caught. */
    Summary.HostSummary summary(String host, Event.End end, Set<String> needed) {
        boolean fatal = failed > 0 && (end instanceof Event.End.Failed || end instanceof Event.End.Lost);
        int ending = fatal ? 1 : 0;
        return new Summary.HostSummary(
                host,
                end,
                changed,
                unchanged,
                skipped,
                lost ? 0 : ending,
                lost ? ending : 0,
                failed - ending,
                unplanned,
                needed,
                List.copyOf(jobs.values()));
    }
}
