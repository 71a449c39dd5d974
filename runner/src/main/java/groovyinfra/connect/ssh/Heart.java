package groovyinfra.connect.ssh;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out that peers are gone without a word: at each beat, the connections that were silent since the last one are asked for a
 * sign of life. One for all connections, with a thread for each interval that they ask for. It counts beats and not seconds, so
 * that a laptop that slept does not lose its hosts.
 */
final class Heart implements AutoCloseable {
    private final Map<Duration, Beating> beatings = new HashMap<>(); // guarded by this

    private record Beating(Set<SshConnection> watched, Thread thread) {}

    /** Watches a connection; for an interval of zero it does not. */
    synchronized void watch(SshConnection connection, Duration interval) {
        if (!interval.isZero()) {
            beatings.computeIfAbsent(interval, Heart::begin).watched.add(connection);
        }
    }

    synchronized void forget(SshConnection connection) {
        beatings.values().forEach(beating -> beating.watched.remove(connection));
    }

    @Override
    public synchronized void close() {
        beatings.values().forEach(beating -> beating.thread.interrupt());
        beatings.clear();
    }

    private static Beating begin(Duration interval) {
        Set<SshConnection> watched = ConcurrentHashMap.newKeySet();
        return new Beating(watched, Thread.ofVirtual().name("heart").start(() -> run(interval, watched)));
    }

    private static void run(Duration interval, Set<SshConnection> watched) {
        try {
            while (true) {
                Thread.sleep(interval);
                watched.forEach(SshConnection::beat);
            }
        } catch (InterruptedException closed) {
            // Nobody is left to be watched.
        }
    }
}
