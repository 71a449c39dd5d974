package groovyinfra.connect

/** A host whose sh is lksh, the mksh for old scripts. */
class LkshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('lksh', directory).session()
    }
}
