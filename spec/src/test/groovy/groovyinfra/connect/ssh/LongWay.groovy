package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import java.util.concurrent.DelayQueue
import java.util.concurrent.Delayed
import java.util.concurrent.TimeUnit

/**
 * A way to a port of this machine on which everything takes its time, and which counts how often somebody had to wait for an
 * answer: what is sent after an answer has come stands behind it.
 */
@CompileStatic
class LongWay implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.loopbackAddress)
    private final int target
    private final long delay
    private int asked // how many answers the last thing stood behind that has come there, itself included
    private int answered // and here

    /** Both ways take half of the round trip, given in milliseconds. */
    LongWay(int target, long roundTrip) {
        this.target = target
        this.delay = roundTrip.intdiv(2).longValue()
        Thread.startVirtualThread { accept() }
    }

    int getPort() {
        server.localPort
    }

    /** How often one had to wait for the other side, since the beginning. */
    synchronized int getRoundTrips() {
        answered
    }

    private synchronized int place(boolean there) {
        there ? answered + 1 : asked
    }

    private synchronized void came(boolean there, int place) {
        if (there) {
            asked = Math.max(asked, place)
        } else {
            answered = Math.max(answered, place)
        }
    }

    private void accept() {
        while (!server.closed) {
            try {
                def near = server.accept()
                def far = new Socket(InetAddress.loopbackAddress, target)
                [near, far]*.tcpNoDelay = true
                carry(near, far, true)
                carry(far, near, false)
            } catch (IOException ignored) {
                return // closed
            }
        }
    }

    private void carry(Socket from, Socket to, boolean there) {
        def way = new DelayQueue<Piece>()
        Thread.startVirtualThread {
            def buffer = new byte[64 << 10]
            try {
                int length
                while ((length = from.inputStream.read(buffer)) >= 0) {
                    way.put(new Piece(System.nanoTime() + delay * 1_000_000, Arrays.copyOf(buffer, length), place(there)))
                }
            } catch (IOException ignored) {
                // as an end
            }
            way.put(new Piece(System.nanoTime() + delay * 1_000_000, null, 0))
        }
        Thread.startVirtualThread {
            try {
                Piece piece
                while ((piece = way.take()).bytes != null) {
                    came(there, piece.place)
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
        final int place

        Piece(long due, byte[] bytes, int place) {
            this.due = due
            this.bytes = bytes
            this.place = place
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
