package groovyinfra.connect.ssh;

import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/** A channel through one server to another. It can be left at any time without harm to the others on the same connection. */
final class Tunnel extends DirectConnection {
    private final Object arriving = new Object();
    private volatile boolean over;

    Tunnel(Connection connection, String address, int port) {
        super(connection, address, port);
    }

    /** Tells the server that nobody listens any more; readers get the end of the stream, writers an error. Never blocks. */
    void leave() {
        Thread.ofVirtual().name("leave tunnel").start(() -> {
            try {
                sendClose();
            } catch (TransportException gone) {
                // Then the server knows already.
            }
        });
        over();
        synchronized (arriving) {
            closeAllStreams();
        }
    }

    @Override
    public boolean isOpen() {
        return !over && super.isOpen();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.CHANNEL_DATA) {
            // Data on a stream that was closed here would be taken for an error of the whole connection.
            synchronized (arriving) {
                if (!over) {
                    super.handle(message, packet);
                }
            }
        } else {
            super.handle(message, packet);
        }
    }

    @Override
    public void notifyError(SSHException error) {
        over();
        super.notifyError(error);
    }

    // Not the stream for input: closing it would wait for a writer who waits for the server.
    @Override
    protected void closeAllStreams() {
        IOUtils.closeQuietly(getInputStream());
    }

    @Override
    protected void finishOff() {
        over();
        super.finishOff();
    }

    // A writer who waits for the server to take more wakes up, and finds the channel closed.
    private void over() {
        over = true;
        if (rwin != null) {
            rwin.expand(1);
        }
    }
}
