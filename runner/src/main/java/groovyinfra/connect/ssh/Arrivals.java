package groovyinfra.connect.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What has arrived on a channel and was not read yet: streams that share one room. The other side may fill it, and hears of more
 * when readers have emptied a good part of it, so what is unread never exceeds the room, whichever stream it is on.
 */
final class Arrivals {
    private static final int PARTS = 8;
    private static final int SMALLEST = 4 << 10;
    private static final int MOST_SPARE = 4;

    private final long part;
    private final Promise promise;
    // Large, and read; while much comes, they are used again before anything is collected. Guarded by this.
    private final Deque<WeakReference<ByteBuffer>> spare = new ArrayDeque<>();
    private long emptied; // and the other side does not know it yet; guarded by this
    private boolean over; // guarded by this
    private Optional<IOException> broken = Optional.empty(); // guarded by this

    /** Tells the other side that it may send more. */
    @FunctionalInterface
    interface Promise {
        /** So many bytes more. */
        void more(long bytes) throws IOException;
    }

    /** Begins empty; the other side knows how large the room is. */
    Arrivals(long room, Promise promise) {
        this.part = room / PARTS;
        this.promise = promise;
    }

    /** One of the streams. */
    Stream stream() {
        return new Stream();
    }

    /** Nothing more will come; what is there can still be read. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** The same, and whoever reads on hears why. */
    synchronized void breakOff(IOException because) {
        if (!over) {
            broken = Optional.of(because);
        }
        end();
    }

    // The one that was read last is still in the processor's cache.
    private ByteBuffer empty(int length) {
        ByteBuffer found = spare.isEmpty() ? null : spare.pop().get();
        return found != null && found.capacity() >= length
                ? found
                : ByteBuffer.allocate(Math.max(length, SMALLEST)).limit(0);
    }

    private void spare(ByteBuffer read) {
        if (read.capacity() > SMALLEST && spare.size() < MOST_SPARE) {
            spare.push(new WeakReference<>(read.clear().limit(0)));
        }
    }

    /** What has arrived on one stream. Closing it changes nothing. */
    final class Stream extends InputStream {
        private final Deque<ByteBuffer> pieces = new ArrayDeque<>(); // to be read; guarded by the arrivals

        /** Something arrives; what comes after the end is dropped. */
        void receive(byte[] bytes, int from, int length) {
            synchronized (Arrivals.this) {
                if (over) {
                    return;
                }
                ByteBuffer last = pieces.peekLast();
                if (last == null || last.capacity() - last.limit() < length) {
                    last = empty(length);
                    pieces.add(last);
                }
                int at = last.limit();
                last.limit(at + length).put(at, bytes, from, length);
                Arrivals.this.notifyAll();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int taken;
            long more = 0;
            synchronized (Arrivals.this) {
                await();
                taken = take(bytes, from, length);
                emptied += taken;
                if (emptied >= part && !over) {
                    more = emptied;
                    emptied = 0;
                }
            }
            // Not with the lock: who delivers what arrives must never wait for a writer.
            if (more > 0) {
                promise.more(more);
            }
            return taken == 0 ? -1 : taken;
        }

        private void await() throws IOException {
            while (pieces.isEmpty() && !over) {
                try {
                    Arrivals.this.wait();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw (IOException) new InterruptedIOException().initCause(stopped);
                }
            }
            if (pieces.isEmpty() && broken.isPresent()) {
                throw broken.get();
            }
        }

        private int take(byte[] bytes, int from, int length) {
            int taken = 0;
            while (taken < length && !pieces.isEmpty()) {
                ByteBuffer first = pieces.peek();
                int some = Math.min(length - taken, first.remaining());
                first.get(bytes, from + taken, some);
                taken += some;
                if (!first.hasRemaining()) {
                    spare(pieces.remove());
                }
            }
            return taken;
        }
    }
}
