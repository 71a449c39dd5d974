package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Channel
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import groovyinfra.model.Problem
import java.nio.file.Files
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

    def 'variables that the configuration names reach commands where the server accepts them, and an agent never does'() {
        given:
        def accepting = Sshd.start(AcceptEnv: ['GI_*', 'SET'], LogLevel: 'DEBUG2')
        def agent = new SshAgent(accepting.folder.resolve('agent'))
        Files.writeString(accepting.home.resolve('.ssh/config'),
            'SendEnv GI_* HIDDEN\nSetEnv SET="a b" OTHER=x\nForwardAgent yes\n')
        def environment = [GI_ONE: 'it\'s 1', GI_TWO: '2', HIDDEN: 'h']
        def user = new LocalUser(accepting.user, accepting.home, Optional.of(agent.socket), environment, accepting.folder)
        def connector = new SshConnector(user, Asker.NOBODY, Optional.empty(), { })

        when:
        def connection = connector.open(accepting.host())
        def said = connection.spawn('echo "$GI_ONE,$GI_TWO,$HIDDEN,$SET,$OTHER,$SSH_AUTH_SOCK"').stdout().text

        then:
        said == 'it\'s 1,2,,a b,,\n'
        accepting.log.contains('server_input_channel_req')
        !accepting.log.contains('auth-agent-req')

        cleanup:
        connection?.close()
        connector.close()
        agent.close()
        accepting.close()
    }
}
