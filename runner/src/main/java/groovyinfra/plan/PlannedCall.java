package groovyinfra.plan;

import groovyinfra.model.Call;

/**
 * A call in a plan.
 *
 * @param host the name of the host that makes it
 * @param target the name of the host it works on
 * @param call what can be shown of it: without its arguments, and it cannot be evaluated again
 */
public record PlannedCall(String host, String target, Call call, Prediction prediction) {}
