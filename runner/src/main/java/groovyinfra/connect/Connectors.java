package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All connectors of a run: each host is reached by the one that its inventory entry names. */
public final class Connectors implements Connector {
    private final Map<String, Connector> byName = new TreeMap<>();

    /** Of these, each under its own name. */
    public Connectors(List<? extends Connector> connectors) {
        connectors.forEach(connector -> byName.put(connector.name(), connector));
    }

    @Override
    public String name() {
        return String.join("|", byName.keySet());
    }

    @Override
    public Connection open(Host host) {
        Connector connector = byName.get(host.connector());
        if (connector == null) {
            throw new ProblemException(unknown(host));
        }
        return connector.open(host);
    }

    private Problem unknown(Host host) {
        String names = String.join(", ", byName.keySet());
        String attempt = Suggestion.nearest(host.connector(), byName.keySet())
                .map(near -> "write `connector: " + near + "`")
                .orElse("use one of: " + names);
        return new Problem(
                "No such connector",
                Problem.Where.host(host.name()),
                "connector: " + host.connector() + " (known: " + names + ")",
                attempt);
    }
}
