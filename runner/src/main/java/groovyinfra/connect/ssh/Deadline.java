package groovyinfra.connect.ssh;

import java.time.Duration;

/** Cuts a connection off when time is up, whatever it is waiting for. */
final class Deadline implements AutoCloseable {
    private final Thread thread;
    private volatile boolean passed;

    Deadline(Duration limit, Wire wire) {
        thread = Thread.ofVirtual().name("deadline").start(() -> {
            try {
                Thread.sleep(limit);
                passed = true;
                wire.cut();
            } catch (InterruptedException inTime) {
                // What was waited for has happened.
            }
        });
    }

    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
