package groovyinfra.connect.inside

import groovy.transform.CompileStatic
import groovyinfra.connect.Channel
import groovyinfra.connect.Connection
import groovyinfra.connect.Connector
import groovyinfra.connect.ShellConnector
import groovyinfra.model.Host
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger

/**
 * This machine with a directory tree in which other directories are mounted, for each command anew and unseen by all others: what removes
 * the tree later does not find them in it.
 */
@CompileStatic
class Trees implements Connector, Closeable {
    final Path folder = Files.createTempDirectory('tree')
    private final String mounts

    private Trees(String mounts) {
        this.mounts = mounts
    }

    /** Whether there can be such trees; where nothing may be left out, there have to be. */
    static boolean possible() {
        def can = new ProcessBuilder('unshare', '-m', 'true').start().waitFor() == 0
        if (!can && System.getenv('CI') == 'true') {
            throw new IllegalStateException('chroot needs root, and CI must run everything')
        }
        can
    }

    /** A tree with these directories of this machine. */
    static Trees of(List<String> directories) {
        def tree = new Trees(directories.collect { "mkdir -p TREE$it; mount --rbind $it TREE$it; " }.join(''))
        ['bin', 'sbin', 'lib', 'lib64'].each {
            def real = Path.of("/$it")
            if (Files.isSymbolicLink(real)) {
                Files.createSymbolicLink(tree.folder.resolve(it), Files.readSymbolicLink(real))
            }
        }
        tree
    }

    /** A tree with nothing but busybox, and the libraries that it needs. */
    static Trees ofBusybox() {
        def tree = new Trees('')
        def busybox = Path.of('/bin/busybox')
        def libraries = new ProcessBuilder('ldd', busybox.toString()).start().inputStream.text.findAll('/[^ ]+').collect { Path.of(it) }
        ([busybox] + libraries).each { file ->
            def to = tree.folder.resolve(file.toString().substring(1))
            Files.createDirectories(to.parent)
            Files.copy(file, to)
        }
        new ProcessBuilder('chroot', tree.folder.toString(), '/bin/busybox', '--install', '-s', '/bin').inheritIO().start().waitFor()
        Files.createDirectories(tree.folder.resolve('tmp'))
        Files.createDirectories(tree.folder.resolve('dev'))
        Files.writeString(tree.folder.resolve('dev/null'), '')
        tree
    }

    /** Nothing is mounted in it as far as this process can see. */
    @Override
    void close() {
        folder.toFile().deleteDir()
    }

    @Override
    String name() {
        'tree'
    }

    @Override
    Connection open(Host host) {
        new Connection() {
            private final AtomicInteger writes = new AtomicInteger()

            @Override
            Channel spawn(String command) {
                def script = mounts.replace('TREE', folder.toString()) + 'exec sh -c "$0"'
                def process = new ProcessBuilder('setsid', 'unshare', '-m', 'sh', '-c', script, command).start()
                new ShellConnector.ProcessChannel(process, writes)
            }

            @Override
            boolean isOpen() {
                true
            }

            @Override
            void close() {
            }
        }
    }
}
