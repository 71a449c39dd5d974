package groovyinfra.connect.demo;

import groovyinfra.connect.Connection;
import groovyinfra.connect.Connector;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reaches demo hosts. The server is started when the first one is opened; it is reached through the connector for SSH. */
public final class DemoConnector implements Connector, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private final DemoHomes homes;
    private final Connector ssh;
    private Optional<DemoServer> server = Optional.empty(); // guarded by this

    /**
     * For a run.
     *
     * @param ssh understands the settings {@code user, port, password, hostKey, agent} of a host
     */
    public DemoConnector(DemoHomes homes, Connector ssh) {
        this.homes = homes;
        this.ssh = ssh;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public Connection open(Host host) {
        if (!NAME.matcher(host.name()).matches()) {
            throw problem(host, "Not a name for a demo host", "'" + host.name() + "'", "name it demo-1, demo-2 ...");
        }
        try {
            homes.home(host.name());
            DemoServer running = server();
            Map<String, Object> settings = Map.of(
                    "user", host.name(),
                    "port", running.port(),
                    "password", running.password(),
                    "hostKey", running.fingerprint(),
                    "agent", false);
            return ssh.open(new Host(
                    host.name(), running.address(), ssh.name(), settings, host.data(), host.groups(), host.options()));
        } catch (IOException failed) {
            throw problem(
                    host,
                    "The demo hosts cannot be started",
                    failed.toString(),
                    "make " + homes.directory() + " writable, or set XDG_CACHE_HOME");
        }
    }

    private synchronized DemoServer server() throws IOException {
        if (server.isEmpty()) {
            server = Optional.of(DemoServer.start(homes));
        }
        return server.get();
    }

    private static ProblemException problem(Host host, String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.host(host.name()), detail, attempt));
    }

    /** Stops the server, if it was started. */
    @Override
    public synchronized void close() {
        server.ifPresent(DemoServer::close);
        server = Optional.empty();
    }
}
