package groovyinfra.connect;

import groovyinfra.model.Fact;
import groovyinfra.model.Identity;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import java.time.Duration;
import java.util.List;

/**
 * A host as the engine works with it: facts are asked, steps are carried out, whatever the connector. Thread-safe: several
 * hosts' calls may have the same target, and wait for one another.
 */
public interface Session extends AutoCloseable {

    /**
     * Asks for facts, all in one message.
     *
     * @return an answer for each, in order
     */
    List<Answer> ask(Identity as, List<? extends Fact<?>> facts);

    /**
     * Carries out steps one after another, in one message where they allow it. Stops after the first that ends with an exit
     * that is not among the {@link groovyinfra.model.Option#SUCCESS_CODES}, {@link groovyinfra.model.Option#FAILED_IF} not
     * being asked.
     *
     * @param options of the call: identity, directory, environment, shell, time limit, standard input; those of a step are nearer
     * @return a result for each step that was begun
     */
    List<Result> carryOut(List<Step> steps, Options options, Progress progress);

    /**
     * Ends what is running on the host now, with all its children; the caller that waits for it gets its result. A connection that
     * is lost is not made again from now on.
     */
    void kill();

    /** Ends shells and connection; leaves nothing behind on the host. */
    @Override
    void close();

    /** What a host answers to one fact. */
    sealed interface Answer {

        /** The value. */
        record Known(Object value) implements Answer {}

        /** The command for it failed, or its output could not be read. */
        record Failed(Result result, String reason) implements Answer {}
    }

    /** Told what becomes of the connection. */
    interface Watch {
        /** Nobody listens. */
        Watch NOBODY = new Watch() {};

        /** It was lost, and another one is being made. */
        default void away(String cause) {}

        /** There is another one, after this time. */
        default void back(Duration after) {}
    }

    /** Told while steps are carried out. */
    interface Progress {
        /** Nobody listens. */
        Progress SILENT = new Progress() {};

        /** A step begins; from 0. */
        default void started(int step) {}

        /** A piece of output, as it came; not a whole number of lines. */
        default void output(int step, boolean error, String text) {}

        /** So many bytes of a file, or of files, are through; only of what takes long. */
        default void transferred(int step, long done, long total) {}

        /** A step has ended. */
        default void ended(int step, Result result) {}
    }
}
