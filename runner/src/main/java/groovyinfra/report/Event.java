package groovyinfra.report;

import groovyinfra.model.BackgroundJob;
import groovyinfra.model.CallPath;
import groovyinfra.model.Difference;
import groovyinfra.model.Host;
import groovyinfra.model.Outcome;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.plan.Plan;
import groovyinfra.plan.Prediction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens in a run. Every start has exactly one end: {@code RunStarted}/{@code RunFinished}, {@code
 * HostConnecting}/({@code HostConnected} or {@code HostUnreachable}), {@code HostAway}/({@code HostBack} or the end of the host), {@code StageStarted}/{@code StageFinished}, {@code
 * CallStarted}/{@code CallFinished}, {@code StepStarted}/{@code StepFinished}, within one another in this order.
 *
 * <p>Secrets are masked in every text before an event is made.
 */
public sealed interface Event {

    /** What a pass over the hosts is for: the first two are those of deploy files, the others those of the commands of their names. */
    enum Mode {
        PLAN,
        APPLY,
        EXEC,
        FACT,
        JOBS
    }

    /**
     * A pass over the hosts begins.
     *
     * @param run an identifier of the run
     * @param files deploy files, as given; or what is asked of the hosts, for people
     * @param hosts in inventory order
     * @param parallel calls in flight at most, over all hosts
     * @param handshakes connections being opened at most
     */
    record RunStarted(
            String run,
            Mode mode,
            List<String> files,
            String inventory,
            List<String> hosts,
            int parallel,
            int handshakes)
            implements Event {}

    /** A connection is being opened. */
    record HostConnecting(String host) implements Event {}

    /** A host is ready. */
    record HostConnected(String host, Duration took) implements Event {}

    /** A host could not be reached. */
    record HostUnreachable(String host, Duration took, Problem problem) implements Event {}

    /** A host was lost in mid-run. */
    record HostLost(String host, Problem problem) implements Event {}

    /** The connection to a host was lost, and another one is being made. */
    record HostAway(String host, String cause) implements Event {}

    /** There is another connection to a host; what was running there was not lost. */
    record HostBack(String host, Duration away) implements Event {}

    /** A host asked for facts that were not known. */
    record FactsRead(String host, List<String> facts, Duration took) implements Event {}

    /**
     * A stage begins.
     *
     * @param number from 1, in the order of the run
     * @param total how many there will be; nothing when no plan was made
     * @param hosts those that take part from the start, in inventory order
     * @param unplanned whether the plan does not have it
     */
    record StageStarted(
            int number,
            Optional<Integer> total,
            CallPath path,
            int pass,
            String title,
            List<String> hosts,
            boolean unplanned)
            implements Event {}

    /** A host begins its call of a stage. */
    record CallStarted(int stage, String host, String target) implements Event {}

    /** A call in a plan, worked out. */
    record CallPlanned(int stage, String host, String target, Prediction prediction) implements Event {}

    /** A step begins. */
    record StepStarted(int stage, String host, int step, String shown, Optional<Difference> difference)
            implements Event {}

    /** A piece of a step's output, as it came. */
    record StepOutput(int stage, String host, int step, boolean error, String text) implements Event {}

    /** A file, or a tree of files, is under way that takes long: so many bytes are through. */
    record StepProgress(int stage, String host, int step, long done, long total) implements Event {}

    /** A step has ended. */
    record StepFinished(int stage, String host, int step, String exit, Duration took) implements Event {}

    /** A call failed and is tried again. */
    record CallRetried(int stage, String host, int attempt, Duration pause, String reason) implements Event {}

    /**
     * A host's call is settled.
     *
     * @param ignored whether a failure is ignored
     * @param unplanned whether it did more than the plan showed
     */
    record CallFinished(int stage, String host, Outcome outcome, boolean ignored, boolean unplanned, Duration took)
            implements Event {}

    /** All hosts of a stage have settled. */
    record StageFinished(int stage, Duration took) implements Event {}

    /** A line from the deploy file. */
    record Message(String host, Position position, String text) implements Event {}

    /** Hosts that others wait for longer than usual, and where they are. */
    record Waiting(List<String> hosts, Position position, Duration since) implements Event {}

    /** Something the user should know that is no failure. */
    record Warning(Problem problem) implements Event {}

    /** A host's evaluation has ended. */
    record HostFinished(String host, End end) implements Event {}

    /** The pass is over; of a plan, with the plan. */
    record RunFinished(Summary summary, Optional<Plan> plan, Duration took) implements Event {}

    /** What a host answered to a question of the command line. */
    record FactAnswered(String host, String fact, Object value) implements Event {}

    /** A job of a host, listed. */
    record JobListed(String host, BackgroundJob job) implements Event {}

    /** A host of the inventory, listed. */
    record HostListed(Host host) implements Event {}

    /** A value of a host in the inventory, where it comes from, and which others it counts more than. */
    record ValueExplained(String host, String key, Sourced value, List<Sourced> insteadOf) implements Event {}

    /** A value, secrets masked, and where it comes from. */
    record Sourced(Object value, String source) {}

    /** Deploy files were compiled and are in order. */
    record FilesChecked(List<String> files, Duration took) implements Event {}

    /** Something outside of a run went wrong: on the command line, in a file. */
    record ProblemFound(Problem problem) implements Event {}

    /** How a host's evaluation ended. */
    sealed interface End {
        /** At the end of the program. */
        record Done() implements End {}

        /** The plan ends here: the rest depends on what a call will have given. */
        record Open(Plan.Open on) implements End {}

        /** A failure ended it. */
        record Failed(Problem problem) implements End {}

        /** The host could not be reached, or went away. */
        record Lost(Problem problem) implements End {}

        /** The program ended it, by {@code leave}. */
        record Left(String reason) implements End {}

        /** The run was stopped first. */
        record NotReached() implements End {}
    }
}
