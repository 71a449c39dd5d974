package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Connection
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

@Requires({ Sshd.usable() })
class LoginSpec extends Specification {
    private static final Map<String, List<String>> TYPES = [
        ed25519 : ['ed25519'],
        ecdsa256: ['ecdsa', '-b', '256'],
        ecdsa384: ['ecdsa', '-b', '384'],
        ecdsa521: ['ecdsa', '-b', '521'],
        rsa     : ['rsa', '-b', '2048'],
    ]

    @Shared @AutoCleanup Sshd sshd = Sshd.start()
    @TempDir Path temp

    private Path key(String type, String passphrase = '', boolean authorized = true) {
        def file = Sshd.generate(temp.resolve(type + passphrase.hashCode()), TYPES[type].head(), passphrase, TYPES[type].tail())
        if (authorized) {
            sshd.authorize(file)
        }
        file
    }

    private static Path converted(Path key, String format, String passphrase) {
        if (format != 'OpenSSH') {
            Sshd.run(['ssh-keygen', '-q', '-p', '-m', format, '-P', passphrase, '-N', passphrase, '-f', key.toString()])
        }
        key
    }

    private static Path permitted(Path file, String mode) {
        Sshd.run(['chmod', mode, file.toString()])
        file
    }

    private static Path secret(Path file) {
        permitted(file, '0600')
    }

    /** A home that knows the server. */
    private Path home(String name) {
        def home = Files.createDirectories(temp.resolve("$name/.ssh")).parent
        Files.copy(sshd.knownHosts, home.resolve('.ssh/known_hosts'))
        home
    }

    private Connection open(Map settings, Asker asker = Asker.NOBODY, LocalUser user = sshd.localUser) {
        new SshConnector(user, asker, Optional.empty(), { }).open(sshd.host(settings))
    }

