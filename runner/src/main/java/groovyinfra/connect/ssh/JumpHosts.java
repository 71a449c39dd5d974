package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.SshSettings.Route;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The servers that others are reached through: one connection to each, which all hosts behind it share. */
final class JumpHosts implements AutoCloseable {
    /** How many hosts may be in the middle of their handshakes behind one server. */
    static final int AT_ONCE = 32;

    // Who comes while others have just learned that it cannot be reached need not find out himself.
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Function<SshSettings, SshConnection> entrance;
    private final Map<SshSettings, JumpHost> all = new ConcurrentHashMap<>();

    /** With a way to log in to such a server. */
    JumpHosts(Function<SshSettings, SshConnection> entrance) {
        this.entrance = entrance;
    }

    /** The one that stands before a host, if there is one. */
    Optional<JumpHost> before(SshSettings settings) {
        return settings.route() instanceof Route.Through(SshSettings jump)
                ? Optional.of(all.computeIfAbsent(jump, JumpHost::new))
                : Optional.empty();
    }

    @Override
    public void close() {
        all.values().forEach(JumpHost::close);
    }

    /** A server that others are reached through. */
    final class JumpHost {
        private final SshSettings settings;
        private final Semaphore permits = new Semaphore(AT_ONCE, true);
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<SshConnection> connection = Optional.empty(); // this and the next two guarded by lock
        private Optional<Problem> failure = Optional.empty();
        private long failed;

        private JumpHost(SshSettings settings) {
            this.settings = settings;
        }

        String shown() {
            return settings.shown();
        }

        /** One may be held by each host that is being connected to. */
        Semaphore permits() {
            return permits;
        }

        /**
         * Its connection, which is made when it is first needed, and again when it was lost.
         *
         * @param host the one that needs it, which its problems are reported of
         */
        SshConnection connection(String host) {
            try {
                lock.lockInterruptibly();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Dial.stopped(host, stopped);
            }
            try {
                if (connection.filter(SshConnection::isOpen).isEmpty()) {
                    connection.ifPresent(SshConnection::close);
                    connection = Optional.of(open(host));
                }
                return connection.get();
            } finally {
                lock.unlock();
            }
        }

        private SshConnection open(String host) {
            boolean known = failure.isPresent() && System.nanoTime() - failed < REMEMBERED.toNanos();
            if (!known) {
                failure = Optional.empty();
                try {
                    return entrance.apply(settings);
                } catch (ProblemException refused) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw refused;
                    }
                    failure = Optional.of(refused.problems().getFirst());
                    failed = System.nanoTime();
                }
            }
            throw new ProblemException(List.of(behind(host, failure.orElseThrow())));
        }

        // The same words for all hosts behind it.
        private Problem behind(String host, Problem problem) {
            String detail = problem.detail().isEmpty() ? "" : "\n" + problem.detail();
            return new Problem(
                    "Jump host cannot be used",
                    new Problem.Where(Optional.of(host), problem.where().position()),
                    shown() + ": " + problem.summary() + detail,
                    problem.attempt());
        }

        private void close() {
            lock.lock();
            try {
                connection.ifPresent(SshConnection::close);
                connection = Optional.empty();
            } finally {
                lock.unlock();
            }
        }
    }
}
