package groovyinfra.inventory;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Everything that is wrong with what is being read, collected so that all of it is said at once. */
final class Problems {
    private static final List<String> NOT_YET = List.of("throttle", "throttles");

    private final List<Problem> found = new ArrayList<>();

    void add(Position at, String summary, String detail, String attempt) {
        Problem.Where where = at.line() > 0 ? Problem.Where.at(at) : Problem.Where.NOWHERE;
        Problem problem = new Problem(summary, where, detail, attempt);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** A key that the schema does not have, or not yet. */
    void unknown(Position at, String key, String owner, Collection<String> known) {
        if (NOT_YET.contains(key)) {
            add(at, "Key '" + key + "' is not available yet", "it comes with a later version", "remove it");
            return;
        }
        String names = String.join(", ", known);
        add(
                at,
                "Unknown key '" + key + "'",
                owner + " has " + names,
                Suggestion.attempt(
                        key,
                        known,
                        known.contains("data") ? "use one of these, or put it under data:" : "use one of these"));
    }

    void addAll(Collection<Problem> more) {
        more.stream().filter(problem -> !found.contains(problem)).forEach(found::add);
    }

    boolean any() {
        return !found.isEmpty();
    }

    void throwAny() {
        if (any()) {
            throw new ProblemException(found);
        }
    }
}
