package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(120)
@Requires({ Sshd.usable() })
class ManyConnectionsSpec extends Specification {
    private static final int HOSTS = 20

    @Shared @AutoCleanup Sshd sshd = Sshd.start()
    @Shared @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { })
    @Shared @AutoCleanup def threads = Executors.newVirtualThreadPerTaskExecutor()
    def soon = new PollingConditions(timeout: 30)

    private List<Connection> open() {
        threads.invokeAll((1..HOSTS).collect { n -> { -> connector.open(sshd.host([:], "h$n")) } as Callable<Connection> })*.get()
    }

    private void close(List<Connection> connections) {
        threads.invokeAll(connections.collect { each -> { -> each.close() } as Callable<Void> })*.get()
    }

    private static long descriptors() {
        new File('/proc/self/fd').list().length
    }

    private static int systemThreads() {
        ManagementFactory.threadMXBean.threadCount
    }

    def 'connections have no threads of the system'() {
        given:
        close(open())
        int before = systemThreads()

        when:
        def connections = open()

        then:
        systemThreads() < before + HOSTS / 2
        Thread.allStackTraces.keySet().count { it.name.startsWith('sshj') } == 0

        cleanup:
        close(connections)
    }

    def 'a connection that ends says good-bye, and nobody waits for it'() {
        given:
        def connections = open()
        int before = sshd.log.toString().count('Received disconnect')

        when:
        long began = System.nanoTime()
        close(connections)
        double seconds = (System.nanoTime() - began) / 1e9

        then: 'where the machine is too busy for a good-bye, a connection is cut'
        seconds < 2
        soon.eventually {
            assert sshd.log.toString().count('Received disconnect') > before + HOSTS / 2
        }
    }

    @Requires({ new File('/proc/self/fd').directory })
    def 'twenty times many connections leave no file open and no thread behind'() {
        given: 'what is opened once is open'
        2.times { visit(open()) }
        soon.eventually {
            assert sockets() == 0
        }
        long files = descriptors()
        int system = systemThreads()

        when:
        20.times { visit(open()) }

        then:
        soon.eventually {
            assert sockets() == 0
            assert descriptors() < files + HOSTS / 2
            assert systemThreads() < system + HOSTS / 2
        }
    }

    private void visit(List<Connection> connections) {
        assert threads.invokeAll(connections.collect { each -> { -> each.spawn('exit 3').exit() } as Callable<Exit> })*.get()
                .every { it == new Exit.Code(3) }
        close(connections)
    }

    /** Connections to the server that this process has open. */
    private int sockets() {
        def remote = ':' + Integer.toHexString(sshd.port).toUpperCase().padLeft(4, '0')
        def mine = new File('/proc/self/fd').listFiles().collect { target(it) }.findAll { it.startsWith('socket:[') }
                .collect { it[8..-2] } as Set
        new File('/proc/self/net').listFiles().findAll { it.name in ['tcp', 'tcp6'] }
                .collectMany { it.readLines().tail()*.trim()*.split(/\s+/) }
                .count { it[2].endsWith(remote) && it[9] in mine }
    }

    private static String target(File descriptor) {
        try {
            Files.readSymbolicLink(descriptor.toPath()).toString()
        } catch (IOException ignored) { // it was closed meanwhile
            ''
        }
    }
}
