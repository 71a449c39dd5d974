package groovyinfra.connect;

import groovyinfra.model.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of a message to a shell, with output and exit code of its own.
 *
 * @param script shell text that may do nothing to the shell but leave an exit code
 * @param goOn the exit codes after which the next part is begun; empty: all
 * @param limit how long it may take
 * @param keep how much of each output is kept, in bytes
 */
record Part(String script, List<Integer> goOn, Optional<Duration> limit, int keep) {

    /**
     * How a part ended.
     *
     * @param notes what the shell remarked on it, such as {@code chdir}
     * @param cut whether the middle of its output is missing
     */
    record Ended(Result result, Set<String> notes, boolean cut) {}

    boolean goesOnAfter(int code) {
        return goOn.isEmpty() || goOn.contains(code);
    }
}
