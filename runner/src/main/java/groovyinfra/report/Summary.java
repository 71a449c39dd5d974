package groovyinfra.report;

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

    /**
     * How a run ended for one host: its calls by outcome.
     *
     * @param unplanned calls that the plan did not show, or not so
     * @param ignored failures that were ignored or caught
     * @param needed hosts whose published values it asked for
     */
    public record HostSummary(
            String host,
            Event.End end,
            int changed,
            int unchanged,
            int skipped,
            int failed,
            int ignored,
            int unplanned,
            Set<String> needed) {}
}
