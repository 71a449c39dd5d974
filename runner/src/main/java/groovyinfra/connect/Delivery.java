package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening;
import groovyinfra.model.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A message being carried out by a shell at the other end of a line. */
final class Delivery {
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Line line;
    private final Message message;
    private final Supplier<Happening.Reaped> reaper;
    private final long earliest; // no time limit is over before
    private String question = "";
    private long silence; // is over then
    private boolean asked;
    private int streams = 2;
    private long until = Long.MAX_VALUE;
    private boolean tooLate;
    private Exit stopped;
    private Happening.Reaped reaped;

    /**
     * A message for a line.
     *
     * @param reaper ends on the host what runs for it
     * @param catchingUp how long it may take to hear what has happened before; no time limit counts for so long
     */
    Delivery(Line line, Message message, Supplier<Happening.Reaped> reaper, Duration catchingUp) {
        this.line = line;
        this.message = message;
        this.reaper = reaper;
        this.earliest = System.nanoTime() + catchingUp.toNanos();
    }

    /** Ends it, if it is still being carried out: what runs for it is killed on the host, with this exit. */
    void stop(Exit as) {
        line.put(new Happening.Stop(message, as));
    }

    /**
     * Says it, and blocks until it is carried out, was stopped, or the line has ended. An interrupt ends it on the host, too.
     *
     * @param asking what a shell that is silent is asked, once: it answers when the message is carried out, or ends where nothing brings
     *     its words here any more; empty for one that must not be asked
     */
    void carryOut(String text, String asking) {
        question = asking;
        boolean interrupted = false;
        try {
            line.write(text);
        } catch (IOException _) {
            hurry(FAREWELL); // its last words may still come
        }
        silence = System.nanoTime() + SILENCE.toNanos();
        while (!isDone()) {
            try {
                take(line.next(stopped == null ? Math.min(until, Math.min(deadline(), silence)) : until));
            } catch (InterruptedException _) {
                interrupted = true;
                stop(new Exit.Killed("TERM"));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long deadline() {
        return Math.max(earliest, message.deadline());
    }

    private boolean isDone() {
        return tooLate || (stopped == null ? message.isSettled() && isAnswered() : reaped != null && streams == 0);
    }

    private void take(Happening happening) {
        switch (happening) {
            case Happening.Piece(boolean error, byte[] bytes) -> {
                message.take(error, bytes);
                silence = Math.max(silence, System.nanoTime() + SILENCE.toNanos());
            }
            case Happening.Ended _ -> {
                streams--;
                if (stopped == null) {
                    hurry(streams == 0 ? Duration.ZERO : FAREWELL);
                }
            }
            case Happening.Stop(Object which, Exit as) when which == message -> end(as);
            case Happening.Stop _ -> {} // came too late for an earlier one
            case Happening.Reaped now -> {
                reaped = now;
                hurry(FAREWELL);
            }
            case Happening.Nothing _ when stopped == null && System.nanoTime() >= silence -> ask();
            case Happening.Nothing _ -> timeIsOver();
        }
    }

    private void ask() {
        silence = Long.MAX_VALUE;
        asked = !question.isEmpty();
        if (asked) {
            line.writeAside(question);
        }
    }

    private boolean isAnswered() {
        return !asked || message.isAnswered();
    }

    private void timeIsOver() {
        if (stopped == null && message.limit().isPresent() && System.nanoTime() >= deadline()) {
            end(new Exit.TimedOut(message.limit().get(), Optional.empty()));
        } else {
            tooLate = true;
        }
    }

    private void end(Exit as) {
        if (stopped != null) {
            return;
        }
        stopped = as;
        hurry(Reaper.AT_MOST);
        Thread.ofVirtual().name("reaper").start(() -> line.put(reaper.get()));
    }

    private void hurry(Duration from) {
        until = System.nanoTime() + from.toNanos();
    }

    /** Whether the shell has carried it out, and waits for the next. */
    boolean endedWell() {
        return stopped == null && message.isOver() && isAnswered();
    }

    /** Whether the line has ended first. */
    boolean isBroken() {
        return stopped == null && !message.isSettled();
    }

    /** Why, where the connection still stands or not. */
    String cause(boolean open) {
        if (open) {
            return "something on the host has ended the shell there, or the tee that brings its output here";
        }
        try {
            return streams == 0 && line.exit() instanceof Exit.Lost lost ? lost.cause() : "connection closed";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "connection closed";
        }
    }

    /** How what it was stopped in ended; nothing if it was not stopped. */
    Optional<Exit> stopped() {
        if (stopped == null) {
            return Optional.empty();
        }
        if (reaped == null) {
            return Optional.of(new Exit.Lost(cause(false)));
        }
        return Optional.of(reaped.exit(stopped));
    }

    /** For the user: what it has left on the host. */
    String remark() {
        return reaped == null || reaped.left().isEmpty() ? "" : "\nstill running on the host: " + reaped.left() + "\n";
    }
}
