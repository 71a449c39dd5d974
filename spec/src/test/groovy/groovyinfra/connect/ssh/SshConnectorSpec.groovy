package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Channel
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import groovyinfra.model.Problem
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.util.concurrent.Callable
import java.util.concurrent.Executors

@Requires({ Sshd.usable() })
class SshConnectorSpec extends Specification {
    @Shared @AutoCleanup Sshd sshd = Sshd.start()
    List<Problem> warnings = []
    @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { warnings << it })

    def "a command gives its output, its errors and its exit code apart"() {
        given:
        Connection connection = connector.open(sshd.host())

        when:
        Channel channel = connection.spawn('echo out; echo err >&2; exit 3')

        then:
        channel.stdout().text == 'out\n'
        channel.stderr().text == 'err\n'
        channel.exit() == new Exit.Code(3)
        warnings.empty

        cleanup:
        connection?.close()
    }

    def "what is written goes to the command at once, and comes back while it runs"() {
        given:
        Connection connection = connector.open(sshd.host())
        Channel channel = connection.spawn('exec cat')
        byte[] all = (0..255) as byte[]

        when:
        channel.stdin().write(all)

        then:
        channel.stdout().readNBytes(256) == all

        when:
        channel.stdin().close()

        then:
        channel.stdout().read() == -1
        channel.exit() == new Exit.Code(0)

        cleanup:
        connection?.close()
    }

    def "a command that a signal ends tells which"() {
        given:
        Connection connection = connector.open(sshd.host())

        expect:
        connection.spawn("kill -$signal \$\$").exit() == new Exit.Killed(signal)

        cleanup:
        connection?.close()

        where:
        signal << ['KILL', 'TERM', 'USR1']
    }

    def "fifty hosts are connected at once"() {
        given:
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def results = threads.invokeAll((1..50).collect { n ->
            ({
                Connection connection = connector.open(sshd.host([:], "host-$n"))
                try {
                    connection.spawn("echo $n").stdout().text.trim() as int
                } finally {
                    connection.close()
                }
            } as Callable<Integer>)
        })*.get()

        then:
        results == (1..50).toList()

        cleanup:
        threads.close()
    }
}
