package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
    private final CountDownLatch over = new CountDownLatch(1); // no other one is made
    private volatile Optional<Thread> attempt = Optional.empty();

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
        return !connection.reconnection().isZero() && !isOver();
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    /** From now on no other connection is made; one that is being made is given up. */
    void giveUp() {
        over.countDown();
        attempt.ifPresent(Thread::interrupt);
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
            if (!isOver() && away.plus(pause).compareTo(limit) >= 0) {
                throw new Gone(
                        cause + "; the host stayed away for " + Math.max(1, away.toSeconds()) + " s: " + refusal.get());
            }
            pause(pause, cause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    // In a thread of its own, which can be interrupted: a host that does not answer takes its time.
    private Optional<String> attempt(Duration limit, Consumer<Connection> trial) {
        AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.of("no answer"));
        Thread thread = Thread.ofVirtual().name("connecting again").unstarted(() -> refusal.set(attempt(trial)));
        attempt = Optional.of(thread);
        thread.start();
        try {
            if (isOver() || !thread.join(limit)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            giveUp();
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

    private void pause(Duration pause, String cause) {
        try {
            // Not all hosts at the same time.
            long millis = pause.toMillis() + ThreadLocalRandom.current().nextLong(pause.toMillis());
            if (over.await(millis, TimeUnit.MILLISECONDS)) {
                throw new Gone(cause + "; the host was not waited for any longer");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Gone(cause);
        }
    }

    @Override
    public void close() {
        giveUp();
        connection.close();
    }
}
