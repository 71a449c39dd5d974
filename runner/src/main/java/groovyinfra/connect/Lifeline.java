package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The connection of a session. When it is lost, another one is made, as long as there is hope. */
final class Lifeline implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Host host;
    private final Connector connector;
    private final Session.Watch watch;
    private volatile Connection connection;
    private volatile boolean closed;

    Lifeline(Host host, Connector connector, Session.Watch watch) {
        this.host = host;
        this.connector = connector;
        this.watch = watch;
        this.connection = connector.open(host);
    }

    Connection connection() {
        return connection;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Whether another one will be made when this one is lost. */
    boolean isLasting() {
        return !connection.reconnection().isZero() && !closed;
    }

    /** Closes the connection, and opens another one. */
    void replace() {
        connection.close();
        connection = connector.open(host);
    }

    /**
     * Makes another connection in place of one that was lost; blocks until there is one that passes the trial.
     *
     * @param cause of the loss
     * @param trial throws what connecting may throw
     * @throws Gone when the host stays away
     */
    void renew(String cause, Consumer<Connection> trial) {
        if (!isLasting()) {
            throw new Gone(cause);
        }
        Duration limit = connection.reconnection();
        long lost = System.nanoTime();
        watch.away(cause);
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<String> refusal = attempt(limit.minusNanos(System.nanoTime() - lost), trial);
            Duration away = Duration.ofNanos(System.nanoTime() - lost);
            if (refusal.isEmpty()) {
                watch.back(away);
                return;
            }
            if (closed || away.plus(pause).compareTo(limit) >= 0) {
                throw new Gone(
                        cause + "; the host stayed away for " + Math.max(1, away.toSeconds()) + " s: " + refusal.get());
            }
            sleep(pause, cause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    // In a thread of its own, which can be interrupted: a host that does not answer takes its time.
    private Optional<String> attempt(Duration limit, Consumer<Connection> trial) {
        AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.of("no answer"));
        Thread attempt = Thread.ofVirtual().name("connecting again").start(() -> refusal.set(attempt(trial)));
        try {
            if (!attempt.join(limit)) {
                attempt.interrupt();
                attempt.join();
            }
        } catch (InterruptedException _) {
            attempt.interrupt();
            Thread.currentThread().interrupt();
            closed = true;
        }
        return refusal.get();
    }

    private Optional<String> attempt(Consumer<Connection> trial) {
        Optional<Connection> opened = Optional.empty();
        try {
            opened = Optional.of(connector.open(host));
            trial.accept(opened.get());
            connection = opened.get();
            return Optional.empty();
        } catch (ProblemException refused) {
            opened.ifPresent(Connection::close);
            Problem problem = refused.problems().getFirst();
            return Optional.of(problem.summary() + " (" + problem.detail() + ")");
        } catch (Gone again) {
            opened.ifPresent(Connection::close);
            return Optional.of(again.getMessage());
        }
    }

    private static void sleep(Duration pause, String cause) {
        try {
            // Not all hosts at the same time.
            Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Gone(cause);
        }
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }
}
