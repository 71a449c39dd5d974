package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.report.Detail;
import groovyinfra.report.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What {@code exec} and {@code fact} have in common: one thing is asked of all hosts, and equal answers are shown once. */
final class AnswerWork {
    private final Invocation invocation;
    private final WorkFlags flags;

    AnswerWork(Invocation invocation, WorkFlags flags) {
        this.invocation = invocation;
        this.flags = flags;
    }

    /**
     * Asks all hosts.
     *
     * @param title of what is asked, for people
     * @param yes whether what is to be confirmed is
     * @param brief whether a connection that is lost is the end of it
     * @param last events to be told right before the end
     */
    Ending ask(String title, Deploy deploy, boolean yes, boolean brief, Supplier<List<Event>> last) {
        HostWork work = new HostWork(invocation, flags, yes);
        OutputFlags output = flags.output();
        return work.with(
                new HostWork.Task(Path.of(""), List.of(title), controller -> deploy, brief),
                work.output().answers(new Detail(output.verbosity(), output.quiet(), false, true)),
                last,
                inventory -> OptionalInt.empty(),
                stand -> {
                    stand.engine().apply(Optional.empty());
                    return stand.watching().ending();
                });
    }
}
