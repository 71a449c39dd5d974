package groovyinfra.plan;

import groovyinfra.model.CallPath;
import java.util.List;

/**
 * The calls of all hosts that stand at the same place of the program.
 *
 * @param pass 0; each time hosts reach the place again, late, one more
 * @param calls in inventory order
 */
public record Stage(CallPath path, int pass, String title, List<PlannedCall> calls) {
    public Stage {
        calls = List.copyOf(calls);
    }
}
