package groovyinfra.plan;

import groovyinfra.model.Call;

/**
 * A call in a plan.
 *
 * @param host the name of the host that makes it
 * @param target the name of the host it works on
 */
public record PlannedCall(String host, String target, Call call, Prediction prediction) {}
