package groovyinfra.run;

import groovyinfra.connect.Session;
import groovyinfra.connect.Sessions;
import groovyinfra.model.Host;
import groovyinfra.model.Options;
import groovyinfra.model.ProblemException;
import groovyinfra.report.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The sessions of a run: each host is connected once, when it is first needed, and stays so over plan and apply. */
final class Targets implements AutoCloseable {
    /** So long all hosts together are waited for, where each is told something. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The controller as a target. */
    static final Host CONTROLLER =
            new Host("controller", "localhost", "local", Map.of(), Map.of(), List.of("all"), Options.NONE);

    private final Sessions sessions;
    private final Semaphore handshakes;
    private final Events events;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Set<Opening> openings = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** A host's session, or why there is none. */
    private static final class Link {
        private Session session;
        private ProblemException refused;
    }

    Targets(Sessions sessions, int handshakes, Events events) {
        this.sessions = sessions;
        this.handshakes = new Semaphore(handshakes, true);
        this.events = events;
    }

    /**
     * The host's session; connects where there is none. Several callers wait for the same connection, until the run is stopped.
     *
     * @throws ProblemException when the host cannot be reached, the same one for every caller
     */
    Session session(Host host) {
        Link link = links.computeIfAbsent(host.name(), unknown -> new Link());
        synchronized (link) {
            if (link.refused != null) {
                throw link.refused;
            }
            if (link.session == null) {
                connect(host, link);
            }
            return link.session;
        }
    }

    private void connect(Host host, Link link) {
        handshakes.acquireUninterruptibly();
        long began = System.nanoTime();
        try {
            link.session = opened(host);
            events.emit(new Event.HostConnected(host.name(), since(began)));
        } catch (ProblemException refused) {
            link.refused = new ProblemException(refused.problems().getFirst().on(host.name()), refused);
            events.emit(new Event.HostUnreachable(
                    host.name(), since(began), link.refused.problems().getFirst()));
            throw link.refused;
        } finally {
            handshakes.release();
        }
    }

    private Session opened(Host host) {
        Opening opening = new Opening(host);
        openings.add(opening);
        try {
            if (stopped) {
                throw notReached();
            }
            events.emit(new Event.HostConnecting(host.name()));
            opening.thread.start();
            return opening.session.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException thrown ? thrown : failed;
        } catch (CancellationException stop) {
            throw notReached();
        } finally {
            openings.remove(opening);
        }
    }

    private static Stopped notReached() {
        return new Stopped(new Event.End.NotReached());
    }

    /** In a thread of its own: what a name, a server or a program takes its time for is not waited for after a stop. */
    private final class Opening implements Runnable {
        private final Host host;
        private final CompletableFuture<Session> session = new CompletableFuture<>();
        private final Thread thread;

        Opening(Host host) {
            this.host = host;
            this.thread = Thread.ofVirtual().name("connecting " + host.name()).unstarted(this);
        }

        @Override
        public void run() {
            try {
                Session opened = sessions.open(host, watch(host.name()));
                if (!session.complete(opened)) {
                    opened.close();
                }
            } catch (Throwable failed) {
                session.completeExceptionally(failed);
            }
        }

        void giveUp() {
            session.cancel(false);
            thread.interrupt();
        }
    }

    /** No host is connected any more, and those that are being connected are given up. */
    void stop() {
        stopped = true;
        openings.forEach(Opening::giveUp);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Session.Watch watch(String host) {
        return new Session.Watch() {
            @Override
            public void away(String cause) {
                events.emit(new Event.HostAway(host, cause));
            }

            @Override
            public void back(Duration after) {
                events.emit(new Event.HostBack(host, after));
            }
        };
    }

    /** Ends what runs on the hosts now. */
    void kill() {
        each(Session::kill);
    }

    @Override
    public void close() {
        each(Session::close);
    }

    /** In parallel: one host that does not answer must not keep the others. */
    private void each(Consumer<Session> action) {
        List<Thread> threads = links.values().stream()
                .filter(link -> link.session != null)
                .map(link -> Thread.ofVirtual().start(() -> action.accept(link.session)))
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(end - System.nanoTime()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
