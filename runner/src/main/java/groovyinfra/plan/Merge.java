package groovyinfra.plan;

import groovyinfra.model.CallPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live merge of all hosts' sequences: says whose turn it is.
 *
 * <p>Hosts are numbers in inventory order. Whoever drives the merge tells it where hosts stand, and asks for the {@linkplain
 * #next() next turn} after each message. A place's turn comes when no host's evaluation still stands before it: then all hosts
 * that wait at the smallest path go together. Compound stages merge over a part of the hosts by the same rule, and are one stage
 * for everybody else. A host that waits for another one's value holds nobody up; when it goes on, its earlier places come first
 * again, as a further pass.
 *
 * <p>A state machine of one thread: no lock, no clock. Whatever the order of messages between two turns, the turns are the same.
 */
public class Merge {

    /** What stands at a place. */
    public enum Kind {
        /** A call, or anything else that is over at once. */
        SINGLE,
        /** A block that one host runs for all who stand at it. */
        ONCE,
        /** A block that all hosts who stand at it run together. */
        BLOCK
    }

    /** Whose turn it is. All hosts that are named evaluate, or are at work, from then on. */
    public sealed interface Turn {

        /** These hosts' calls are one stage, or these hosts begin a block. */
        record Go(CallPath path, int pass, Kind kind, List<Integer> hosts) implements Turn {}

        /** This host runs a block for those who stand at it. */
        record Chosen(CallPath path, int host) implements Turn {}

        /** All are through a block: these go on, some of which did not run it. */
        record Over(CallPath path, Kind kind, List<Integer> hosts) implements Turn {}

        /** No host can ever go on: these wait for values that nobody can give. They are told so and go on. */
        record Stuck(List<Integer> hosts) implements Turn {}
    }

    private enum State {
        BUSY,
        PARKED,
        HELD,
        WAITING,
        THROUGH,
        DONE
    }

    /** A host: where it stands. */
    private static final class Seat {
        final int host;
        State state = State.BUSY;
        CallPath path;
        Kind kind;
        Scope scope;

        Seat(int host, Scope scope) {
            this.host = host;
            this.scope = scope;
        }
    }

    /** A compound stage under way, or the whole run. */
    private static final class Scope {
        final Scope parent;
        final CallPath path;
        final Kind kind;
        final List<Seat> members = new ArrayList<>();
        final List<Seat> held = new ArrayList<>();
        final List<Scope> inner = new ArrayList<>();
        int busy;

        Scope(Scope parent, CallPath path, Kind kind) {
            this.parent = parent;
            this.path = path;
            this.kind = kind;
        }

        boolean over() {
            return busy == 0
                    && inner.isEmpty()
                    && members.stream().allMatch(seat -> seat.state == State.THROUGH || seat.state == State.DONE);
        }
    }

    private final List<Seat> seats = new ArrayList<>();
    private final Scope root = new Scope(null, null, Kind.BLOCK);
    private final Map<CallPath, Integer> passes = new HashMap<>();

    /** All hosts evaluate, and stand before everything. */
    public Merge(int hosts) {
        for (int host = 0; host < hosts; host++) {
            Seat seat = new Seat(host, root);
            seats.add(seat);
            root.members.add(seat);
        }
        root.busy = hosts;
    }

    /** The host waits at a place for its turn. */
    public void park(int host, CallPath path, Kind kind) {
        Seat seat = seats.get(host);
        seat.path = path;
        seat.kind = kind;
        move(seat, State.PARKED);
    }

    /** The host is through the innermost block that it is in, and waits for the others. */
    public void through(int host) {
        move(seats.get(host), State.THROUGH);
    }

    /** The host waits for something that another host will give: it holds nobody up. */
    public void await(int host) {
        move(seats.get(host), State.WAITING);
    }

    /** What the host waited for is there. */
    public void resume(int host) {
        move(seats.get(host), State.BUSY);
    }

    /** The host's evaluation is over, however it ended. */
    public void finish(int host) {
        move(seats.get(host), State.DONE);
    }

    /** The next turn, if one has come; to be asked again until there is none. */
    public Optional<Turn> next() {
        Turn turn = advance(root);
        return Optional.ofNullable(turn == null && root.busy == 0 ? stuck() : turn);
    }

    private void move(Seat seat, State state) {
        int change = (state == State.BUSY ? 1 : 0) - (seat.state == State.BUSY ? 1 : 0);
        seat.state = state;
        for (Scope scope = seat.scope; change != 0 && scope != null; scope = scope.parent) {
            scope.busy += change;
        }
    }

    /** The merge itself: over the blocks inside this one, then over the hosts that stand in it. */
    private Turn advance(Scope scope) {
        for (Scope inner : scope.inner) {
            Turn turn = inner.over() ? end(inner) : advance(inner);
            if (turn != null) {
                return turn;
            }
        }
        return scope.busy > 0 ? null : start(scope);
    }

    private Turn start(Scope scope) {
        Seat first = null;
        for (Seat seat : scope.members) {
            if (seat.state == State.PARKED && (first == null || seat.path.compareTo(first.path) < 0)) {
                first = seat;
            }
        }
        return first == null ? null : start(scope, first.path, first.kind);
    }

    private Turn start(Scope scope, CallPath path, Kind kind) {
        List<Seat> here = new ArrayList<>();
        for (Seat seat : scope.members) {
            if (seat.state == State.PARKED && seat.kind == kind && seat.path.equals(path)) {
                here.add(seat);
            }
        }
        return switch (kind) {
            case SINGLE -> go(path, kind, here);
            case BLOCK -> {
                open(scope, path, kind, here);
                yield go(path, kind, here);
            }
            case ONCE -> chooseOne(scope, path, here);
        };
    }

    private Turn go(CallPath path, Kind kind, List<Seat> here) {
        here.forEach(seat -> move(seat, State.BUSY));
        return new Turn.Go(path, passes.merge(path, 1, Integer::sum) - 1, kind, hosts(here));
    }

    private Turn chooseOne(Scope scope, CallPath path, List<Seat> here) {
        Optional<Scope> running = scope.inner.stream()
                .filter(inner -> inner.kind == Kind.ONCE && inner.path.equals(path))
                .findFirst();
        Seat chosen = running.isPresent() ? null : here.removeFirst();
        Scope block = running.orElseGet(() -> open(scope, path, Kind.ONCE, List.of(chosen)));
        here.forEach(seat -> move(seat, State.HELD));
        block.held.addAll(here);
        if (chosen == null) {
            return start(scope);
        }
        move(chosen, State.BUSY);
        return new Turn.Chosen(path, chosen.host);
    }

    private static Scope open(Scope scope, CallPath path, Kind kind, List<Seat> here) {
        Scope block = new Scope(scope, path, kind);
        scope.inner.add(block);
        scope.members.removeAll(Set.copyOf(here));
        block.members.addAll(here);
        here.forEach(seat -> seat.scope = block);
        return block;
    }

    private Turn end(Scope block) {
        Scope outer = block.parent;
        outer.inner.remove(block);
        List<Seat> released = new ArrayList<>(block.held);
        for (Seat seat : block.members) {
            seat.scope = outer;
            outer.members.add(seat);
            if (seat.state == State.THROUGH) {
                released.add(seat);
            }
        }
        outer.members.sort((one, other) -> Integer.compare(one.host, other.host));
        released.sort((one, other) -> Integer.compare(one.host, other.host));
        released.forEach(seat -> move(seat, State.BUSY));
        return new Turn.Over(block.path, block.kind, hosts(released));
    }

    private Turn stuck() {
        List<Seat> waiting =
                seats.stream().filter(seat -> seat.state == State.WAITING).toList();
        waiting.forEach(seat -> move(seat, State.BUSY));
        return waiting.isEmpty() ? null : new Turn.Stuck(hosts(waiting));
    }

    private static List<Integer> hosts(List<Seat> seats) {
        return seats.stream().map(seat -> seat.host).toList();
    }
}
