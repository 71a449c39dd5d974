package groovyinfra.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A question to a host. Implementations are records: their components are the question's arguments, and two equal records
 * are one question, asked once.
 *
 * @param <T> the shape of the answer; immutable
 */
public interface Fact<T> {

    /** The command that finds out. A non-zero exit is a failure, never an absent value. */
    Command command();

    /** The answer, from the lines that the command printed (without line ends). */
    T parse(List<String> lines);

    /** The program that the command cannot do without; where the host lacks it, the answer is {@link #absent()}. */
    default Optional<String> needs() {
        return Optional.empty();
    }

    /** The answer of a host that lacks the program. */
    default T absent() {
        throw new IllegalStateException(getClass().getSimpleName() + " has no absent value");
    }

    /** The parts of the host that the answer is about; a call that touches one of them makes the answer old. */
    default Set<Area> about() {
        return Set.of(Area.ALL);
    }

    /** Whether the answer stays the same for the whole run. */
    default boolean lasting() {
        return false;
    }
}
