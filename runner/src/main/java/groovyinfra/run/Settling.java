package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.plan.Doubt;
import groovyinfra.report.Event;
import java.util.Collection;

/** What a pass makes of the calls of one host: a plan predicts them, an apply carries them out. */
sealed interface Settling permits PlanSettling, ApplySettling {

    /** The call's turn has come. Tells the conductor when it is settled. */
    CallResult settle(Call call, Target target, int stage);

    /** The script has looked at these uncertain facts, if any, at this place. */
    void dependsOn(Collection<Doubt> uncertain, CallPath path);

    /** How many uncertain things what comes next depends on. */
    int dependence();

    /** What comes next depends on the first so many only. */
    void restore(int dependence);

    /** What is thrown at a host that waits for a value whose host has ended without it. */
    RuntimeException unpublished(Published.Key key, CallPath path);

    /**
     * The host's evaluation is over.
     *
     * @return how, as far as the pass knows better
     */
    Event.End ended(Event.End end);
}
