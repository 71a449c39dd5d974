package groovyinfra.connect.inside

import groovy.transform.CompileStatic
import groovyinfra.connect.Asker
import groovyinfra.connect.Connector
import groovyinfra.connect.Session
import groovyinfra.connect.ShellSession
import groovyinfra.connect.UserPasswords
import groovyinfra.model.Host
import groovyinfra.model.Options

/** Sessions with places inside of hosts. */
@CompileStatic
class Insides {

    static Host host(String connector, String address = 'inner', Map<String, Object> settings = [:]) {
        new Host('inner', address, connector, settings, [:], ['all'], Options.NONE)
    }

    static ShellSession session(Host host, Connector local, Connector ssh = local) {
        def passwords = new UserPasswords(Asker.NOBODY)
        ShellSession.open(host, new InsideConnector(local, ssh, passwords), passwords, Session.Watch.NOBODY)
    }
}
