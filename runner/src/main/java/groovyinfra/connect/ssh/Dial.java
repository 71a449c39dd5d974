package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.JumpHosts.JumpHost;
import groovyinfra.connect.ssh.SshSettings.Route;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** Gets through to a server: TCP, identification, key exchange. */
final class Dial {
    /** How many times longer than for a TCP connection a busy server may take for each step of the handshake. */
    static final int PATIENCE = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final Function<SshSettings.Algorithms, ? extends Config> config;
    private final JumpHosts jumpHosts;

    /** A client that has agreed on keys with its server, and the wire below it. */
    record Line(SSHClient client, Wire wire) {}

    /** The library's, which learns from the wire whether it is connected. */
    private static final class Client extends SSHClient {
        private final Wire wire;

        Client(Config config, Wire wire) {
            super(config);
            this.wire = wire;
        }

        @Override
        public boolean isConnected() {
            return wire.end().isEmpty();
        }
    }

    /** The server hung up before it was asked anything. */
    private static final class HungUp extends Exception {
        private final transient Problem problem;

        HungUp(Problem problem, Throwable cause) {
            super(cause);
            this.problem = problem;
        }
    }

    Dial(Function<SshSettings.Algorithms, ? extends Config> config, JumpHosts jumpHosts) {
        this.config = config;
        this.jumpHosts = jumpHosts;
    }

