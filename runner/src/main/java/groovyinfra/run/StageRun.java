package groovyinfra.run;

import groovyinfra.model.Option;
import groovyinfra.model.Options;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** A stage under way: whose calls have ended, run, or wait for a permit. Guarded by the conductor's lock. */
final class StageRun {
    final int number;
    final long began;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Set<String> busyTargets = new HashSet<>();
    private int running;

    /**
     * A call before its permit.
     *
     * @param target the host it works on, where calls have to take turns on it
     */
    record Waiting(int host, Options options, Optional<String> target) {}

    StageRun(int number, long began) {
        this.number = number;
        this.began = began;
    }

    void add(Waiting call) {
        waiting.add(call);
    }

    /** The next call that may begin, in inventory order; a call for another target may overtake one whose target is busy. */
    Optional<Waiting> next() {
        for (Iterator<Waiting> calls = waiting.iterator(); calls.hasNext(); ) {
            Waiting call = calls.next();
            if (running >= limit(call.options)) {
                return Optional.empty();
            }
            if (call.target.isEmpty() || busyTargets.add(call.target.get())) {
                calls.remove();
                running++;
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    private static int limit(Options options) {
        return options.has(Option.SERIAL) ? 1 : options.get(Option.PARALLEL).orElse(Integer.MAX_VALUE);
    }

    /** A call has ended. */
    void ended(Optional<String> target) {
        running--;
        target.ifPresent(busyTargets::remove);
    }

    /** Takes out the calls that have no permit. */
    Queue<Waiting> withdraw() {
        Queue<Waiting> all = new ArrayDeque<>(waiting);
        waiting.clear();
        return all;
    }

    boolean over() {
        return running == 0 && waiting.isEmpty();
    }
}
