package groovyinfra.plan;

import groovyinfra.model.Problem;
import groovyinfra.model.Work;
import java.util.List;

/** What a call would do on one host. */
public sealed interface Prediction {

    /** Nothing: the host is as it should be, or the call is not wanted there. */
    record Unchanged(String reason) implements Prediction {}

    /** The steps of this work. */
    record Changes(Work work) implements Prediction {}

    /** An action that runs however the host looks. */
    record RunsAlways(Work work) implements Prediction {}

    /**
     * Something that cannot be known before earlier calls have run.
     *
     * @param work what would be done if nothing of that changed
     */
    record Depends(List<Doubt> on, Work work) implements Prediction {
        public Depends {
            on = List.copyOf(on);
        }
    }

    /** A failure, as the host is now. */
    record Fails(Problem problem) implements Prediction {}
}
