package groovyinfra.connect

/** A host whose sh is the ash of busybox. */
class AshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('ash', directory).session()
    }
}
