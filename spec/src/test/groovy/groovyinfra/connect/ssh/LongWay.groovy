package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import java.util.concurrent.DelayQueue
import java.util.concurrent.Delayed
import java.util.concurrent.TimeUnit

/** A way to a port of this machine on which everything takes its time. */
@CompileStatic
class LongWay implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.loopbackAddress)
    private final int target
    private final long delay

    /** Both ways take half of the round trip, given in milliseconds. */
    LongWay(int target, long roundTrip) {
        this.target = target
        this.delay = roundTrip.intdiv(2).longValue()
        Thread.startVirtualThread { accept() }
    }

    int getPort() {
        server.localPort
    }

    private void accept() {
        while (!server.closed) {
            try {
                def near = server.accept()
                def far = new Socket(InetAddress.loopbackAddress, target)
                [near, far]*.tcpNoDelay = true
                carry(near, far)
                carry(far, near)
            } catch (IOException ignored) {
                return // closed
            }
        }
    }

    private void carry(Socket from, Socket to) {
        def way = new DelayQueue<Piece>()
        Thread.startVirtualThread {
            def buffer = new byte[64 << 10]
            try {
                int length
                while ((length = from.inputStream.read(buffer)) >= 0) {
                    way.put(new Piece(System.nanoTime() + delay * 1_000_000, Arrays.copyOf(buffer, length)))
                }
            } catch (IOException ignored) {
                // as an end
            }
            way.put(new Piece(System.nanoTime() + delay * 1_000_000, null))
        }
        Thread.startVirtualThread {
            try {
                Piece piece
                while ((piece = way.take()).bytes != null) {
                    to.outputStream.write(piece.bytes)
                }
            } catch (IOException ignored) {
                // nobody is there any more
            }
            to.close()
        }
    }

    @Override
    void close() {
        server.close()
    }

    private static class Piece implements Delayed {
        final long due
        final byte[] bytes

        Piece(long due, byte[] bytes) {
            this.due = due
            this.bytes = bytes
        }

        @Override
        long getDelay(TimeUnit unit) {
            unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS)
        }

        @Override
        int compareTo(Delayed other) {
            Long.compare(due, ((Piece) other).due)
        }
    }
}
