package groovyinfra.author;

import groovyinfra.model.Area;
import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Fact;
import groovyinfra.model.Identity;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Step;
import groovyinfra.model.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A set of operations and recipes that belong together; what a deploy file addresses as {@code apt} is an instance of {@code
 * Apt}. Everything protected here is for the bodies of {@linkplain Operation operations}: they ask facts and say what is to be
 * done, and change nothing themselves.
 */
public abstract class Library {

    /** A fact of the host. */
    protected final <T> T fact(Fact<T> fact) {
        return Recorder.CURRENT.get().facts.get(fact);
    }

    /** Several facts of the host in one message, in the order of the questions. */
    protected final List<?> facts(Fact<?>... facts) {
        return Recorder.CURRENT.get().facts.get(Arrays.asList(facts));
    }

    /** A command, of words as {@link Command#of} takes them. */
    protected final void run(Object... words) {
        step(new Step.Run(Command.of(words), Options.NONE, Optional.empty()));
    }

    /** A command with standard input. */
    protected final void runWith(Content stdin, Object... words) {
        step(new Step.Run(Command.of(words), Options.NONE, Optional.of(stdin)));
    }

    /** A command as another user. */
    protected final void runAs(String user, Object... words) {
        Options as = Options.NONE.with(Option.SUDO, new Identity.Sudo(user));
        step(new Step.Run(Command.of(words), as, Optional.empty()));
    }

    /** Any step. */
    protected final void step(Step step) {
        Recorder.CURRENT.get().steps.add(step);
    }

    /** Shell syntax, as a piece of a command. */
    protected static Word raw(String text) {
        return Word.raw(text);
    }

    /** The parts of the host that the steps may change; without a word of it, everything. */
    protected final void touches(Area... areas) {
        Recorder.CURRENT.get().touches.addAll(List.of(areas));
    }

    /** What the answer to a fact will be once the steps are done: a plan goes on with it. */
    protected final <T> void assume(Fact<T> fact, T value) {
        Recorder.CURRENT.get().assumptions.put(fact, value);
    }

    /** The steps run however the host looks; there is no desired state to compare with. */
    protected final void always() {
        Recorder.CURRENT.get().always = true;
    }

    /** The call cannot be worked out: ends it as failed. */
    protected static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }
}
