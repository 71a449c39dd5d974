package groovyinfra.connect;

import groovyinfra.model.Host;

/** A way to reach hosts. */
public interface Connector {

    /** The word for it in inventories, such as {@code ssh}. */
    String name();

    /** Whether it is the way to this host. */
    default boolean reaches(Host host) {
        return name().equals(host.connector());
    }

    /**
     * Opens a connection; blocks until the host lets us in.
     *
     * @throws groovyinfra.model.ProblemException when it does not
     */
    Connection open(Host host);
}
