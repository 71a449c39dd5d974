package groovyinfra.connect;

import groovyinfra.model.Host;

/** A way to reach hosts. */
public interface Connector {

    /** The word for it in inventories, such as {@code ssh}. */
    String name();

    /**
     * Opens a connection; blocks until the host lets us in.
     *
     * @throws groovyinfra.model.ProblemException when it does not
     */
    Connection open(Host host);
}
