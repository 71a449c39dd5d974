package groovyinfra.connect;

import groovyinfra.model.Host;

/** Opens sessions: the engine's door to the hosts. */
@FunctionalInterface
public interface Sessions {

    /**
     * Connects and makes ready; blocks, retries where that may help.
     *
     * @param watch is told when the connection is lost later
     * @throws groovyinfra.model.ProblemException when the host cannot be reached
     */
    Session open(Host host, Session.Watch watch);
}
