package groovyinfra.connect.ssh;

import groovyinfra.model.Exit;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel that runs one command. It differs from the library's in four ways: it sends its input without waiting for
 * the server's word that the command was started, it knows the command's exit as soon as the server says it, it can be left
 * without waiting for the command's end, and what is unread never exceeds the window: the library lets the server send more for
 * one stream while the other one is full, and ends the connection when that overflows.
 */
final class Exec extends AbstractDirectChannel {
    private static final int STDERR = 1;

    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final Supplier<String> end;
    private final Arrivals arrivals;
    private final Arrivals.Stream stdout;
    private final Arrivals.Stream stderr;
    private volatile boolean over;

    /** What ended the connection, should it end before the command, is asked for then. */
    Exec(Connection connection, Supplier<String> end) {
        super(connection, "session");
        this.end = end;
        this.arrivals = new Arrivals(lwin.getSize(), this::promise);
        this.stdout = arrivals.stream();
        this.stderr = arrivals.stream();
    }

    /** Variables that the server does not accept are left out by it without a word. */
    void start(String command, boolean terminal, Map<String, String> environment)
            throws ConnectionException, TransportException {
        open();
        if (terminal) {
            sendChannelRequest("pty-req", true, terminal()).await();
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

    private static Buffer.PlainBuffer terminal() {
        Buffer.PlainBuffer kind = new Buffer.PlainBuffer().putString("dumb");
        kind.putUInt32(200).putUInt32(50).putUInt32(0).putUInt32(0);
        return kind.putBytes(PTYMode.encode(Map.of()));
    }

    @Override
    public InputStream getInputStream() {
        return stdout;
    }

    /** From the command's standard error. */
    InputStream getErrorStream() {
        return stderr;
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
        closeAllStreams();
    }

    @Override
    public boolean isOpen() {
        return !over && super.isOpen();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        switch (message) {
            case CHANNEL_DATA -> receive(stdout, packet);
            case CHANNEL_EXTENDED_DATA -> {
                int type = number(packet);
                if (type != STDERR) {
                    throw new ConnectionException(DisconnectReason.PROTOCOL_ERROR, "data of type " + type);
                }
                receive(stderr, packet);
            }
            default -> super.handle(message, packet);
        }
    }

    private void receive(Arrivals.Stream stream, SSHPacket packet) throws ConnectionException {
        int length = number(packet);
        if (length < 0 || length > packet.available()) {
            throw new ConnectionException(DisconnectReason.PROTOCOL_ERROR, "data of length " + length);
        }
        lwin.consume(length);
        stream.receive(packet.array(), packet.rpos(), length);
    }

    // It counts here before the server knows: its answer may come at once.
    private void promise(long more) throws TransportException {
        lwin.expand(more);
        trans.write(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(more));
    }

    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        switch (request) {
            case "exit-status" -> exit.complete(new Exit.Code(number(packet)));
            case "exit-signal" -> {
                exit.complete(new Exit.Killed(signal(packet)));
                sendClose();
            }
            default -> super.handleRequest(request, packet);
        }
    }

    @Override
    public void notifyError(SSHException error) {
        exit.complete(new Exit.Lost(end.get()));
        arrivals.breakOff(error);
        over();
        super.notifyError(error);
    }

    // Not the stream for input: closing it would wait for a writer who waits for the server.
    @Override
    protected void closeAllStreams() {
        arrivals.end();
    }

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        arrivals.end();
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

    private static int number(SSHPacket packet) throws ConnectionException {
        try {
            return packet.readUInt32AsInt();
        } catch (Buffer.BufferException garbled) {
            throw new ConnectionException(garbled);
        }
    }

    private static String signal(SSHPacket packet) throws ConnectionException {
        try {
            return packet.readString();
        } catch (Buffer.BufferException garbled) {
            throw new ConnectionException(garbled);
        }
    }
}
