package groovyinfra.connect.ssh;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out that peers are gone without a word: at each beat, the connections that were silent since the last one are asked for a
 * sign of life. One for all connections. It counts beats and not seconds, so that a laptop that slept does not lose its hosts.
 */
final class Heart implements AutoCloseable {
    private final Duration interval;
    private final int most;
    private final Set<SshConnection> watched = ConcurrentHashMap.newKeySet();
    private Thread thread; // guarded by this

    /** The number is how many questions may stay unanswered. */
    Heart(Duration interval, int most) {
        this.interval = interval;
        this.most = most;
    }

    synchronized void watch(SshConnection connection) {
        watched.add(connection);
        if (thread == null) {
            thread = Thread.ofVirtual().name("heart").start(this::run);
        }
    }

    void forget(SshConnection connection) {
        watched.remove(connection);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(interval);
                watched.forEach(connection -> connection.beat(interval, most));
            }
        } catch (InterruptedException closed) {
            // Nobody is left to be watched.
        }
    }
}
