package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.plan.Merge;
import groovyinfra.plan.Merge.Kind;
import groovyinfra.plan.Merge.Turn;
import groovyinfra.report.Event;
import groovyinfra.run.Turnstile.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Leads all hosts of one pass: wakes those whose turn it is, hands out permits, ends waits that cannot end by themselves.
 *
 * <p>It has no thread of its own. Whoever arrives moves the merge on, under the one lock, and then waits at the host's own
 * turnstile. Events of stages are made under the lock, so their order is the order of the run.
 */
final class Conductor {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> hosts;
    private final List<Standing> standings = new ArrayList<>();
    private final Published published = new Published();
    private final Permits permits;
    private final Limits limits;
    private final Events events;
    private final LongSupplier clock;
    private final Merge merge;
    private int failures;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean killing;
    private long lastTurn;
    private long patience;

    Conductor(List<String> hosts, Merge merge, Limits limits, StageLog log, Events events, LongSupplier clock) {
        this.hosts = hosts;
        this.merge = merge;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
        this.lastTurn = clock.getAsLong();
        this.patience = limits.patience().toNanos();
        hosts.forEach(host -> standings.add(new Standing()));
        this.permits = new Permits(hosts, standings, limits, log, events, clock);
    }

    /** Waits until it is the call's turn and it has a permit; gives the number of its stage. */
    int call(int host, Call call, String target, boolean exclusive) {
        Arrival arrival = new Arrival(call.path(), Optional.of(call), target, exclusive, Optional.empty());
        return switch (arrive(host, arrival, Kind.SINGLE)) {
            case Pass.Go go -> go.stage();
            default -> throw new IllegalStateException("a call was let through as something else");
        };
    }

    /** Waits for the turn of a place that is over at once and is not shown. */
    void place(int host, CallPath path) {
        arrive(host, Arrival.at(path), Kind.SINGLE);
    }

    /** Says something when the turn of its place comes. */
    void tell(int host, CallPath path, Event event) {
        arrive(host, new Arrival(path, Optional.empty(), "", false, Optional.of(event)), Kind.SINGLE);
    }

    /** Waits at the entry of a block; true for the one host that runs a {@link Kind#ONCE} block. */
    boolean enter(int host, CallPath path, Kind kind) {
        return !(arrive(host, Arrival.at(path), kind) instanceof Pass.Over);
    }

    /** Waits at the end of the innermost block until all its hosts are through; where the run ends, for nobody. */
    void through(int host) {
        waitAfter(host, () -> merge.through(host));
    }

    /** The call of this host is settled. */
    void settled(int host, Event finished) {
        lock.lock();
        try {
            events.emit(finished);
            permits.settled(host);
        } finally {
            lock.unlock();
        }
    }

