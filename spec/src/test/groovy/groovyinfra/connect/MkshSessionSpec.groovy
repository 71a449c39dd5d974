package groovyinfra.connect

/** A host whose sh is mksh. */
class MkshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('mksh', directory).session()
    }
}