    private static Problem refusal(Closure<Connection> attempt) {
        try {
            attempt.call().close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    def 'a key of type #type in format #format lets its owner in'() {
        given:
        def file = converted(key(type), format, '')

        expect:
        Files.readString(file).startsWith("-----BEGIN $header-----")

        when:
        open(key: file.toString()).close()

        then:
        noExceptionThrown()

        where:
        type       | format    | header
        'ed25519'  | 'OpenSSH' | 'OPENSSH PRIVATE KEY'
        'ecdsa256' | 'OpenSSH' | 'OPENSSH PRIVATE KEY'
        'ecdsa384' | 'OpenSSH' | 'OPENSSH PRIVATE KEY'
        'ecdsa521' | 'OpenSSH' | 'OPENSSH PRIVATE KEY'
        'rsa'      | 'OpenSSH' | 'OPENSSH PRIVATE KEY'
        'ecdsa256' | 'PEM'     | 'EC PRIVATE KEY'
        'ecdsa384' | 'PEM'     | 'EC PRIVATE KEY'
        'rsa'      | 'PEM'     | 'RSA PRIVATE KEY'
        'ecdsa256' | 'PKCS8'   | 'PRIVATE KEY'
        'ecdsa521' | 'PKCS8'   | 'PRIVATE KEY'
        'rsa'      | 'PKCS8'   | 'PRIVATE KEY'
    }

    def 'an ed25519 key that OpenSSL made lets its owner in'() {
        given:
        def file = temp.resolve('openssl')
        Sshd.run(['openssl', 'genpkey', '-algorithm', 'ed25519', '-out', file.toString()])
        def der = temp.resolve('der')
        Sshd.run(['openssl', 'pkey', '-in', file.toString(), '-pubout', '-outform', 'DER', '-out', der.toString()])
        def wire = new ByteArrayOutputStream()
        new DataOutputStream(wire).with {
            writeInt(11)
            writeBytes('ssh-ed25519')
            writeInt(32)
            write(Files.readAllBytes(der)[-32..-1] as byte[])
        }
        Files.writeString(Path.of("${file}.pub"), "ssh-ed25519 ${wire.toByteArray().encodeBase64()}\n")
        sshd.authorize(file)

        when:
        open(key: file.toString()).close()

        then:
        noExceptionThrown()
    }

    def 'a locked #type key in format #format is opened with its passphrase'() {
        given:
        def file = converted(key(type, 'open it'), format, 'open it')
        def asker = new Answers('open it')

        when:
        open(asker, key: file.toString()).close()

        then:
        asker.questions == ["Passphrase of $file"]

        where:
        type       | format
        'ed25519'  | 'OpenSSH'
        'ecdsa256' | 'OpenSSH'
        'rsa'      | 'OpenSSH'
        'rsa'      | 'PEM'
        'ecdsa256' | 'PEM'
        'rsa'      | 'PKCS8'
        'ecdsa256' | 'PKCS8'
    }

    def 'a passphrase is asked once for all hosts, and again when it is wrong'() {
        given:
        def file = key('ed25519', 'right')
        def asker = new Answers('wrong', 'right')
        def connector = new SshConnector(sshd.localUser, asker, Optional.empty(), { })
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        threads.invokeAll((1..8).collect { n ->
            { -> connector.open(sshd.host([key: file.toString()], "host-$n")).close() } as Callable<Void>
        })*.get()

        then:
        asker.questions == ["Passphrase of $file", "That was not it. Passphrase of $file"]*.toString()

        cleanup:
        threads.close()
    }

    def 'a passphrase from the inventory is not asked for'() {
        expect:
        open(key: key('ed25519', 'known').toString(), passphrase: Secret.of('known')).close() == null
    }

    def 'a locked key that the server does not want is not asked for its passphrase'() {
        given:
        def asker = new Answers('never given')

        when:
        def problem = refusal { open(asker, key: key('ed25519', 'secret', false).toString()) }

        then:
        problem.summary() == 'Login was refused'
        asker.questions == []
    }

    def 'who is refused learns as whom, where, with what, and what else the server takes'() {
        given:
        def file = key('ed25519', '', false)

        expect:
        refusal { open(key: file.toString(), user: 'nobody') } == new Problem(
            'Login was refused',
            Problem.Where.host('here'),
            "nobody at [127.0.0.1]:$sshd.port\ntried: key $file\nthe server takes: publickey",
            'check user and key: -u USER --key FILE')
    }

    def 'a key file that #reason is named with the reason'() {
        given:
        def file = temp.resolve('key')
        def asker = new Answers('never given')
        if (content != null) {
            secret(Files.writeString(file, content))
        }

        when:
        def problem = refusal { open(asker, key: file.toString()) }

        then:
        problem.summary() == 'Login was refused'
        problem.detail().endsWith("\ntried: key $file ($reason)\nthe server takes: publickey")

        and: 'nobody is asked for a password that the server does not take'
        asker.questions == []

        where:
        reason                                                              | content
        'does not exist'                                                    | null
        'is not a private key'                                              | 'hello'
        'is a public key; name the private one'                             | 'ssh-ed25519 AAAA you@here'
        'is damaged'                                                        | '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'
        'is damaged or of an unknown kind'                                  | '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n'
        'is a PuTTY key; convert it with `puttygen -O private-openssh`'     | 'PuTTY-User-Key-File-3: ssh-ed25519'
    }

    def 'a key file of mode #mode is not shown to the host, and the message says how to close it'() {
        given:
        def file = permitted(key('ed25519', passphrase), mode)
        def asker = new Answers('never given')

        when: 'it was named'
        def problem = refusal { open(asker, key: file.toString()) }

        then:
        problem == new Problem(
            'Login was refused',
            Problem.Where.host('here'),
            "$sshd.user at [127.0.0.1]:$sshd.port\ntried: key $file (is open to others: mode $mode)\nthe server takes: publickey",
            "chmod 600 $file")
        asker.questions == []

        when: 'it is one of those that are shown to every host'
        def mine = home('mine')
        Files.move(file, mine.resolve('.ssh/id_ed25519'))
        problem = refusal { open([:], Asker.NOBODY, new LocalUser(sshd.user, mine, Optional.empty())) }

        then:
        problem.detail().contains("tried: key ~/.ssh/id_ed25519 (is open to others: mode $mode)\n")
        problem.attempt() == "chmod 600 $mine/.ssh/id_ed25519"

        where:
        mode   | passphrase
        '0644' | ''
        '0640' | ''
        '0604' | ''
        '0660' | 'locked'
    }

    def 'a key that only its owner can read is taken, whatever else the owner may do, and so is one of somebody else'() {
        expect:
        open(key: permitted(key('ed25519'), '0400').toString()).close() == null
        open(key: permitted(key('rsa'), '0700').toString()).close() == null

        when:
        def foreign = permitted(key('ecdsa256'), '0640')
        Sshd.run(['chown', 'nobody', foreign.toString()])
        open(key: foreign.toString()).close()

        then:
        noExceptionThrown()
    }

    def 'where others can read a key file, another key lets its owner in, and so does an agent that holds the same one'() {
        given:
        def file = key('ed25519')
        def other = key('rsa')
        def agent = new SshAgent(temp.resolve('agent'))
        agent.add(file)
        permitted(file, '0644')

        expect:
        open(key: [file, other]*.toString()).close() == null
        open([key: file.toString()], Asker.NOBODY, new LocalUser(sshd.user, sshd.home, Optional.of(agent.socket))).close() == null

        cleanup:
        agent.close()
    }

    def 'a locked key without anybody to ask is said to be locked: with #settings'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        def user = new LocalUser(sshd.user, sshd.home, Optional.of(agent.socket))

        when:
        def problem = refusal { open([key: key('ed25519', 'secret').toString()] + settings, Asker.NOBODY, user) }

        then:
        problem.detail().contains('(has a passphrase, and there is nobody to ask for it)')
        problem.attempt() == attempt

        cleanup:
        agent.close()

        where:
        settings       || attempt
        [:]            || 'unlock the key: ssh-add'
        [agent: false] || 'give its passphrase: `passphrase: !secret ...`'
    }

    def 'an agent signs for a #type key, and nobody is asked for its passphrase'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        def file = key(type, '')
        agent.add(file)
        Files.delete(file)

        when:
        open([:], Asker.NOBODY, new LocalUser(sshd.user, home('empty'), Optional.of(agent.socket))).close()

        then:
        noExceptionThrown()

        cleanup:
        agent.close()

        where:
        type << ['ed25519', 'ecdsa256', 'rsa']
    }

