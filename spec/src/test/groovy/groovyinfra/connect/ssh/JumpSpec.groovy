package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.StandardOpenOption
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

/** Hosts that are reached through other servers, and through programs. */
@Timeout(60)
@Requires({ Sshd.usable() })
class JumpSpec extends Specification {
    @AutoCleanup Sshd target = Sshd.start()
    @AutoCleanup Sshd bastion = Sshd.start()
    @AutoCleanup('shutdown') ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()
    List<AutoCloseable> opened = [].asSynchronized()

    def setup() {
        known(bastion)
    }

    def cleanup() {
        opened*.close()
    }

    /** The home of the target's user is ours. */
    private void known(Sshd server) {
        Files.writeString(target.knownHosts, Files.readString(server.knownHosts), StandardOpenOption.APPEND)
        server.authorize(target.home.resolve('.ssh/id_ed25519'))
    }

    private SshConnector connector(Asker asker = Asker.NOBODY) {
        new SshConnector(target.localUser, asker, Optional.empty(), { }).tap { opened << it }
    }

    private Host host(Map<String, Object> more = [:], String name = 'h', int port = target.port) {
        new Host(name, '127.0.0.1', 'ssh', ([port: port, jump: "127.0.0.1:$bastion.port".toString()] as Map<String, Object>) + more,
            [:], ['all'], Options.NONE)
    }

    private Connection open(SshConnector connector, Host host) {
        connector.open(host).tap { opened.add(0, it) }
    }

