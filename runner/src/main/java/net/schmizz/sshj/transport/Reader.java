package net.schmizz.sshj.transport;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what arrives on a connection to the decoder, in a virtual thread. It stands in the place of the library's class of this
 * name, which is a thread of the system with a buffer of 256 KiB for each connection (docs/adr/0036).
 *
 * <p>It is a thread by type only, since the library asks for one, and as that never started: so {@link Transport#isRunning} always
 * says no, and {@link Transport#disconnect} does nothing. {@link Transport#die} ends a connection.
 */
public final class Reader extends Thread {

    private static final int PIECE = 4 << 10;
    private static final int LARGE_PIECE = 64 << 10;
    /** So many large reads more than small ones, and large packets go on coming. */
    private static final int MANY = 64;

    private final TransportImpl transport;
    private volatile boolean stopped;

    /** Of the transport that makes it. */
    public Reader(TransportImpl transport) {
        this.transport = transport;
    }

    @Override
    public void start() {
        Thread.ofVirtual().name(getName()).start(this);
    }

    /** Nothing that arrives counts any more; whoever says so closes the stream. */
    @Override
    public void interrupt() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            pass(transport.getConnInfo().in);
        } catch (IOException | RuntimeException broken) {
            if (!stopped) {
                transport.die(broken);
            }
        }
    }

    private void pass(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        int needed = 1;
        int large = 0;
        while (!stopped) {
            large = needed > PIECE ? Math.min(large + 1, MANY) : Math.max(large - 1, 0);
            if (large == MANY && piece.length == PIECE) {
                piece = new byte[LARGE_PIECE];
            } else if (large == 0 && piece.length == LARGE_PIECE) {
                piece = new byte[PIECE];
            }
            int length = in.read(piece, 0, Math.min(needed, piece.length));
            if (length < 0) {
                throw new TransportException("Broken transport; encountered EOF");
            }
            needed = transport.getDecoder().received(piece, length);
        }
    }
}
