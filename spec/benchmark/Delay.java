import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A long way to hosts: passes connections on, and keeps every piece of data for half a round trip. */
final class Delay implements Closeable {
    /** No way at all. */
    static final Delay NONE = new Delay(0);

    private static final int BACKLOG = 1024;
    private final long oneWayNanos;
    private final List<ServerSocket> servers = new ArrayList<>();

    private record Piece(byte[] bytes, long due) {}

    Delay(int roundTripMillis) {
        oneWayNanos = roundTripMillis * 500_000L;
    }

    /** The port at which connections for the host are taken. */
    int listen(String address, Fleet.Member host) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(address, host.port()), BACKLOG);
        servers.add(server);
        Thread.startVirtualThread(() -> accept(server, host));
        return server.getLocalPort();
    }

    private void accept(ServerSocket server, Fleet.Member host) {
        try {
            while (true) {
                Socket near = server.accept();
                // A connection takes a round trip before the first byte can travel.
                long open = System.nanoTime() + 2 * oneWayNanos;
                Thread.startVirtualThread(() -> pass(near, host, open));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pass(Socket near, Fleet.Member host, long open) {
        try {
            Socket far = new Socket(host.address(), host.port());
            far.setOption(StandardSocketOptions.TCP_NODELAY, true);
            near.setOption(StandardSocketOptions.TCP_NODELAY, true);
            way(near, far, open);
            way(far, near, open);
        } catch (IOException refused) {
            close(near);
        }
    }

    private void way(Socket from, Socket to, long open) {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        Thread.startVirtualThread(() -> {
            byte[] buffer = new byte[32 << 10];
            try (InputStream in = from.getInputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    pieces.add(new Piece(Arrays.copyOf(buffer, length), due(open)));
                }
            } catch (IOException broken) {
                close(from);
            }
            pieces.add(new Piece(new byte[0], due(open)));
        });
        Thread.startVirtualThread(() -> {
            try (to;
                    OutputStream out = to.getOutputStream()) {
                for (Piece piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                    sleepUntil(piece.due);
                    out.write(piece.bytes);
                }
            } catch (IOException | InterruptedException broken) {
                close(from);
            }
        });
    }

    private long due(long open) {
        return Math.max(open, System.nanoTime()) + oneWayNanos;
    }

    private static void sleepUntil(long due) throws InterruptedException {
        long nanos = due - System.nanoTime();
        if (nanos > 0) {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() {
        servers.forEach(Delay::close);
    }
}
