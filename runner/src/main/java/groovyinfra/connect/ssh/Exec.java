package groovyinfra.connect.ssh;

import groovyinfra.model.Exit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel that runs one command. It differs from the library's in three ways: it sends its input without waiting for
 * the server's word that the command was started, it knows the command's exit as soon as the server says it, and it can be left
 * without waiting for the command's end.
 */
final class Exec extends SessionChannel {
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final Supplier<String> end;
    private final Object arriving = new Object();
    private volatile boolean over;

    /** What ended the connection, should it end before the command, is asked for then. */
    Exec(Connection connection, Supplier<String> end) {
        super(connection);
        this.end = end;
    }

    /** Variables that the server does not accept are left out by it without a word. */
    void start(String command, boolean terminal, Map<String, String> environment)
            throws ConnectionException, TransportException {
        open();
        if (terminal) {
            allocatePTY("dumb", 200, 50, 0, 0, Map.of());
        }
        for (var variable : environment.entrySet()) {
            Buffer.PlainBuffer pair =
                    new Buffer.PlainBuffer().putString(variable.getKey()).putString(variable.getValue());
            sendChannelRequest("env", false, pair);
        }
        Event<ConnectionException> started =
                sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(command));
        Thread.ofVirtual().name("exec").start(() -> awaitStart(started));
    }

    /** Completed when the server tells it, or when the channel ends without it. */
    CompletableFuture<Exit> ended() {
        return exit;
    }

    /** Tells the server that nobody listens any more; readers get the end of the stream, writers an error. */
    void leave() {
        try {
            sendClose();
        } catch (TransportException gone) {
            // Then the server knows already.
        }
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
        if (message == Message.CHANNEL_DATA || message == Message.CHANNEL_EXTENDED_DATA) {
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
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        if (request.equals("exit-signal")) {
            exit.complete(new Exit.Killed(signal(packet)));
        }
        super.handleRequest(request, packet);
        if (request.equals("exit-status")) {
            exit.complete(new Exit.Code(getExitStatus()));
        }
    }

    @Override
    public void notifyError(SSHException error) {
        exit.complete(new Exit.Lost(end.get()));
        over();
        super.notifyError(error);
    }

    // Not the stream for input: closing it would wait for a writer who waits for the server.
    @Override
    protected void closeAllStreams() {
        IOUtils.closeQuietly(getInputStream(), getErrorStream());
    }

    @Override
    protected void finishOff() {
        exit.complete(new Exit.Lost("the channel was closed without an exit code"));
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

    private void awaitStart(Event<ConnectionException> started) {
        try {
            started.await();
        } catch (ConnectionException refused) {
            exit.complete(new Exit.Lost("the server did not start the command"));
            leave();
        }
    }

    private static String signal(SSHPacket packet) throws ConnectionException {
        try {
            return new SSHPacket(packet).readString();
        } catch (Buffer.BufferException garbled) {
            throw new ConnectionException(garbled);
        }
    }
}
