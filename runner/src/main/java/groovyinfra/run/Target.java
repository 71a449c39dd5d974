package groovyinfra.run;

import groovyinfra.connect.Session;
import groovyinfra.model.Host;

/**
 * A host as the one that is worked on.
 *
 * @param exclusive whether calls of several hosts take turns on it
 */
record Target(Host host, Session session, FactStore facts, boolean exclusive) {}
