package groovyinfra.connect

/** A host whose sh is dash. */
class DashSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('dash', directory).session()
    }
}
