package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.report.Event;
import java.util.Optional;

/**
 * What a host arrives with at a place of the program.
 *
 * @param call nothing for places that are no stage
 * @param target the host the call works on
 * @param exclusive whether calls take turns on the target
 * @param told what is said when the turn comes, in inventory order
 */
record Arrival(CallPath path, Optional<Call> call, String target, boolean exclusive, Optional<Event> told) {
    static Arrival at(CallPath path) {
        return new Arrival(path, Optional.empty(), "", false, Optional.empty());
    }
}
