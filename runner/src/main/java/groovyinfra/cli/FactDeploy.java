package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Param;
import groovyinfra.model.CallPath;
import groovyinfra.model.Fact;
import groovyinfra.model.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A program that reads one fact and keeps the answers. */
final class FactDeploy implements Deploy {
    private static final CallPath PLACE = CallPath.of(new Position("fact", 1, 0), 0, 0);

    private final Fact<?> fact;
    private final Map<String, Optional<Object>> answers = new ConcurrentHashMap<>();

    FactDeploy(Fact<?> fact) {
        this.fact = fact;
    }

    @Override
    public List<Param> params() {
        return List.of();
    }

    @Override
    public void evaluate(Evaluation evaluation) {
        Object value = evaluation.fact(PLACE, fact, evaluation.options(), false);
        answers.put(evaluation.host().name(), Optional.ofNullable(value));
    }

    /** What hosts answered, by name. */
    Map<String, Optional<Object>> answers() {
        return new TreeMap<>(answers);
    }
}
