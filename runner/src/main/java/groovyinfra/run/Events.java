package groovyinfra.run;

import groovyinfra.report.Event;
import groovyinfra.report.Reporter;
import java.util.concurrent.locks.ReentrantLock;

/** The way out of the engine: one event at a time, secrets masked. */
final class Events {
    private final ReentrantLock lock = new ReentrantLock();
    private final Masking masking;
    private final Reporter reporter;

    Events(Masking masking, Reporter reporter) {
        this.masking = masking;
        this.reporter = reporter;
    }

    void emit(Event event) {
        lock.lock();
        try {
            reporter.on(masking.of(event));
        } finally {
            lock.unlock();
        }
    }
}
