import java.util.Locale;

/**
 * One run of a tool.
 *
 * @param roundTrip milliseconds
 * @param wall seconds
 * @param cpu seconds of the tool with its children
 * @param hostsCpu seconds of the hosts' servers with all that they started
 * @param memory MiB of the tool with its children, at most
 * @param failed whether it ended with a failure: its figures say nothing
 */
record Sample(
        String tool,
        String task,
        int hosts,
        int roundTrip,
        double wall,
        double cpu,
        double hostsCpu,
        long memory,
        boolean failed) {

    String shown() {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d hosts, %d ms: %.2f s, CPU %.2f s, hosts %.2f s, %d MiB%s",
                tool,
                task,
                hosts,
                roundTrip,
                wall,
                cpu,
                hostsCpu,
                memory,
                failed ? ", FAILED" : "");
    }
}