    /** Tries again where the server hangs up, as sshd does when too many come at once (MaxStartups). */
    Line to(String host, SshSettings settings, HostKeyCheck check) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jumpHosts.before(settings).isPresent()
                        ? behind(jumpHosts.before(settings).get(), host, settings, check)
                        : once(host, settings, check);
            } catch (HungUp hungUp) {
                if (attempt >= settings.patience().connectAttempts()) {
                    throw new ProblemException(hungUp.problem, hungUp.getCause());
                }
                pause(host, attempt);
            }
        }
    }

    // The time limit of this host begins when the one before it is there and it is this host's turn.
    private Line behind(JumpHost jumpHost, String host, SshSettings settings, HostKeyCheck check) throws HungUp {
        jumpHost.connection(host);
        try {
            jumpHost.permits().acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw stopped(host, stopped);
        }
        try {
            return once(host, settings, check);
        } finally {
            jumpHost.permits().release();
        }
    }

    private Line once(String host, SshSettings settings, HostKeyCheck check) throws HungUp {
        Wire wire = wire(host, settings);
        SSHClient client = new Client(config.apply(settings.algorithms()), wire);
        client.setSocketFactory(wire.asFactory());
        client.addHostKeyVerifier(check);
        client.getTransport().setDisconnectListener((reason, message) -> wire.end(Words.end(message)));
        Duration limit = settings.patience().connectTimeout().multipliedBy(PATIENCE);
        // A little longer than the deadline, which knows better what to say.
        client.getTransport().setTimeoutMs((int) limit.plusSeconds(1).toMillis());
        try (Deadline deadline = new Deadline(limit, wire)) {
            try {
                // The name that certificates must have.
                client.connect(settings.trust().alias().orElse(settings.address()), settings.port());
                return new Line(client, wire);
            } catch (IOException | RuntimeException failed) {
                wire.cut();
                if (Thread.currentThread().isInterrupted()) {
                    throw stopped(host, failed);
                }
                if (check.refusal().isPresent()) {
                    throw new ProblemException(check.refusal().get(), failed);
                }
                boolean late = deadline.passed();
                Exception cause = death(client, wire).orElse(failed);
                // Where time is up, the connection is closed here: that says nothing about the server.
                throw late && (cause.equals(failed) || Words.hangUp(cause))
                        ? late(host, settings, limit, cause)
                        : failed(host, settings, wire, cause);
            }
        }
    }

    // The reader of the connection runs from the moment on when the server has said its name.
    private static Optional<Exception> death(SSHClient client, Wire wire) {
        String first = wire.firstLine();
        return first.startsWith("SSH-2.0-") || first.startsWith("SSH-1.99-") ? Words.death(client) : Optional.empty();
    }

    private Wire wire(String host, SshSettings settings) throws HungUp {
        String target = target(settings);
        try {
            return wire(host, settings, settings.patience().connectTimeout());
        } catch (OpenFailException refused) {
            throw notOpened(host, settings, refused);
        } catch (UnknownHostException unknown) {
            throw problem(
                    host, "Host name is not known", settings.address(), "check the address in the inventory", unknown);
        } catch (SocketTimeoutException late) {
            String detail = target + " did not answer within "
                    + shown(settings.patience().connectTimeout());
            throw problem(host, "Host does not answer", detail, "check address, network and firewall", late);
        } catch (IOException broken) {
            String detail = target + ": " + Words.of(broken);
            if (Words.of(broken).equals("Connection refused")) {
                throw problem(
                        host,
                        "Host refused the connection",
                        detail,
                        "check that sshd runs there, and the port",
                        broken);
            }
            throw hungUpOr(host, "Host cannot be reached", detail, broken);
        }
    }

    private Wire wire(String host, SshSettings settings, Duration limit) throws IOException {
        return switch (settings.route()) {
            case Route.Direct() -> Wire.to(settings.address(), settings.port(), limit);
            case Route.Command(String command) -> ProxyProgram.start(command);
            case Route.Through _ ->
                jumpHosts
                        .before(settings)
                        .orElseThrow()
                        .connection(host)
                        .tunnel(settings.address(), settings.port(), limit);
        };
    }

    private static ProblemException notOpened(String host, SshSettings settings, OpenFailException refused) {
        String detail = target(settings) + ": " + refused.getMessage();
        return refused.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                ? problem(
                        host,
                        "Jump host forbids to connect further",
                        detail,
                        "allow it in the sshd_config of the jump host: AllowTcpForwarding, PermitOpen",
                        refused)
                : problem(
                        host,
                        "Jump host does not reach the host",
                        detail,
                        "check the address as it is seen from the jump host, and that sshd runs there",
                        refused);
    }

    private static String target(SshSettings settings) {
        return settings.route() instanceof Route.Through(SshSettings jump)
                ? settings.shown() + " through " + jump.shown()
                : settings.shown();
    }

    private static HungUp hungUpOr(String host, String summary, String detail, IOException cause) throws HungUp {
        ProblemException problem = problem(host, summary, detail, "check address and network", cause);
        if (Words.hangUp(cause)) {
            throw new HungUp(problem.problems().getFirst(), cause);
        }
        throw problem;
    }

    private static ProblemException late(String host, SshSettings settings, Duration limit, Throwable cause) {
        String detail = target(settings) + " accepted the connection, then no key exchange within " + shown(limit);
        return problem(host, "SSH server does not answer", detail, "check what listens on this port", cause);
    }

    private static ProblemException failed(String host, SshSettings settings, Wire wire, Exception cause)
            throws HungUp {
        String first = wire.firstLine();
        String target = target(settings);
        String broken = settings.route() instanceof Route.Direct || first.startsWith("SSH-") ? "" : wire.lastWords();
        if (!broken.isEmpty()) {
            boolean program = settings.route() instanceof Route.Command;
            String attempt = program ? "run the command by hand" : "look into the jump host's log";
            return problem(host, program ? "Proxy command failed" : "Jump host was lost", broken, attempt, cause);
        }
        boolean full = first.contains("MaxStartups");
        if (!first.isEmpty() && !first.startsWith("SSH-") && !full) {
            return problem(host, "Not an SSH server", target + " says: " + first, "check the port", cause);
        }
        String said = target + (first.isEmpty() ? "" : " (" + first + ")") + ": ";
        if (full || Words.hangUp(cause)) {
            String attempt = "look into the server's log; is MaxStartups too low?";
            String closed = said + "the server closed the connection";
            Problem problem = problem(host, "SSH server hung up", closed, attempt, cause)
                    .problems()
                    .getFirst();
            throw new HungUp(problem, cause);
        }
        String detail = said + Words.of(cause);
        String attempt = Disagreement.in(detail)
                .map(Disagreement::attempt)
                .orElse("ssh -v -p " + settings.port() + " " + settings.user() + "@" + settings.address());
        return problem(host, "SSH handshake failed", detail, attempt, cause);
    }

    private static ProblemException problem(
            String host, String summary, String detail, String attempt, Throwable cause) {
        return new ProblemException(new Problem(summary, Problem.Where.host(host), detail, attempt), cause);
    }

    // Longer each time, and of a random length: those who were turned away together must not come back together.
    private static void pause(String host, int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw stopped(host, stopped);
        }
    }

    static ProblemException stopped(String host, Throwable cause) {
        return problem(host, "Connecting was stopped", "", "run again", cause);
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
