package groovyinfra.report;

import groovyinfra.plan.Plan;
import groovyinfra.plan.Prediction;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Calls of a plan by what is known of them.
 *
 * @param until what the unknown ones wait for
 * @param fails those that would fail, as their hosts are now
 * @param unplanned hosts that could not be planned
 */
public record PlanCounts(
        int changes, int unchanged, int always, int unknown, Set<String> until, int fails, int unplanned) {
    private static final int MOST = 5;

    /** Counts a plan. */
    public static PlanCounts of(Plan plan) {
        int[] counts = new int[5];
        Set<String> until = new LinkedHashSet<>();
        plan.stages().stream().flatMap(stage -> stage.calls().stream()).forEach(call -> {
            switch (call.prediction()) {
                case Prediction.Changes changes -> counts[0]++;
                case Prediction.Unchanged unchanged -> counts[1]++;
                case Prediction.RunsAlways always -> counts[2]++;
                case Prediction.Depends depends -> {
                    counts[3]++;
                    depends.on().forEach(doubt -> until.add(doubt.until()));
                }
                case Prediction.Fails fails -> counts[4]++;
            }
        });
        plan.open().values().forEach(open -> until.add(PlanText.place(open)));
        return new PlanCounts(
                counts[0],
                counts[1],
                counts[2],
                counts[3] + plan.open().size(),
                until,
                counts[4],
                plan.problems().size());
    }

    /** Whether a run would do nothing. */
    public boolean nothing() {
        return changes + always + unknown == 0;
    }

    /** {@code 3 to change, 40 unchanged, 2 always run, 1 unknown until ..}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(changes + " to change, " + unchanged + " unchanged, " + always + " always run");
        if (unknown > 0) {
            text.append(", " + unknown + " unknown until " + Reasons.text(until, MOST));
        }
        if (fails > 0) {
            text.append(", " + fails + " would fail");
        }
        if (unplanned > 0) {
            text.append(", " + Hosts.count(unplanned, "host") + " not planned");
        }
        return text.toString();
    }
}
