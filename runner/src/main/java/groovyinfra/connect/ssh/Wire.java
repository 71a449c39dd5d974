package groovyinfra.connect.ssh;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/**
 * The bytes to and from a server, whatever carries them; remembers when it heard something last, and what it heard first. The
 * library knows it as a socket that is connected.
 */
final class Wire extends Socket {
    private static final int FIRST = 256;
    /** For what is in front of a packet; what is larger goes past it. */
    private static final int BUFFER = 2 << 10;

    private final Bearer bearer;
    private final byte[] first = new byte[FIRST];
    private volatile int firstLength;
    private volatile long heard = System.nanoTime();
    private volatile boolean closed;
    private volatile boolean left;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<String> end = new AtomicReference<>();
    private final AtomicReference<Following> following = new AtomicReference<>();

    /** Another packet of a thread, right behind its next one. */
    private record Following(Thread thread, Packet packet) {}

    /** Writes a packet. */
    @FunctionalInterface
    interface Packet {
        /** Does it. */
        void write() throws IOException;
    }

    /**
     * What carries the bytes.
     *
     * @param finish sends no more, while what was sent still arrives and is answered; nothing where it cannot do that
     * @param lastWords what it has to say itself when it carries no more; may be empty
     */
    record Bearer(
            InputStream in, OutputStream out, Optional<Closeable> finish, Closeable end, Supplier<String> lastWords) {}

    Wire(Bearer bearer) {
        this.bearer = bearer;
    }

    /** Connects to the first address of the host that answers; the time limit is for all of them. */
    static Wire to(String host, int port, Duration limit) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        long end = System.nanoTime() + limit.toNanos();
        IOException last = new SocketTimeoutException("Connect timed out");
        for (int i = 0; i < addresses.length; i++) {
            long millis = (end - System.nanoTime()) / 1_000_000 / (addresses.length - i);
            Socket socket = new Socket();
            try {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                socket.connect(new InetSocketAddress(addresses[i], port), (int) Math.max(1, millis));
                return new Wire(new Bearer(
                        socket.getInputStream(),
                        socket.getOutputStream(),
                        Optional.of(socket::shutdownOutput),
                        socket,
                        () -> ""));
            } catch (IOException refused) {
                socket.close();
                last = refused;
            }
        }
        throw last;
    }

    /** What carries the bytes says when it carries no more. */
    String lastWords() {
        return bearer.lastWords.get();
    }

    /** Makes a client use this connection. */
    SocketFactory asFactory() {
        return new OneSocket(this);
    }

    /** Writes this right behind the next packet of the present thread, before that one waits for an answer. */
    void afterNext(Packet packet) {
        following.set(new Following(Thread.currentThread(), packet));
    }

    /**
     * Sends no more, and blocks until the peer has taken everything and ended the connection, or it is closed here.
     *
     * @return whether that is possible here; if not, nothing was done
     */
    boolean finish() throws IOException, InterruptedException {
        if (bearer.finish.isEmpty()) {
            return false;
        }
        left = true;
        bearer.finish.get().close();
        ended.await();
        return true;
    }

    /** Closes it at once, as we need it no more: whoever reads learns that this is no error. */
    void leave() {
        left = true;
        cut();
    }

    /** Closes it at once; whoever reads or writes gets an error. */
    void cut() {
        try {
            close();
        } catch (IOException unimportant) {
            // It is of no use any more, closed or not.
        }
    }

    /** The connection is over, for this reason if there was none before. */
    void end(String reason) {
        end.compareAndSet(null, reason);
    }

    /** Why the connection is over; nothing while it is not. */
    Optional<String> end() {
        return Optional.ofNullable(end.get());
    }

    /** When something was heard last, in the time of {@link System#nanoTime}. */
    long heard() {
        return heard;
    }

    /** The first line that the other side sent, as far as it can be shown. */
    String firstLine() {
        String text = new String(first, 0, firstLength, StandardCharsets.ISO_8859_1);
        return text.lines()
                .findFirst()
                .orElse("")
                .replaceAll("[^\\x20-\\x7e]", "?")
                .strip();
    }

    @Override
    public InputStream getInputStream() {
        return new BufferedInputStream(new Listening(bearer.in), BUFFER);
    }

    @Override
    public OutputStream getOutputStream() {
        return new Steady(bearer.out);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** The library wants none; a limit would be for TCP only. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public void close() throws IOException {
        closed = true;
        ended.countDown();
        bearer.end.close();
    }

    private void heard(byte[] bytes, int offset, int length) {
        heard = System.nanoTime();
        int soFar = firstLength;
        if (soFar < FIRST) {
            int more = Math.min(length, FIRST - soFar);
            System.arraycopy(bytes, offset, first, soFar, more);
            firstLength = soFar + more;
        }
    }

    private final class Listening extends FilterInputStream {
        Listening(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = readOrLeave(bytes, offset, length);
            if (read > 0) {
                heard(bytes, offset, read);
            } else if (read < 0) {
                ended.countDown();
                if (left) {
                    throw new Farewell();
                }
            }
            return read;
        }

        private int readOrLeave(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException broken) {
                throw left ? new Farewell() : broken;
            }
        }

        // As with any socket, a stream that is closed closes both ways. The end of what carries it comes first: a
        // tunnel would
        // take data on a closed stream for an error of the connection that all its hosts share.
        @Override
        public void close() throws IOException {
            Wire.this.close();
        }
    }

    /**
     * Keeps a pending interrupt away while it writes: it would close the socket under all channels when the writer is a virtual
     * thread and must wait.
     */
    private final class Steady extends FilterOutputStream {
        Steady(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                out.write(bytes, offset, length);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() throws IOException {
            Wire.this.close();
        }

        /** The library does this once behind each packet, and lets nobody else write meanwhile. */
        @Override
        public void flush() throws IOException {
            super.flush();
            Following next = following.get();
            if (next != null && next.thread().equals(Thread.currentThread())) {
                following.set(null);
                next.packet().write();
            }
        }
    }
}
