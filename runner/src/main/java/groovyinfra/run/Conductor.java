package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.plan.CommonTitle;
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
    /** Where a host stands, for the merge and for people. Guarded by the lock, except the turnstile. */
    private static final class Seat {
        final Turnstile turnstile = new Turnstile();
        Arrival arrival;
        StageRun stage;
        Optional<String> exclusive = Optional.empty();
        boolean waits;
        boolean done;
    }

    /**
     * What a host arrives with.
     *
     * @param call nothing for places that are no stage
     * @param target the host the call works on
     * @param exclusive whether calls take turns on the target
     * @param told what is said when the turn comes, in inventory order
     */
    record Arrival(CallPath path, Optional<Call> call, String target, boolean exclusive, Optional<Event> told) {
        static Arrival at(CallPath path) {
            return new Arrival(path, Optional.empty(), "", false, Optional.empty());
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> hosts;
    private final List<Seat> seats = new ArrayList<>();
    private final List<StageRun> stages = new ArrayList<>();
    private final Published published = new Published();
    private final StageLog log;
    private final Limits limits;
    private final Events events;
    private final LongSupplier clock;
    private final Merge merge;
    private int inFlight;
    private int failures;
    private boolean stopping;
    private long lastTurn;
    private long patience;

    Conductor(List<String> hosts, Limits limits, StageLog log, Events events, LongSupplier clock) {
        this.hosts = hosts;
        this.limits = limits;
        this.log = log;
        this.events = events;
        this.clock = clock;
        this.merge = new Merge(hosts.size());
        this.lastTurn = clock.getAsLong();
        this.patience = limits.patience().toNanos();
        hosts.forEach(host -> seats.add(new Seat()));
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

    /** Waits at the end of the innermost block until all its hosts are through. */
    void through(int host) {
        waitAfter(host, () -> merge.through(host));
    }

    /** The call of this host is settled. */
    void settled(int host, Event finished) {
        lock.lock();
        try {
            events.emit(finished);
            Seat seat = seats.get(host);
            seat.stage.ended(seat.exclusive);
            inFlight--;
            closeIfOver(seat.stage);
            permits();
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
            if (value.isPresent() || producer < 0 || seats.get(producer).done) {
                return value;
            }
        } finally {
            lock.unlock();
        }
        Pass pass = waitAfter(host, () -> {
            seats.get(host).arrival = Arrival.at(path);
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
            Seat seat = seats.get(host);
            seat.done = true;
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

    /** Names the hosts that others have waited for longer than usual; to be asked from time to time. */
    void nameThoseAwaited() {
        lock.lock();
        try {
            long since = clock.getAsLong() - lastTurn;
            List<Integer> busy = IntStream.range(0, seats.size())
                    .filter(host -> !seats.get(host).waits && !seats.get(host).done)
                    .boxed()
                    .toList();
            if (since >= patience && !busy.isEmpty() && seats.get(busy.getFirst()).arrival != null) {
                patience = patience * 2;
                events.emit(new Event.Waiting(
                        busy.stream().map(hosts::get).toList(),
                        seats.get(busy.getFirst()).arrival.path().position(),
                        Duration.ofNanos(since)));
            }
        } finally {
            lock.unlock();
        }
    }

    private Pass arrive(int host, Arrival arrival, Kind kind) {
        return waitAfter(host, () -> {
            seats.get(host).arrival = arrival;
            merge.park(host, arrival.path(), kind);
        });
    }

    /** Tells the merge where the host stands, and waits until it may go on. */
    private Pass waitAfter(int host, Runnable move) {
        Seat seat = seats.get(host);
        lock.lock();
        try {
            if (stopping) {
                throw new Stopped(new Event.End.NotReached());
            }
            move.run();
            seat.waits = true;
            advance();
        } finally {
            lock.unlock();
        }
        Pass pass = seat.turnstile.await();
        if (pass instanceof Pass.End(Stopped signal)) {
            throw signal;
        }
        return pass;
    }

    private void advance() {
        for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
            lastTurn = clock.getAsLong();
            patience = limits.patience().toNanos();
            take(turn.get());
        }
        permits();
    }

    private Optional<Turn> next() {
        return stopping ? Optional.empty() : merge.next();
    }

    private void take(Turn turn) {
        switch (turn) {
            case Turn.Go go -> {
                if (seats.get(go.hosts().getFirst()).arrival.call().isPresent()) {
                    begin(go);
                } else {
                    go.hosts().forEach(host -> seats.get(host).arrival.told().ifPresent(events::emit));
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
                        + seats.get(host).arrival.path().position().shown() + " for "
                        + published.awaitedBy(host).map(Published.Key::toString).orElse("a value"))
                .collect(Collectors.joining("; "));
    }

    private void begin(Turn.Go go) {
        StageRun stage = new StageRun(log.begin(go, names(go.hosts()), title(go)), clock.getAsLong());
        stages.add(stage);
        for (int host : go.hosts()) {
            Seat seat = seats.get(host);
            seat.stage = stage;
            seat.exclusive = seat.arrival.exclusive() ? Optional.of(seat.arrival.target()) : Optional.empty();
            stage.add(
                    new StageRun.Waiting(host, seat.arrival.call().orElseThrow().options(), seat.exclusive));
        }
    }

    private String title(Turn.Go go) {
        return CommonTitle.of(() -> go.hosts().stream()
                .map(host -> seats.get(host).arrival.call().orElseThrow().title())
                .iterator());
    }

    private List<String> names(List<Integer> indices) {
        return indices.stream().map(hosts::get).toList();
    }

    private void permits() {
        for (StageRun stage : stages) {
            while (inFlight < limits.parallel()) {
                Optional<StageRun.Waiting> call = stage.next();
                if (call.isEmpty()) {
                    break;
                }
                inFlight++;
                int host = call.get().host();
                events.emit(new Event.CallStarted(
                        stage.number, hosts.get(host), seats.get(host).arrival.target()));
                open(host, new Pass.Go(stage.number));
            }
        }
    }

    private void closeIfOver(StageRun stage) {
        if (stage.over()) {
            stages.remove(stage);
            events.emit(new Event.StageFinished(stage.number, Duration.ofNanos(clock.getAsLong() - stage.began)));
        }
    }

    private void released(Set<Integer> waiting) {
        for (int host : waiting) {
            merge.resume(host);
            open(host, new Pass.Go(0));
        }
    }

    private void open(int host, Pass pass) {
        Seat seat = seats.get(host);
        seat.waits = false;
        seat.turnstile.open(pass);
    }

    private void stopNow() {
        if (stopping) {
            return;
        }
        stopping = true;
        for (StageRun stage : List.copyOf(stages)) {
            stage.withdraw();
            closeIfOver(stage);
        }
        for (int host = 0; host < seats.size(); host++) {
            if (seats.get(host).waits) {
                open(host, new Pass.End(new Stopped(new Event.End.NotReached())));
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
