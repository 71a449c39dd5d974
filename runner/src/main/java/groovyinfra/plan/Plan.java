package groovyinfra.plan;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.util.List;
import java.util.Map;

/**
 * What a run would do.
 *
 * @param stages in the order in which they would run
 * @param open hosts whose plan ends before their program does, and on what the rest depends
 * @param problems of hosts that could not be planned
 * @param left hosts that leave, and why
 */
public record Plan(
        List<Stage> stages, Map<String, Open> open, Map<String, Problem> problems, Map<String, String> left) {
    public Plan {
        stages = List.copyOf(stages);
        open = Map.copyOf(open);
        problems = Map.copyOf(problems);
        left = Map.copyOf(left);
    }

    /** Where a plan ends because the rest depends on what a call will have given. */
    public record Open(String call, Position position) {}
}
