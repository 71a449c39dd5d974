package groovyinfra.connect

/** A host whose sh is yash. */
class YashSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('yash', directory).session()
    }
}
