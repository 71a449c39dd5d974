package groovyinfra.model;

import java.util.List;

/** How a call ended on one host. */
public sealed interface Outcome {

    /** The host was as it should be; results of commands that only looked. */
    record Unchanged(List<Result> results) implements Outcome {}

    /** The steps were carried out. */
    record Changed(List<Result> results) implements Outcome {}

    /** A step failed, or the call could not be worked out. */
    record Failed(Problem problem, List<Result> results) implements Outcome {}

    /** The call was not wanted here: {@code when:}, {@code creates:}, {@code unless:} said so. */
    record Skipped(String reason) implements Outcome {}

    /** The host went away before the call could end. */
    record Lost(Problem problem) implements Outcome {}

    /** The run ended before the call could begin. */
    record NotReached() implements Outcome {}
}
