package groovyinfra.run;

import groovyinfra.model.Outcome;
import groovyinfra.report.Event;
import java.time.Duration;

/**
 * One host's part in a pass.
 *
 * @param index of the host, as the conductor counts
 */
record Seat(int index, String host, PassRun pass) {

    /** The host's call of a stage is settled; the next may begin. */
    void settled(int stage, Outcome outcome, boolean ignored, boolean unplanned, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        pass.conductor().settled(index, new Event.CallFinished(stage, host, outcome, ignored, unplanned, took));
    }
}