    /** Makes a value known; whoever waited for it goes on. */
    void publish(Published.Key key, Object value) {
        lock.lock();
        try {
            released(published.put(key, value));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A published value, as soon as it is there; nothing when its host has ended without it.
     *
     * @throws Circle when nobody can go on any more
     */
    Optional<Object> published(int host, Published.Key key, CallPath path) {
        int producer = hosts.indexOf(key.host());
        lock.lock();
        try {
            Optional<Object> value = published.value(key);
            if (value.isPresent() || producer < 0 || standings.get(producer).done) {
                return value;
            }
        } finally {
            lock.unlock();
        }
        Pass pass = goingOn(host, () -> {
            standings.get(host).arrival = Arrival.at(path);
            published.await(key, host);
            merge.await(host);
        });
        if (pass instanceof Pass.Stuck stuck) {
            throw new Circle(stuck.circle());
        }
        lock.lock();
        try {
            return published.value(key);
        } finally {
            lock.unlock();
        }
    }

    /** The host's evaluation is over. */
    void finish(int host, Event.End end) {
        lock.lock();
        try {
            Standing standing = standings.get(host);
            standing.done = true;
            events.emit(new Event.HostFinished(hosts.get(host), end));
            merge.finish(host);
            released(published.abandon(hosts.get(host)));
            if (end instanceof Event.End.Failed || end instanceof Event.End.Lost) {
                failures++;
            }
            OptionalInt tolerated = limits.tolerated();
            if (tolerated.isPresent() && failures > tolerated.getAsInt()) {
                stopNow();
            }
            advance();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing new starts from now on; what runs comes to its end. */
    void stop() {
        lock.lock();
        try {
            stopNow();
        } finally {
            lock.unlock();
        }
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    /** Open as soon as nothing new starts any more. */
    CountDownLatch stopped() {
        return stopped;
    }

    /** Where it is stopped, what runs on the controller ends as well. */
    void kill() {
        killing = true;
    }

    /** A host begins an iteration, between its calls or within one: where the run ends, its evaluation ends there, once. */
    void iterate(int host, boolean inCall) {
        if (inCall ? killing : stopping()) {
            Standing standing = standings.get(host);
            if (!standing.ended) {
                throw end(standing);
            }
        }
    }

    /** What a script does after that, in a {@code finally}, comes to its end. */
    private static Stopped end(Standing standing) {
        standing.ended = true;
        return new Stopped(new Event.End.NotReached());
    }

    /** Names the hosts that others have waited for longer than usual; to be asked from time to time. */
    void nameThoseAwaited() {
        lock.lock();
        try {
            long since = clock.getAsLong() - lastTurn;
            List<Integer> busy = IntStream.range(0, standings.size())
                    .filter(host -> !standings.get(host).waits && !standings.get(host).done)
                    .boxed()
                    .toList();
            if (since >= patience && !busy.isEmpty() && standings.get(busy.getFirst()).arrival != null) {
                patience = patience * 2;
                events.emit(new Event.Waiting(
                        busy.stream().map(hosts::get).toList(),
                        standings.get(busy.getFirst()).arrival.path().position(),
                        Duration.ofNanos(since)));
            }
        } finally {
            lock.unlock();
        }
    }

    private Pass arrive(int host, Arrival arrival, Kind kind) {
        return goingOn(host, () -> {
            standings.get(host).arrival = arrival;
            merge.park(host, arrival.path(), kind);
        });
    }

    /** Tells the merge where the host stands, and waits until it may go on. */
    private Pass waitAfter(int host, Runnable move) {
        Standing standing = standings.get(host);
        lock.lock();
        try {
            if (stopping()) {
                return new Pass.End();
            }
            move.run();
            standing.waits = true;
            advance();
        } finally {
            lock.unlock();
        }
        return standing.turnstile.await();
    }

    /** The same, where the evaluation cannot go on when the run ends. */
    private Pass goingOn(int host, Runnable move) {
        Pass pass = waitAfter(host, move);
        if (pass instanceof Pass.End) {
            throw end(standings.get(host));
        }
        return pass;
    }

    private void advance() {
        for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
            lastTurn = clock.getAsLong();
            patience = limits.patience().toNanos();
            take(turn.get());
        }
        permits.handOut();
    }

    private Optional<Turn> next() {
        return stopping() ? Optional.empty() : merge.next();
    }

    private void take(Turn turn) {
        switch (turn) {
            case Turn.Go go -> {
                if (standings.get(go.hosts().getFirst()).arrival.call().isPresent()) {
                    permits.begin(go);
                } else {
                    go.hosts()
                            .forEach(host -> standings.get(host).arrival.told().ifPresent(events::emit));
                    go.hosts().forEach(host -> open(host, new Pass.Go(0)));
                }
            }
            case Turn.Chosen chosen -> open(chosen.host(), new Pass.Chosen());
            case Turn.Over over -> over.hosts().forEach(host -> open(host, new Pass.Over()));
            case Turn.Stuck stuck -> {
                String circle = circle(stuck.hosts());
                stuck.hosts().forEach(published::giveUp);
                stuck.hosts().forEach(host -> open(host, new Pass.Stuck(circle)));
            }
        }
    }

    private String circle(List<Integer> waiting) {
        return waiting.stream()
                .map(host -> hosts.get(host) + " waits at "
                        + standings.get(host).arrival.path().position().shown() + " for "
                        + published.awaitedBy(host).map(Published.Key::toString).orElse("a value"))
                .collect(Collectors.joining("; "));
    }

    private void released(Set<Integer> waiting) {
        for (int host : waiting) {
            merge.resume(host);
            open(host, new Pass.Go(0));
        }
    }

    private void open(int host, Pass pass) {
        standings.get(host).open(pass);
    }

    private void stopNow() {
        if (stopping()) {
            return;
        }
        stopped.countDown();
        permits.withdraw();
        for (int host = 0; host < standings.size(); host++) {
            if (standings.get(host).waits) {
                open(host, new Pass.End());
            }
        }
    }

    /** Hosts that wait for one another. */
    static final class Circle extends RuntimeException {
        Circle(String who) {
            super(who, null, false, false);
        }
    }
}
