package groovyinfra.connect

/** A host whose sh is that of klibc, as in the initial file system of Debian. */
class KlibcSessionSpec extends SessionContract {

    @Override
    Session open() {
        new ShellConnector('klibc', directory).session()
    }
}
