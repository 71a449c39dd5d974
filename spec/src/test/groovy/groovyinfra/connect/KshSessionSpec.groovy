package groovyinfra.connect

/** A host whose sh is ksh. */
class KshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('ksh', directory).session()
    }
}
