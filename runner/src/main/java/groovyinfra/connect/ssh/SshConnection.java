package groovyinfra.connect.ssh;

import groovyinfra.connect.Channel;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Gone;
import groovyinfra.connect.NoSession;
import groovyinfra.model.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportException;

/** A connection over which we are logged in. */
final class SshConnection implements Connection {
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final SSHClient client;
    private final Wire wire;
    private final Heart heart;
    private final boolean jumps;
    private final SshSettings.Patience patience;
    private final Map<String, String> environment;
    private final Set<Exec> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private OptionalLong asked = OptionalLong.empty(); // this and the next: touched by the heart's thread only
    private int misses;

    SshConnection(Dial.Line line, SshSettings settings, Heart heart) {
        this.jumps = settings.route() instanceof SshSettings.Route.Through;
        this.patience = settings.patience();
        this.environment = settings.environment();
        this.client = line.client();
        this.wire = line.wire();
        this.heart = heart;
        // What lasts long is ended by whoever waits, by the heart or by the peer; a limit here would break long
        // commands.
        client.getConnection().setTimeoutMs(Integer.MAX_VALUE);
        heart.watch(this, patience.alive());
    }

    @Override
    public Channel spawn(String command) throws IOException {
        return spawn(command, false);
    }

    @Override
    public Channel spawnOnTerminal(String command) throws IOException {
        return spawn(command, true);
    }

    private Channel spawn(String command, boolean terminal) throws IOException {
        if (!isOpen()) {
            throw new Gone(end());
        }
        Exec exec = new Exec(client.getConnection(), this::end);
        try {
            exec.start(command, terminal, environment);
            running.add(exec);
            var _ = exec.ended().thenRun(() -> running.remove(exec));
            return new SshChannel(exec);
        } catch (OpenFailException refused) {
            throw full(refused);
        } catch (ConnectionException | TransportException broken) {
            if (Thread.currentThread().isInterrupted()) {
                exec.leave();
                throw broken;
            }
            if (terminal && isOpen()) {
                exec.leave();
                throw new IOException("the server gives no terminal (PermitTTY?): " + Words.of(broken), broken);
            }
            throw new Gone(isOpen() ? Words.of(broken) : end());
        }
    }

    private NoSession full(OpenFailException refused) {
        return new NoSession(
                new Problem(
                        "The server opens no further session",
                        Problem.Where.NOWHERE,
                        "at the same time as " + running.size() + " that it has open: " + refused.getMessage(),
                        "raise MaxSessions in the server's sshd_config"),
                refused);
    }

    /**
     * Opens a way through the server to another.
     *
     * @throws OpenFailException where the server does not open one
     * @throws SocketTimeoutException where it does not in time
     */
    Wire tunnel(String address, int port, Duration limit) throws IOException {
        Tunnel tunnel = new Tunnel(client.getConnection(), address, port);
        CompletableFuture<Tunnel> opened = new CompletableFuture<>();
        // The library has one time limit for this and for what may take long.
        Thread.ofVirtual().name("tunnel").start(() -> {
            try {
                tunnel.open();
                opened.complete(tunnel);
            } catch (IOException | RuntimeException failed) {
                opened.completeExceptionally(failed);
            }
        });
        try {
            opened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Wire(new Wire.Bearer(
                    tunnel.getInputStream(),
                    tunnel.getOutputStream(),
                    Optional.empty(),
                    tunnel::leave,
                    () -> isOpen() ? "" : "the connection to the jump host was lost: " + end()));
        } catch (TimeoutException late) {
            var _ = opened.thenAccept(Tunnel::leave);
            throw new SocketTimeoutException("no answer from behind the jump host");
        } catch (InterruptedException stopped) {
            var _ = opened.thenAccept(Tunnel::leave);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException refused && isOpen()
                    ? refused
                    : new IOException(end(), failed);
        }
    }

    @Override
    public Duration reconnection() {
        return patience.reconnect();
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && wire.end().isEmpty();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        heart.forget(this);
        Thread farewell = Thread.ofVirtual().name("farewell").start(this::disconnect);
        try {
            farewell.join(FAREWELL);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            wire.leave();
        }
    }

    /** Asks the peer for a sign of life unless it gave one; ends the connection after too many questions without an answer. */
    void beat() {
        if (wire.end().isPresent()) {
            heart.forget(this);
            return;
        }
        long now = System.nanoTime();
        long silence = now - wire.heard();
        boolean unanswered = asked.isPresent() && wire.heard() - asked.getAsLong() < 0;
        misses = unanswered ? misses + 1 : 0;
        if (misses > patience.misses()) {
            wire.end("no sign of life for " + Duration.ofNanos(silence).toSeconds() + " s");
            wire.cut();
        } else if (unanswered || silence >= patience.alive().toNanos()) {
            asked = unanswered ? asked : OptionalLong.of(now);
            // In a thread of its own: a write to a peer that is gone may block.
            Thread.ofVirtual().name("keepalive").start(this::ping);
        }
    }

    // What the connection said last; known before anybody is told that it is gone.
    private String end() {
        String behind = jumps ? wire.lastWords() : "";
        return behind.isEmpty() ? wire.end().orElse("the connection was closed") : behind;
    }

    private void ping() {
        try {
            client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
        } catch (TransportException gone) {
            // The reader of the connection finds out too.
        }
    }

    // A server that finds this word behind what was sent before may forget the rest. So where something still runs it
    // only hears that we talk no more: what our shells were told last arrives, however busy the host is.
    private void disconnect() {
        try {
            if (!running.isEmpty() && wire.finish()) {
                return;
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.getTransport().die(new Farewell());
    }
}
