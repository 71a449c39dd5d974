package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Files
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import net.schmizz.sshj.common.Factory
import org.apache.sshd.common.kex.BuiltinDHFactories
import org.apache.sshd.server.ServerBuilder
import org.apache.sshd.server.SshServer
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
@Requires({ Sshd.usable() })
class AlgorithmsSpec extends Specification {
    private static final String OLD_KEX = 'diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1'
    private static final String OLD_CIPHERS = 'aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc'

    @Shared Sshd sshd = Sshd.start(
        LogLevel: 'DEBUG3', RekeyLimit: '4M none', KexAlgorithms: "+$OLD_KEX", Ciphers: "+$OLD_CIPHERS", MACs: '+hmac-sha1',
        HostKeyAlgorithms: '+ssh-rsa')

    def cleanupSpec() {
        sshd.close()
    }

    def setup() {
        sshd.log.length = 0
    }

    def cleanup() {
        Files.deleteIfExists(sshd.home.resolve('.ssh/config'))
    }

    private void config(String text, Sshd server = sshd) {
        Files.writeString(server.home.resolve('.ssh/config'), text)
    }

    private static Connection open(Sshd server) {
        new SshConnector(server.localUser, Asker.NOBODY, Optional.empty(), { }).open(server.host())
    }

    /** Writes and reads at the same time, so that keys are changed in both directions. */
    private static boolean carries(Connection connection, int length) {
        def bytes = new byte[length].tap { new Random(5).nextBytes(it) }
        def channel = connection.spawn('exec cat')
        def writer = new CompletableFuture<Boolean>()
        Thread.ofVirtual().start {
            channel.stdin().write(bytes)
            channel.stdin().close()
            writer.complete(true)
        }
        channel.stdout().readAllBytes() == bytes && writer.get(10, TimeUnit.SECONDS)
    }

    def 'as a rule the first of our list is agreed on that the server knows'() {
        when:
        open(sshd).close()
        def log = sshd.log.toString()

        then:
        log.contains('kex: algorithm: curve25519-sha256')
        log.contains('kex: client->server cipher: aes128-gcm@openssh.com')
        log.contains('kex: server->client cipher: aes128-gcm@openssh.com')
    }

    def 'nothing with SHA-1, CBC or DSS is offered'() {
        when:
        open(sshd).close()
        def offered = sshd.log.toString().split('peer client KEXINIT proposal')[1].split('debug2: (compression|languages) ')[0]

        then:
        offered.contains('mlkem768x25519-sha256,curve25519-sha256')
        !(offered =~ /sha1\b|cbc|dss|ssh-rsa[,\s]|arcfour|md5|group1-/)
    }

    // Terrapin: whoever sits between could leave out packets, if numbers went on behind the key exchange.
    def 'packets are counted anew after the key exchange'() {
        when:
        open(sshd).close()
        def log = sshd.log.toString()

        then:
        log.contains('will use strict KEX ordering')
        log.contains('resetting send seqnr')
        log.contains('resetting read seqnr')
    }

    def 'key exchange by #name'() {
        given:
        config "KexAlgorithms $name"

        expect:
        carries(open(sshd), 10_000)
        sshd.log.contains("kex: algorithm: $name\n") || sshd.log.contains("kex: algorithm: $name ")

        where:
        name << [
            'curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521',
            'diffie-hellman-group16-sha512', 'diffie-hellman-group14-sha256', 'diffie-hellman-group-exchange-sha256',
            'diffie-hellman-group18-sha512', 'diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1']
    }

    def 'bytes encrypted by #name come and go unharmed while the keys are changed'() {
        given:
        config "Ciphers $name"

        expect:
        carries(open(sshd), 9_000_000)
        sshd.log.contains("cipher: $name ")
        sshd.log.toString().count('rekeying in') >= 2

        where:
        name << ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes128-ctr', 'aes256-cbc']
    }

    def 'bytes signed by #name come and go unharmed'() {
        given:
        config "Ciphers aes128-ctr\nMACs $name"

        expect:
        carries(open(sshd), 100_000)
        sshd.log.contains("MAC: $name ")

        where:
        name << ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1']
    }

    def 'a server that has only #what is reached where the configuration asks for it'() {
        given:
        def old = Sshd.start(directives)

        when:
        open(old)

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'SSH handshake failed'
        refused.problems()[0].attempt().endsWith("; where that cannot be, write into ~/.ssh/config: ${line.replace('^', '+')}")

        when:
        config(line, old)
        def connection = open(old)

        then:
        connection.spawn('exit 3').exit() == new Exit.Code(3)

        cleanup:
        connection?.close()
        old.close()

        where:
        what        | directives                                     | line
        'SHA-1'     | [KexAlgorithms: 'diffie-hellman-group14-sha1'] | 'KexAlgorithms +diffie-hellman-group14-sha1'
        'CBC'       | [Ciphers: 'aes128-cbc']                        | 'Ciphers ^aes128-cbc'
        'HMAC-SHA1' | [MACs: 'hmac-sha1', Ciphers: 'aes128-ctr']     | 'MACs +hmac-sha1'
    }

    def 'a list that leaves nothing is a problem before a host is connected to: #line'() {
        given:
        config line

        expect:
        new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { }).check([sshd.host()]) == [new Problem(
            'No known algorithm is left', Problem.Where.host('here'), line, 'name one of these, too: ' + known)]

        where:
        line                            | known
        'MACs umac-64@openssh.com'      | 'hmac-sha2-256-etm@openssh.com, hmac-sha2-512-etm@openssh.com, hmac-sha2-256, hmac-sha2-512'
        'MACs -*'                       | 'hmac-sha2-256-etm@openssh.com, hmac-sha2-512-etm@openssh.com, hmac-sha2-256, hmac-sha2-512'
    }

    def 'of a list such as OpenSSH writes them, #line, #names is left'() {
        given:
        def selection = new Selection([named('a1'), named('a2'), named('b')], [named('old')], [])

        expect:
        selection.of(Optional.ofNullable(line))*.name.join(',') == names

        where:
        line            || names
        null            || 'a1,a2,b'
        'b,a1'          || 'b,a1'
        'b,unknown,old' || 'b,old'
        'a*'            || 'a1,a2'
        '+old'          || 'a1,a2,b,old'
        '+b'            || 'a1,a2,b'
        '^b,old'        || 'b,old,a1,a2'
        '-a*'           || 'b'
        '-a1,b'         || 'a2'
        ''              || ''
    }

    private static Factory.Named<Object> named(String it) {
        new Factory.Named<Object>() {
            String name = it

            @Override
            Object create() {
                it
            }
        }
    }

    // OpenSSH knows it since 9.9.
    def 'keys are exchanged with ML-KEM and X25519 together'() {
        given:
        def server = SshServer.setUpDefaultServer()
        server.host = '127.0.0.1'
        server.port = 0
        server.keyPairProvider = new SimpleGeneratorHostKeyProvider()
        server.keyExchangeFactories = [ServerBuilder.DH2KEX.apply(BuiltinDHFactories.mlkem768x25519)]
        server.passwordAuthenticator = { user, password, session -> password == 'open sesame' }
        server.start()
        def settings = [port: server.port, hostKeys: 'insecure', password: Secret.of('open sesame')] as Map<String, Object>

        expect: 'many times: the secret may begin with any byte'
        (1..30).each {
            new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { })
                .open(new Host('h', '127.0.0.1', 'ssh', settings, [:], [], Options.NONE)).close()
        }

        cleanup:
        server.stop(true)
    }
}
