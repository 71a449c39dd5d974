package groovyinfra.cli;

import groovyinfra.report.Event;
import groovyinfra.report.Reporter;
import groovyinfra.report.Summary;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Hears of everything on its way to the reporter, to know how the run ended, and to keep the heap small meanwhile. */
final class Watching implements Reporter {
    private final Reporter reporter;
    private final Supplier<List<Event>> last;
    private final Heap heap = Heap.ofProcess();
    private boolean connected;
    private Optional<Summary> summary = Optional.empty();

    /**
     * Before that reporter.
     *
     * @param last events to be told right before the end of a pass
     */
    Watching(Reporter reporter, Supplier<List<Event>> last) {
        this.reporter = reporter;
        this.last = last;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.HostConnected) {
            connected = true;
        } else if (event instanceof Event.RunFinished finished) {
            summary = Optional.of(finished.summary());
            last.get().forEach(reporter::on);
        }
        reporter.on(event);
        heap.keep();
    }

    /** How the last pass ended. */
    synchronized Ending ending() {
        Summary ended = summary.orElseThrow();
        if (ended.interrupted()) {
            return Ending.INTERRUPTED;
        }
        List<Event.End> ends =
                ended.hosts().stream().map(Summary.HostSummary::end).toList();
        if (!connected && !ends.isEmpty() && ends.stream().allMatch(Event.End.Lost.class::isInstance)) {
            return Ending.NO_HOST;
        }
        return ends.stream().anyMatch(Watching::isBad) ? Ending.FAILED : Ending.DONE;
    }

    private static boolean isBad(Event.End end) {
        return switch (end) {
            case Event.End.Failed failed -> true;
            case Event.End.Lost lost -> true;
            case Event.End.NotReached notReached -> true;
            case Event.End.Done done -> false;
            case Event.End.Open open -> false;
            case Event.End.Left left -> false;
        };
    }
}
