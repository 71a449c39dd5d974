package groovyinfra.author;

import groovyinfra.model.Area;
import groovyinfra.model.Fact;
import groovyinfra.model.Facts;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the body of an operation, and every operation called inside it, asks to be done. Of one thread. */
public final class Recorder {
    /** The recorder of the body that this thread is evaluating. */
    static final ScopedValue<Recorder> CURRENT = ScopedValue.newInstance();

    final Facts facts;
    final List<Step> steps = new ArrayList<>();
    final Set<Area> touches = new HashSet<>();
    final Map<Fact<?>, Object> assumptions = new HashMap<>();
    boolean always;

    private Recorder(Facts facts) {
        this.facts = facts;
    }

    /** Evaluates a body against these facts. */
    public static Work record(Facts facts, Runnable body) {
        Recorder recorder = new Recorder(facts);
        Trail.apart(() -> ScopedValue.where(CURRENT, recorder).call(() -> {
            body.run();
            return recorder;
        }));
        return new Work(recorder.steps, recorder.touched(), recorder.assumptions, recorder.always);
    }

    private Set<Area> touched() {
        return touches.isEmpty() && !steps.isEmpty() ? Set.of(Area.ALL) : touches;
    }
}
