package groovyinfra.connect;

import groovyinfra.model.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/** What happens to a shell, for the one thread that waits for it. Readers of a stream wait while much is unread. */
final class Mailbox {
    private static final int MOST = 1 << 20;
    private static final int SMALL = 2 << 10;
    private static final int LARGE = 16 << 10;

    private final Queue<Happening> happenings = new ArrayDeque<>(); // guarded by this
    private int unread; // bytes, guarded by this
    private boolean closed; // guarded by this

    /** Something that happens. */
    sealed interface Happening {
        /** Bytes of a stream. */
        record Piece(boolean error, byte[] bytes) implements Happening {}

        /** The end of a stream. */
        record Ended(boolean error) implements Happening {}

        /** Somebody wants something to end, such as a message. */
        record Stop(Object what, Exit as) implements Happening {}

        /**
         * What ran has been killed.
         *
         * @param by the signal that was enough
         * @param left what could not be killed; empty: nothing
         */
        record Reaped(String by, String left) implements Happening {
            /** How what was to end like this has ended. */
            Exit exit(Exit as) {
                return switch (as) {
                    case Exit.Killed _ -> new Exit.Killed(by);
                    case Exit.TimedOut(Duration limit, Optional<String> _) ->
                        new Exit.TimedOut(limit, left.isEmpty() ? Optional.of(by) : Optional.empty());
                    case Exit.Code _, Exit.Lost _ -> as;
                };
            }
        }

        /** Nothing until now. */
        record Nothing() implements Happening {}
    }

    /** Puts in all that comes from a stream, and then its end; in a thread of its own. */
    Thread fill(InputStream from, boolean error) {
        return Thread.ofVirtual()
                .name("reader of " + (error ? "stderr" : "stdout"))
                .start(() -> read(from, error));
    }

    private void read(InputStream from, boolean error) {
        byte[] buffer = new byte[SMALL];
        try {
            try {
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                    put(new Happening.Piece(error, Arrays.copyOf(buffer, length)));
                    buffer = fitting(buffer, length);
                }
            } catch (IOException closed) {
                // the end of the stream all the same
            }
            put(new Happening.Ended(error));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A large one while much comes; most streams are silent most of the time, and there may be thousands. */
    private static byte[] fitting(byte[] buffer, int read) {
        int wanted = read == buffer.length ? LARGE : read < SMALL ? SMALL : buffer.length;
        return wanted == buffer.length ? buffer : new byte[wanted];
    }

    synchronized void put(Happening happening) throws InterruptedException {
        if (happening instanceof Happening.Piece(boolean _, byte[] bytes)) {
            while (unread > MOST && !closed) {
                wait();
            }
            unread += bytes.length;
        }
        if (!closed) {
            happenings.add(happening);
            notifyAll();
        }
    }

    /** The next one; {@link Happening.Nothing} when the time, as {@link System#nanoTime}, is over. */
    synchronized Happening next(long until) throws InterruptedException {
        while (happenings.isEmpty()) {
            long nanos = until - System.nanoTime();
            if (nanos <= 0) {
                return new Happening.Nothing();
            }
            wait(nanos / 1_000_000 + 1);
        }
        Happening next = happenings.remove();
        if (next instanceof Happening.Piece(boolean _, byte[] bytes)) {
            unread -= bytes.length;
            notifyAll();
        }
        return next;
    }

    /** Lets everybody go on; nothing more is taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
