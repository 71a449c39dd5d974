package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Gone
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
@Requires({ Sshd.usable() })
class FaultsSpec extends Specification {
    @AutoCleanup Sshd sshd = Sshd.start()
    @AutoCleanup SshConnector connector = connector()

    private SshConnector connector() {
        new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { })
    }

    private SshConnector watchful(int seconds, int misses) {
        Files.writeString(sshd.home.resolve('.ssh/config'), "ServerAliveInterval $seconds\nServerAliveCountMax $misses\n")
        connector()
    }

    // The common pool has one thread where there are two processors.
    private static <T> CompletableFuture<T> async(Closure<T> task) {
        def future = new CompletableFuture<T>()
        Thread.ofVirtual().start {
            try {
                future.complete(task.call())
            } catch (Throwable thrown) {
                future.completeExceptionally(thrown)
            }
        }
        future
    }

    private Problem problem(Host host) {
        try {
            connector.open(host).close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    private static Host host(String address, int port, Map<String, Object> more = [:]) {
        new Host('h', address, 'ssh', ([port: port] as Map<String, Object>) + more, [:], ['all'], Options.NONE)
    }

    def 'a port where nobody listens'() {
        given:
        def port = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }

        expect:
        problem(host('127.0.0.1', port)) == new Problem('Host refused the connection', Problem.Where.host('h'),
            "[127.0.0.1]:$port: Connection refused", 'check that sshd runs there, and the port')
    }

    def 'a network without a way to the host is no refusal'() {
        expect:
        problem(host('2001:db8::1', 22, [connectTimeout: '1s'])).summary() in ['Host cannot be reached', 'Host does not answer']
    }

    def 'a name that nobody knows'() {
        expect:
        problem(host('no-such-host.invalid', 22)) == new Problem('Host name is not known', Problem.Where.host('h'),
            'no-such-host.invalid', 'check the address in the inventory')
    }

    def 'a host that does not answer'() {
        given: 'a queue of connections that is full'
        def server = new ServerSocket(0, 1, InetAddress.loopbackAddress)
        def waiting = (1..2).collect { new Socket().tap { it.connect(server.localSocketAddress, 1000) } }

        when:
        def problem = problem(host('127.0.0.1', server.localPort, [connectTimeout: '300ms']))

        then:
        problem == new Problem('Host does not answer', Problem.Where.host('h'),
            "[127.0.0.1]:$server.localPort did not answer within 300 ms", 'check address, network and firewall')

        cleanup:
        waiting*.close()
        server.close()
    }

    def 'a server that says #what'() {
        given:
        def server = new Rubbish(says)

        when:
        def problem = problem(host('127.0.0.1', server.port, [connectTimeout: '200ms', connectAttempts: 2]))

        then:
        problem.summary() == summary
        problem.detail() == detail.replace('PORT', "$server.port")
        !problem.attempt().empty
        server.visitors == visitors

        cleanup:
        server.close()

        where:
        what                      | says                           || summary                     | visitors | detail
        'nothing'                 | []                             || 'SSH server does not answer' | 1       | '[127.0.0.1]:PORT accepted the connection, then no key exchange within 600 ms'
        'its name and no more'    | ['SSH-2.0-Sleepy\r\n']         || 'SSH server does not answer' | 1       | '[127.0.0.1]:PORT accepted the connection, then no key exchange within 600 ms'
        'something else'          | ['HTTP/1.1 400 Bad\r\n', null] || 'Not an SSH server'          | 1       | '[127.0.0.1]:PORT says: HTTP/1.1 400 Bad'
        'bytes without an end'    | ['\u0000\u0007' * 100]         || 'SSH server does not answer' | 1       | '[127.0.0.1]:PORT accepted the connection, then no key exchange within 600 ms'
        'goodbye'                 | [null]                         || 'SSH server hung up'         | 2       | '[127.0.0.1]:PORT: the server closed the connection'
        'its name, then goodbye'  | ['SSH-2.0-Busy\r\n', null]     || 'SSH server hung up'         | 2       | '[127.0.0.1]:PORT (SSH-2.0-Busy): the server closed the connection'
        'that too many came'      | ['Exceeded MaxStartups\r\n', null] || 'SSH server hung up'     | 2       | '[127.0.0.1]:PORT (Exceeded MaxStartups): the server closed the connection'
        'an old protocol'         | ['SSH-1.5-Old\r\n', null]      || 'SSH handshake failed'       | 1       | '[127.0.0.1]:PORT (SSH-1.5-Old): Server does not support SSHv2, identified as: SSH-1.5-Old'
        'rubbish after its name'  | ['SSH-2.0-X\r\n', '\u007f' * 99] || 'SSH handshake failed'     | 1       | '[127.0.0.1]:PORT (SSH-2.0-X): invalid packet length: 2139062143'
        'rubbish, then goodbye'   | ['SSH-2.0-X\r\n', '\u007f' * 99, null] || 'SSH handshake failed' | 1     | '[127.0.0.1]:PORT (SSH-2.0-X): invalid packet length: 2139062143'
    }

    def 'an interrupt ends connecting'() {
        given:
        def server = new Rubbish(['SSH-2.0-Sleepy\r\n'])
        def outcome = new CompletableFuture<ProblemException>()

        when:
        def thread = Thread.ofVirtual().start {
            try {
                connector.open(host('127.0.0.1', server.port))
            } catch (ProblemException stopped) {
                outcome.complete(stopped)
            }
        }
        server.awaitVisitor()
        thread.interrupt()

        then:
        outcome.get(5, TimeUnit.SECONDS).problems()*.summary() == ['Connecting was stopped']

        cleanup:
        server.close()
    }

    def 'a server without an algorithm that is safe'() {
        given:
        def old = Sshd.start(KexAlgorithms: 'diffie-hellman-group14-sha1')
        def connector = new SshConnector(old.localUser, Asker.NOBODY, Optional.empty(), { })

        when:
        connector.open(old.host())

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'SSH handshake failed'
        refused.problems()[0].detail().contains('diffie-hellman-group14-sha1')
        refused.problems()[0].attempt().contains('curve25519-sha256')

        cleanup:
        old.close()
    }

    def 'a server that takes only a few at a time gets all its visitors in the end'() {
        given:
        def narrow = Sshd.start(MaxStartups: '3:100:3')
        def connector = new SshConnector(narrow.localUser, Asker.NOBODY, Optional.empty(), { })
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def ends = threads.invokeAll((1..12).collect { n ->
            { -> connector.open(narrow.host([connectAttempts: 60], "h$n")).withCloseable { it.spawn('exit 7').exit() } } as Callable<Exit>
        })*.get()

        then:
        ends.every { it == new Exit.Code(7) }
        narrow.log.contains('drop connection')

        cleanup:
        threads.close()
        narrow.close()
    }

    def 'a server that is killed in the middle of a command leaves it lost'() {
        given:
        def connection = connector.open(sshd.host())
        def channel = connection.spawn('echo begun; exec sleep 60')
        channel.stdout().readNBytes(6)

        when:
        sshd.kill()

        then:
        channel.exit() == new Exit.Lost('the server closed the connection')
        !connection.open

        when:
        connection.spawn('true')

        then:
        def gone = thrown(Gone)
        gone.message == 'the server closed the connection'

        when:
        channel.stdout().read()

        then:
        thrown(IOException)
    }

    def 'a peer that stops answering is given up, and nobody hangs'() {
        given:
        def patient = watchful(1, 1)
        def connection = patient.open(sshd.host())
        def channel = connection.spawn('exec sleep 60')
        def writer = async {
            try {
                while (true) {
                    channel.stdin().write(new byte[100_000])
                }
            } catch (IOException ended) {
                ended
            }
        }

        when:
        sshd.freeze()

        then:
        channel.exit().shown() ==~ /connection lost: no sign of life for \d+ s/
        writer.get(10, TimeUnit.SECONDS) instanceof IOException
        !connection.open

        cleanup:
        patient.close()
    }

    def 'a peer that is only quiet is not given up'() {
        given:
        def patient = watchful(1, 0)
        def connection = patient.open(sshd.host())

        expect:
        connection.spawn('sleep 2.5; exit 5').exit() == new Exit.Code(5)

        cleanup:
        connection.close()
        patient.close()
    }

    def 'closing does not wait for #what'() {
        given:
        def connection = connector.open(sshd.host())
        def channel = connection.spawn('echo begun; exec sleep 60')
        channel.stdout().readNBytes(6)
        if (frozen) {
            sshd.freeze()
        }

        when:
        def start = System.nanoTime()
        channel.close()
        connection.close()
        connection.close()

        then:
        System.nanoTime() - start < 2_000_000_000L
        !connection.open
        channel.exit() instanceof Exit.Lost

        where:
        what                          | frozen
        'a command that goes on'      | false
        'a server that stopped'       | true
    }

    def 'a channel that is left ends its readers and writers, and its connection lives on'() {
        given:
        def connection = connector.open(sshd.host())
        def channel = connection.spawn('yes')
        def reader = async { channel.stdout().transferTo(OutputStream.nullOutputStream()) }
        def full = connection.spawn('exec sleep 60')
        def writer = async {
            try {
                while (true) {
                    full.stdin().write(new byte[100_000])
                }
            } catch (IOException ended) {
                ended
            }
        }

        when:
        channel.close()
        full.close()

        then:
        reader.get(10, TimeUnit.SECONDS) >= 0
        writer.get(10, TimeUnit.SECONDS) instanceof IOException
        connection.spawn('exit 4').exit() == new Exit.Code(4)

        cleanup:
        connection.close()
    }

    def 'a command that ends while its input is still being written does not hold up the connection'() {
        given:
        def connection = connector.open(sshd.host())
        def channel = connection.spawn('exit 3')

        when:
        try {
            while (true) {
                channel.stdin().write(new byte[100_000])
            }
        } catch (IOException ignored) {
            // as it should be
        }

        then:
        channel.exit() == new Exit.Code(3)
        connection.spawn('exit 4').exit() == new Exit.Code(4)

        cleanup:
        connection.close()
    }

    def 'an interrupt ends a wait, and the connection lives on'() {
        given:
        def connection = connector.open(sshd.host())
        def channel = connection.spawn('exec sleep 60')
        def caught = new CompletableFuture<Exception>()
        def started = new CompletableFuture<Boolean>()

        when:
        def waiter = Thread.ofVirtual().start {
            try {
                started.complete(true)
                waits.call(channel)
            } catch (Exception ended) {
                caught.complete(ended)
            }
        }
        started.get()
        waiter.interrupt()

        then:
        type.isInstance(caught.get(10, TimeUnit.SECONDS))
        connection.spawn('exit 4').exit() == new Exit.Code(4)

        cleanup:
        connection.close()

        where:
        waits                       | type
        ({ it.stdout().read() })    | InterruptedIOException
        ({ it.exit() })             | InterruptedException
    }

    def 'a server that opens no more channels says so, and the others go on'() {
        given:
        def few = Sshd.start(MaxSessions: 1)
        def connector = new SshConnector(few.localUser, Asker.NOBODY, Optional.empty(), { })
        def connection = connector.open(few.host())
        def first = connection.spawn('read x; exit 9')

        when:
        connection.spawn('true')

        then:
        def refused = thrown(ProblemException)
        with(refused.problems()[0]) {
            summary() == 'The server opens no further session'
            detail() == 'at the same time as 1 that it has open: open failed'
            attempt() == "raise MaxSessions in the server's sshd_config"
        }

        when:
        first.stdin().write('x\n'.bytes)

        then:
        first.exit() == new Exit.Code(9)

        cleanup:
        connection.close()
        few.close()
    }

    // A limit below the size of a window, which no server has, would let changes of keys overtake one another.
    def 'many bytes come and go unharmed while the keys are changed'() {
        given:
        def changing = Sshd.start(RekeyLimit: '4M none', LogLevel: 'DEBUG1')
        def connector = new SshConnector(changing.localUser, Asker.NOBODY, Optional.empty(), { })
        def connection = connector.open(changing.host())
        def channel = connection.spawn('exec cat')
        def bytes = new byte[10_000_000].tap { new Random(7).nextBytes(it) }

        when:
        def writer = async {
            channel.stdin().write(bytes)
            channel.stdin().close()
            true
        }
        def back = channel.stdout().readAllBytes()

        then:
        writer.get(10, TimeUnit.SECONDS)
        back == bytes
        changing.log.toString().count('rekeying in') >= 2

        cleanup:
        connection.close()
        changing.close()
    }
}