    def 'an agent that holds a locked key signs for it'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        def plain = key('ed25519')
        agent.add(plain)
        Sshd.run(['ssh-keygen', '-q', '-p', '-P', '', '-N', 'locked', '-f', plain.toString()])
        def asker = new Answers('never given')

        when:
        open([key: plain.toString()], asker, new LocalUser(sshd.user, sshd.home, Optional.of(agent.socket))).close()

        then:
        asker.questions == []

        cleanup:
        agent.close()
    }

    def 'a locked key that tells nothing of itself is asked for once, whatever an agent holds'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        agent.add(key('ed25519', '', false))
        def locked = converted(key('rsa', 'open it'), 'PEM', 'open it')
        Files.delete(Path.of("${locked}.pub"))
        def asker = new Answers('open it')

        when:
        open([key: locked.toString()], asker, new LocalUser(sshd.user, sshd.home, Optional.of(agent.socket))).close()

        then:
        asker.questions == ["Passphrase of $locked"]

        cleanup:
        agent.close()
    }

    def 'an agent that is not there does no harm'() {
        expect:
        open([:], Asker.NOBODY, new LocalUser(sshd.user, sshd.home, Optional.of(temp.resolve('gone')))).close() == null
    }

    def 'only keys that were named are shown to the server'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        agent.add(sshd.home.resolve('.ssh/id_ed25519'))
        def named = key('rsa', '', false)

        when:
        def problem = refusal {
            open([key: named.toString()], Asker.NOBODY, new LocalUser(sshd.user, sshd.home, Optional.of(agent.socket)))
        }

        then:
        problem.detail().contains("tried: key $named\n")

        cleanup:
        agent.close()
    }

    def 'the right key is found among several'() {
        expect:
        open(key: [key('rsa', '', false), key('ecdsa256', '', false), key('ed25519')]*.toString()).close() == null
    }

    def 'a server that takes too few attempts says so'() {
        given:
        def strict = Sshd.start(MaxAuthTries: 1)
        def wrong = [key('rsa', '', false), key('ecdsa256', '', false), key('ecdsa384', '', false)]*.toString()
        def connector = new SshConnector(strict.localUser, Asker.NOBODY, Optional.empty(), { })

        when:
        def problem = refusal { connector.open(strict.host(key: wrong)) }

        then:
        problem.summary() == 'Login was refused'
        problem.detail().contains('Too many authentication failures')
        problem.detail().contains("tried: key ${wrong[0]}")
        problem.attempt() == 'name the right key, so that no others are shown: --key FILE, or IdentityFile with IdentitiesOnly yes'

        cleanup:
        strict.close()
    }

    def 'of an agent with more keys than the server looks at, those are shown first that are configured'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        (1..8).each { agent.add(Sshd.generate(Files.createDirectory(temp.resolve("$it")).resolve('wrong'), 'ed25519')) }
        def right = key('ed25519')
        agent.add(right)
        Files.delete(right)
        def mine = home('mine')
        def user = new LocalUser(sshd.user, mine, Optional.of(agent.socket))

        when: 'nothing says which'
        def problem = refusal { open([:], Asker.NOBODY, user) }

        then:
        problem.detail().contains('Too many authentication failures')
        problem.attempt().contains('IdentitiesOnly')
        problem.detail().count('agent key wrong SHA256:') > 1

        when: 'the configuration names the key, of which only the public half is there'
        Files.writeString(mine.resolve('.ssh/config'), "IdentityFile $right$name$only")
        open([:], Asker.NOBODY, user).close()

        then:
        noExceptionThrown()

        cleanup:
        agent.close()

        where:
        name   | only
        ''     | ''
        '.pub' | ''
        '.pub' | '\nIdentitiesOnly yes'
    }
}
