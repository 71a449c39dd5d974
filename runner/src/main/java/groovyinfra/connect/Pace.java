package groovyinfra.connect;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts what is written, and tells how far a transfer is if it lasts: not in the first two seconds, and then twice a second. */
final class Pace extends FilterOutputStream {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long EVERY = Duration.ofMillis(500).toNanos();

    private final long total;
    private final Session.Progress progress;
    private final LongSupplier clock;
    private long done;
    private long next;

    /**
     * On the way to a stream.
     *
     * @param progress is told of step 0
     * @param clock in nanoseconds
     */
    Pace(OutputStream out, long total, Session.Progress progress, LongSupplier clock) {
        super(out);
        this.total = total;
        this.progress = progress;
        this.clock = clock;
        this.next = clock.getAsLong() + FIRST;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        done += length;
        long now = clock.getAsLong();
        if (now - next >= 0) {
            next = now + EVERY;
            progress.transferred(0, Math.min(done, total), total);
        }
    }
}
