package groovyinfra.report;

import groovyinfra.model.Identity;
import java.util.List;
import java.util.Set;

/**
 * How a run ended.
 *
 * @param hosts in inventory order
 * @param interrupted whether the user stopped it
 */
public record Summary(List<HostSummary> hosts, boolean interrupted) {
    public Summary {
        hosts = List.copyOf(hosts);
    }

    /** A job that a run has started and left on its host. */
    public record Left(String id, String name, Identity user) {}

    /**
     * How a run ended for one host: its calls by outcome.
     *
     * @param unplanned calls that the plan did not show, or not so
     * @param ignored failures that were ignored or caught
     * @param needed hosts whose published values it asked for
     * @param jobs those that were started and whose end was not waited for: they go on by themselves
     */
    public record HostSummary(
            String host,
            Event.End end,
            int changed,
            int unchanged,
            int skipped,
            int failed,
            int lost,
            int ignored,
            int unplanned,
            Set<String> needed,
            List<Left> jobs) {

        /** Of a host without jobs. */
        public HostSummary(
                String host,
                Event.End end,
                int changed,
                int unchanged,
                int skipped,
                int failed,
                int lost,
                int ignored,
                int unplanned,
                Set<String> needed) {
            this(host, end, changed, unchanged, skipped, failed, lost, ignored, unplanned, needed, List.of());
        }
    }
}
