package groovyinfra.connect.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a process writes, read by a platform thread and handed on. A virtual thread that reads a pipe keeps the carrier that it
 * runs on, of which there are as many as processors: a few shells that say nothing would stop all hosts.
 */
final class ProcessOutput extends InputStream {
    private static final byte[] END = {};
    private static final int WAITING_PIECES = 16;

    private final InputStream pipe;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>(WAITING_PIECES);
    private final Thread reader;

    /** Guarded by this, like the position. */
    private byte[] piece = {};

    private int position;

    ProcessOutput(InputStream pipe) {
        this.pipe = pipe;
        this.reader = Thread.ofPlatform().daemon().name("reader of a process").start(this::take);
    }

    private void take() {
        byte[] buffer = new byte[16 << 10];
        try {
            try {
                for (int length = pipe.read(buffer); length >= 0; length = pipe.read(buffer)) {
                    if (length > 0) {
                        pieces.put(Arrays.copyOf(buffer, length));
                    }
                }
            } catch (IOException closed) {
                // the end of the stream all the same
            }
            pieces.put(END);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized int read(byte[] buffer, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == piece.length) {
            next();
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, buffer, from, count);
        position += count;
        return count == 0 ? -1 : count;
    }

    /** The end stays the end, for whoever reads on. */
    private void next() throws IOException {
        try {
            piece = pieces.take();
            position = 0;
            if (piece.length == 0) {
                pieces.offer(END);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process was silent");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Nobody reads any more: who waits finds the end. */
    @Override
    public void close() throws IOException {
        pieces.clear();
        pieces.offer(END);
        reader.interrupt();
        pipe.close();
    }
}
