package groovyinfra.connect

/** A host whose sh is bash. */
class BashSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('bash', directory).session()
    }
}
