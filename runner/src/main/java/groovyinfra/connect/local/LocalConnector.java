package groovyinfra.connect.local;

import groovyinfra.connect.Connection;
import groovyinfra.connect.Connector;
import groovyinfra.model.Host;

/** Reaches the controller itself: commands run as the present user, in the present directory. */
public final class LocalConnector implements Connector {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Connection open(Host host) {
        return new LocalConnection();
    }
}
