package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Connection
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Users who log in with OpenSSH's certificates; the server knows the authority and no keys. */
@Requires({ Sshd.usable() })
class CertificateSpec extends Specification {
    private static final Map<String, List<String>> TYPES = [
        ed25519 : ['ed25519'],
        ecdsa256: ['ecdsa', '-b', '256'],
        ecdsa521: ['ecdsa', '-b', '521'],
        rsa     : ['rsa', '-b', '2048'],
    ]

    @Shared Path authority = Sshd.generate(Files.createTempDirectory('authority').resolve('ca'), 'ed25519')
    @Shared @AutoCleanup Sshd sshd = Sshd.start(TrustedUserCAKeys: "${authority}.pub", AuthorizedKeysFile: 'none')
    @TempDir Path temp

    def cleanupSpec() {
        authority.parent.toFile().deleteDir()
    }

    private Path key(String type = 'ed25519', String passphrase = '') {
        Sshd.generate(temp.resolve('key'), TYPES[type].head(), passphrase, TYPES[type].tail())
    }

    /** Beside the key, as ssh-keygen writes it. */
    private Path certify(Path key, List<String> options = ['-n', sshd.user]) {
        Sshd.run(['ssh-keygen', '-q', '-s', authority.toString(), '-I', 'somebody'] + options + ["${key}.pub".toString()])
        Path.of("${key}-cert.pub")
    }

    private Connection open(Map settings = [:], Asker asker = Asker.NOBODY, Path agent = null) {
        new SshConnector(new LocalUser(sshd.user, sshd.home, Optional.ofNullable(agent)), asker, Optional.empty(), { })
            .open(sshd.host(settings))
    }

    private static Problem refusal(Closure<Connection> attempt) {
        try {
            attempt.call().close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    private void config(String text) {
        Files.writeString(sshd.home.resolve('.ssh/config'), text)
    }

    def cleanup() {
        Files.deleteIfExists(sshd.home.resolve('.ssh/config'))
    }

    def 'the certificate beside a #type key lets its owner in'() {
        given:
        def key = key(type)

        expect:
        refusal { open(key: key.toString()) }.summary() == 'Login was refused'

        when:
        certify(key)
        open(key: key.toString()).close()

        then:
        noExceptionThrown()

        where:
        type << TYPES.keySet()
    }

    def 'a certificate in a file of its own is used with its key'() {
        given:
        def key = key()
        def elsewhere = Files.move(certify(key), temp.resolve('elsewhere'))
        config "CertificateFile $elsewhere\nIdentityFile $key"

        expect:
        open().close() == null
    }

    def 'a certificate that is named and stands beside its key is shown once'() {
        given:
        def key = key()
        def beside = certify(key, ['-n', 'somebody-else'])
        config "CertificateFile $beside\nIdentityFile $key"

        expect:
        refusal { open() }.toString().count("certificate $beside") == 1
    }

    def 'an agent that holds a #type certificate signs for it'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        def key = key(type)
        certify(key)
        agent.add(key)
        Files.list(temp).filter { it.fileName.toString().startsWith('key') }.toList().each { Files.delete(it) }

        expect:
        open([:], Asker.NOBODY, agent.socket).close() == null

        cleanup:
        agent.close()

        where:
        type << ['ed25519', 'ecdsa256', 'rsa']
    }

    def 'an agent that holds only the key signs for a certificate in a file'() {
        given:
        def agent = new SshAgent(temp.resolve('agent'))
        def key = key()
        agent.add(key)
        certify(key)
        Files.delete(key)
        config "IdentitiesOnly yes\nIdentityFile $key"

        expect:
        open([:], Asker.NOBODY, agent.socket).close() == null

        cleanup:
        agent.close()
    }

    def 'a locked key with a certificate is opened with its passphrase'() {
        given:
        def key = key('ed25519', 'open it')
        certify(key)
        def asker = new Answers('open it')

        when:
        open([key: key.toString()], asker).close()

        then:
        asker.questions == ["Passphrase of $key"]
    }

    def 'a certificate that #what is named with the reason'() {
        given:
        def key = key()
        def file = certify(key, options)

        expect:
        refusal { open(key: key.toString()) }.detail() =~ /tried: certificate ${file} \($reason\), key ${key}\n/

        where:
        what                 | options                                              || reason
        'has expired'        | ['-n', 'x', '-V', '20200101000000:20200102000000']   || /was valid until 2020-01-0\dT\d\d:00:00Z/
        'is not yet valid'   | ['-n', 'x', '-V', '20900101000000:20900102000000']   || /is valid from 20\d\d-\d\d-\d\dT\d\d:00:00Z/
        'is for hosts'       | ['-h', '-n', 'x']                                    || 'is for hosts'
    }

    def 'a certificate without its key, and one that is none, are named'() {
        given:
        def key = key()
        def file = Files.move(certify(key), temp.resolve('lonely'))
        def damaged = Files.writeString(temp.resolve('damaged'), 'ssh-ed25519-cert-v01@openssh.com AAAA')
        config "CertificateFile $file\nCertificateFile $damaged\nIdentityFile none\nIdentityAgent none"

        expect:
        refusal { open() }.detail().contains(
            "tried: certificate $file (there is no key for it), certificate $damaged (does not exist or is damaged)")
    }

    def 'a certificate for another user is refused'() {
        given:
        def key = key()
        certify(key, ['-n', 'somebody-else'])

        expect:
        refusal { open(key: key.toString()) }.detail().contains("tried: certificate ${key}-cert.pub, key $key\n")
    }
}
