package groovyinfra.run;

import groovyinfra.connect.Refusals;
import groovyinfra.connect.Session;
import groovyinfra.model.Call;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Work;

/**
 * A host as the one that is worked on.
 *
 * @param exclusive whether calls of several hosts take turns on it
 */
record Target(Host host, Session session, FactStore facts, boolean exclusive) {

    /** What the call has to do here; refused where it could not be sent. */
    Work work(Call call, CallFacts known) {
        Work work = Bodies.work(call, known);
        if (call.onlyLooks(work) && !work.always()) {
            throw new ProblemException(changing(call));
        }
        work.steps().forEach(step -> Refusals.check(host, step, call.options()));
        return work;
    }

    private static Problem changing(Call call) {
        return new Problem(
                "Call is not read-only",
                Problem.Where.NOWHERE,
                call.operation() + " has readOnly: true, describes a state, and would change the host",
                "Leave readOnly out; it is for commands that only look.");
    }
}
