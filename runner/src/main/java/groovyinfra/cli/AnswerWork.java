package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.report.Detail;
import groovyinfra.report.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What {@code exec}, {@code fact} and {@code jobs} have in common: one thing is asked of all hosts, and equal answers are shown once. */
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
     * @param brief whether a connection that is lost is the end of it
     * @param last events to be told right before the end
     */
    Ending ask(Event.Mode mode, String title, Deploy deploy, boolean brief, Supplier<List<Event>> last) {
        HostWork work = new HostWork(invocation, flags, false);
        OutputFlags output = flags.output();
        return work.with(
                new HostWork.Task(Path.of(""), List.of(title), controller -> deploy, brief),
                work.output().answers(new Detail(output.verbosity(), output.quiet(), false, true)),
                last,
                inventory -> OptionalInt.empty(),
                stand -> {
                    stand.engine().ask(mode);
                    return stand.watching().ending();
                });
    }
}
