package groovyinfra.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call has to do on its host: the value of an operation's body.
 *
 * @param steps empty when the host is as it should be already
 * @param touches the parts of the host that the steps may change; none where they only say something, or wait
 * @param assumptions what the answers to these facts will be once the steps are done
 * @param always true for an action that runs however the host looks: it cannot be compared with a desired state
 * @param refusal why it cannot be done, as the host is now
 */
public record Work(
        List<Step> steps,
        Set<Area> touches,
        Map<Fact<?>, Object> assumptions,
        boolean always,
        Optional<Problem> refusal) {
    /** Nothing to do. */
    public static final Work NONE = new Work(List.of(), Set.of(), Map.of(), false);

    public Work {
        steps = List.copyOf(steps);
        touches = Set.copyOf(touches);
        assumptions = Map.copyOf(assumptions);
    }

    /** Nothing speaks against it. */
    public Work(List<Step> steps, Set<Area> touches, Map<Fact<?>, Object> assumptions, boolean always) {
        this(steps, touches, assumptions, always, Optional.empty());
    }

    /** Whether commands are all that there is to do. */
    public boolean commandsOnly() {
        return steps.stream().allMatch(Step.Run.class::isInstance);
    }
}
