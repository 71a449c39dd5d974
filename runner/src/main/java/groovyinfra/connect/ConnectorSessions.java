package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Opens sessions through the connector that each host asks for. */
public final class ConnectorSessions implements Sessions {
    private final List<Connector> connectors;
    private final UserPasswords passwords;
    private final Readings readings = new Readings();

    /** With these connectors, and passwords for users who become others. */
    public ConnectorSessions(List<Connector> connectors, UserPasswords passwords) {
        this.connectors = List.copyOf(connectors);
        this.passwords = passwords;
    }

    @Override
    public Session open(Host host, Session.Watch watch) {
        Connector connector =
                connectors.stream().filter(it -> it.reaches(host)).findFirst().orElseThrow(() -> unknown(host));
        try {
            return ShellSession.open(host, connector, passwords, watch, readings);
        } catch (Gone gone) {
            throw new ProblemException(
                    new Problem(
                            "Connection lost before the first command",
                            Problem.Where.host(host.name()),
                            gone.getMessage(),
                            "see whether the host still answers, and look at its log of logins; then run again"),
                    gone);
        }
    }

    private ProblemException unknown(Host host) {
        String known = connectors.stream().map(Connector::name).sorted().collect(Collectors.joining(", "));
        return new ProblemException(new Problem(
                "No such connector",
                Problem.Where.host(host.name()),
                "'" + host.connector() + "'; there are: " + known,
                "correct the host's connector in the inventory"));
    }
}