    private static Problem problem(SshConnector connector, Host host) {
        try {
            connector.open(host).close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    private static int logins(Sshd server) {
        server.log.toString().count('Accepted publickey')
    }

    private <T> List<T> atOnce(int number, Closure<T> task) {
        threads.invokeAll((1..number).collect { n -> { -> task.call(n) } as Callable<T> })*.get()
    }

    def 'all hosts behind a jump host share one connection to it'() {
        given:
        def connector = connector()

        when:
        def ends = atOnce(20) { n -> open(connector, host([:], "h$n")).spawn("exit $n").exit() }

        then:
        ends == (1..20).collect { new Exit.Code(it) }
        logins(bastion) == 1
        logins(target) == 20
    }

    def 'bytes come through a jump host unharmed'() {
        given:
        def connection = open(connector(), host())
        def bytes = new byte[5_000_000].tap { new Random(3).nextBytes(it) }

        when:
        def channel = connection.spawn('exec cat')
        def writer = threads.submit {
            channel.stdin().write(bytes)
            channel.stdin().close()
        }

        then:
        channel.stdout().readAllBytes() == bytes
        writer.get(10, TimeUnit.SECONDS) == null
    }

    def 'a jump host may be behind another one, each with the settings of ~/.ssh/config'() {
        given:
        def second = Sshd.start()
        opened << second
        def key = Sshd.generate(target.home.resolve('second_key'), 'ecdsa')
        second.authorize(key)
        Files.writeString(target.knownHosts, "inner ${Files.readString(second.hostKey())}", StandardOpenOption.APPEND)
        Files.writeString(target.home.resolve('.ssh/config'), """
            Host outer
              HostName 127.0.0.1
              Port $bastion.port
            Host inner
              HostName 127.0.0.1
              Port $second.port
              IdentityFile ~/second_key
              HostKeyAlias inner
            Host 127.0.0.1
              ProxyJump outer,inner
            """.stripIndent())

        when:
        def end = open(connector(), target.host()).spawn('exit 3').exit()

        then:
        end == new Exit.Code(3)
        [logins(bastion), logins(second), logins(target)] == [1, 1, 1]
        second.log.contains('ECDSA')
    }

    def 'a jump host that refuses is named in the problem of each host, and asked once'() {
        given:
        def connector = connector()
        Files.writeString(bastion.folder.resolve('authorized_keys'), '')

        when:
        def problems = atOnce(8) { n -> problem(connector, host([:], "h$n")) }

        then:
        problems*.summary().unique() == ['Jump host cannot be used']
        problems*.where() == (1..8).collect { Problem.Where.host("h$it") }
        problems*.detail().unique().size() == 1
        problems[0].detail().startsWith("[127.0.0.1]:$bastion.port: Login was refused\n")
        bastion.log.toString().count('Connection from') == 1
    }

    def 'a jump host that is not there is said to be so'() {
        given:
        bastion.kill()

        expect:
        problem(connector(), host()) == new Problem('Jump host cannot be used', Problem.Where.host('h'),
            "[127.0.0.1]:$bastion.port: Host refused the connection\n[127.0.0.1]:$bastion.port: Connection refused",
            'check that sshd runs there, and the port')
    }

    def 'a host that its jump host does not reach'() {
        given:
        def port = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }

        when:
        def problem = problem(connector(), host([:], 'h', port))

        then:
        problem.summary() == 'Jump host does not reach the host'
        problem.detail().startsWith("[127.0.0.1]:$port through [127.0.0.1]:$bastion.port: ")
        problem.detail().contains('onnection refused')
    }

    def 'a jump host that forbids to connect further'() {
        given:
        def closed = Sshd.start(AllowTcpForwarding: 'no')
        opened << closed
        known(closed)

        when:
        def problem = problem(connector(), host(jump: "127.0.0.1:$closed.port".toString()))

        then:
        problem.summary() == 'Jump host forbids to connect further'
        problem.attempt().contains('AllowTcpForwarding')
    }

    def 'the time limit of a host holds behind a jump host too: #what'() {
        given:
        def server = new Rubbish(says)
        opened << server

        when:
        def problem = problem(connector(), host([connectTimeout: '200ms'], 'h', server.port))

        then:
        problem.summary() == 'SSH server does not answer'
        problem.detail() == "[127.0.0.1]:$server.port through [127.0.0.1]:$bastion.port accepted the connection, then no key exchange within 600 ms"

        where:
        what           | says
        'silence'      | []
        'a name alone' | ['SSH-2.0-Sleepy\r\n']
    }

    def 'hosts that go away do not harm others behind the same jump host'() {
        given:
        def connector = connector()
        def steady = open(connector, host([:], 'steady'))

        when:
        atOnce(5) { n ->
            def connection = open(connector, host([:], "h$n"))
            connection.spawn('yes').stdout().readNBytes(100_000)
            connection.close()
        }

        then:
        steady.spawn('exit 4').exit() == new Exit.Code(4)
        logins(bastion) == 1
    }

    def 'hosts behind a jump host that is lost are lost, and are reached again when it is back'() {
        given:
        def connector = connector()
        def channel = open(connector, host()).spawn('echo begun; exec sleep 60')
        channel.stdout().readNBytes(6)

        when:
        bastion.killSessions()

        then:
        channel.exit() == new Exit.Lost('the connection to the jump host was lost: the server closed the connection')

        when:
        def again = open(connector, host()).spawn('exit 5').exit()

        then:
        again == new Exit.Code(5)
        logins(bastion) == 2
    }

    def 'unknown keys of a jump host are asked for before those of the hosts behind it'() {
        given:
        Files.delete(target.knownHosts)
        def asker = new Answers(true, true)
        def connector = connector(asker)

        when:
        connector.introduce([host([:], 'a'), host([:], 'b')], {})

        then:
        asker.questions.size() == 2
        asker.questions[0].startsWith('The keys of 127.0.0.1 are not known')
        asker.questions[0].contains(Sshd.fingerprint(bastion.hostKey()))
        asker.questions[1].startsWith('The keys of 2 hosts are not known')
        asker.questions[1].contains(Sshd.fingerprint(target.hostKey()))
        open(connector, host()).spawn('exit 2').exit() == new Exit.Code(2)
    }

    def 'a connection to a jump host ends with the connector'() {
        given:
        def connector = connector()
        def connection = connector.open(host())

        when:
        connection.close()

        then:
        !bastion.sessions().empty

        when:
        connector.close()

        then:
        bastion.sessions().every { it.onExit().get(10, TimeUnit.SECONDS) }
    }

    // Everything that a proxy command starts, too.
    private static List<ProcessHandle> programs(String word) {
        ProcessHandle.current().descendants().filter { it.info().commandLine().orElse('').contains(word) }.toList()
    }

    def 'a program carries the bytes, and ends with the connection'() {
        given:
        def connection = connector().open(host(jump: 'none', proxyCommand: command))

        when:
        def end = connection.spawn('exit 6').exit()
        def running = programs("nc %h %p".replace('%h', '127.0.0.1').replace('%p', "$target.port"))

        then:
        end == new Exit.Code(6)
        !running.empty

        when:
        connection.close()

        then:
        running.each { it.onExit().get(10, TimeUnit.SECONDS) }

        where:
        command << ['busybox nc %h %p', 'sh -c "trap \'\' TERM; busybox nc %h %p; sleep 60"']
    }

    def 'a program that fails is named with what it said'() {
        expect:
        problem(connector(), host(jump: 'none', proxyCommand: command)) == new Problem(
            'Proxy command failed', Problem.Where.host('h'), detail, 'run the command by hand')

        where:
        command                           || detail
        'sh -c "echo no way >&2; exit 3"' || '`sh -c "echo no way >&2; exit 3"` ended with 3\nno way'
        'no-such-program %h'              || '`no-such-program 127.0.0.1` ended with 127\nsh: 1: exec: no-such-program: not found'
    }

    def 'a program that carries nothing is given up'() {
        when:
        def problem = problem(connector(), host(jump: 'none', proxyCommand: 'sleep 60', connectTimeout: '200ms'))

        then:
        problem.summary() == 'SSH server does not answer'
        programs('sleep 60').every { it.onExit().get(10, TimeUnit.SECONDS) }
    }
}
