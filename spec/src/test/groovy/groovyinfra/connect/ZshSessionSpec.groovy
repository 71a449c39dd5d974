package groovyinfra.connect

/** A host whose sh is zsh. */
class ZshSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('zsh', directory).session()
    }
}
