package groovyinfra.connect

/** A host whose sh is posh. */
class PoshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('posh', directory).session()
    }
}
