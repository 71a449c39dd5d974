package groovyinfra.connect

import groovyinfra.connect.local.LocalConnector

/** The controller as a host. */
class LocalSessionSpec extends SessionContract {

    @Override
    Session open() {
        ShellSession.open(ShellConnector.host(), new LocalConnector())
    }
}
