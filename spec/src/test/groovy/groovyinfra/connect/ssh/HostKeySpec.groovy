package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.model.Host
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Position
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires({ Sshd.usable() })
class HostKeySpec extends Specification {
    @Shared @AutoCleanup Sshd sshd = Sshd.start()
    @Shared String fingerprint = Sshd.fingerprint(sshd.hostKey())
    @Shared String key = Files.readString(sshd.hostKey()).split(' ')[0..1].join(' ')

    def setup() {
        Files.deleteIfExists(sshd.knownHosts)
    }

    private SshConnector connector(Asker asker = Asker.NOBODY, HostKeyPolicy flag = null, List<Problem> warnings = []) {
        new SshConnector(sshd.localUser, asker, Optional.ofNullable(flag), { warnings << it })
    }

    private Problem refusal(SshConnector connector = connector(), Host host = sshd.host()) {
        try {
            connector.open(host).close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    private void known(String... lines) {
        Files.writeString(sshd.knownHosts, lines.join('\n') + '\n')
    }

    private String otherKey(String type = 'ed25519') {
        def file = Files.createTempDirectory(sshd.folder, 'other').resolve('key')
        Sshd.generate(file, type)
        Files.readString(Path.of("${file}.pub")).split(' ')[0..1].join(' ')
    }

    def 'a host whose key nobody knows is refused, with its fingerprint as ssh-keygen shows it'() {
        expect:
        refusal() == new Problem(
            'Host key is not known',
            Problem.Where.host('here'),
            "here ([127.0.0.1]:$sshd.port)  ED25519 $fingerprint",
            "compare the fingerprint with that of the host, then run again with --host-keys accept-new, which writes it to $sshd.knownHosts")
    }

    def 'a key is known by #how'() {
        given:
        known(line.replace('PORT', "$sshd.port").replace('KEY', key))

        when:
        connector().open(sshd.host()).close()

        then:
        noExceptionThrown()

        where:
        how                             | line
        'address and port'              | '[127.0.0.1]:PORT KEY'
        'one name of several'           | 'web1,[127.0.0.1]:PORT,web2 KEY a comment'
        'a wildcard'                    | '[127.0.0.*]:PORT KEY'
        'a pattern for one character'   | '[127.0.0.?]:* KEY'
        'the second of its lines'       | "[127.0.0.1]:PORT ssh-rsa AAAA\n[127.0.0.1]:PORT KEY"
        'the address alone'             | '127.0.0.1 KEY'
        'a wildcard without a port'     | '*.0.0.1 KEY'
    }

    def 'a hashed name is understood'() {
        given:
        known("[127.0.0.1]:$sshd.port $key", 'other.example.com ' + otherKey())
        Sshd.run(['ssh-keygen', '-H', '-f', sshd.knownHosts.toString()])

        expect:
        Files.readString(sshd.knownHosts).startsWith('|1|')
        connector().open(sshd.host()).close() == null
    }

    def 'a key is not known by #how'() {
        given:
        known(line.replace('PORT', "$sshd.port").replace('KEY', key))

        expect:
        refusal().summary() == 'Host key is not known'

        where:
        how                     | line
        'another key of it'      | '127.0.0.1 ssh-rsa AAAA'
        'another port'          | '[127.0.0.1]:1 KEY'
        'a negated pattern'     | '*,![127.0.0.1]:PORT,!127.0.0.1 KEY'
        'a comment'             | '#[127.0.0.1]:PORT KEY'
        'an unknown mark'       | '@odd [127.0.0.1]:PORT KEY'
    }

    def 'a line whose key is #broken is passed over, with a warning that names it'() {
        given:
        def (type, base64) = key.split(' ').toList()
        def warnings = []
        def name = "[127.0.0.1]:$sshd.port"

        when:
        known('# mine', "$name $type ${change(base64)}")

        then:
        refusal(connector(Asker.NOBODY, null, warnings)).summary() == 'Host key is not known'
        warnings == [new Problem('Line of known_hosts is passed over', Problem.Where.at(new Position(sshd.knownHosts.toString(), 2, 0)),
            "the key of $name is broken", 'take the line away, or write the whole key')]

        when:
        known("$name $type ${change(base64)}", "$name $key")

        then:
        connector().open(sshd.host()).close() == null

        where:
        broken             | change
        'no base64'        | { it[0..-2] + '!' }
        'cut off'          | { it[0..-6] }
        'cut off at a byte' | { it[0..-9] }
        'of another type'  | { 'AAAAB3NzaC1yc2E=' }
    }

    def 'a key that is revoked for the address alone is refused where the host is not known at its port'() {
        given:
        known("@revoked 127.0.0.1 $key")

        expect:
        refusal().summary() == 'Host key is revoked'
    }

    def 'a host that is known by its address alone is no question, another key of that address is'() {
        given:
        def asker = new Answers(false)

        when:
        known("127.0.0.1 $key")
        connector(asker).introduce([sshd.host()], {})

        then:
        asker.questions == []

        when:
        known("127.0.0.1 ${otherKey()}")
        connector(asker).introduce([sshd.host()], {})

        then:
        asker.questions.size() == 1
    }

    def 'a changed key is refused with both fingerprints and the place of the old one, whatever the policy #policy and the answer'() {
        given:
        def old = otherKey()
        known('# mine', "[127.0.0.1]:$sshd.port $old")
        def asker = new Answers(true)
        def oldFile = Files.writeString(sshd.folder.resolve('old.pub'), old)

        when:
        def problem = refusal(connector(asker, policy))

        then:
        problem.summary() == 'Host key has changed'
        problem.where() == Problem.Where.host('here', new Position(sshd.knownHosts.toString(), 2, 0))
        problem.detail() == "expected ED25519 ${Sshd.fingerprint(oldFile)} ($sshd.knownHosts:2)\n" +
            "received ED25519 $fingerprint from [127.0.0.1]:$sshd.port"
        problem.attempt().contains("ssh-keygen -f '$sshd.knownHosts' -R '[127.0.0.1]:$sshd.port'")
        asker.questions == []
        connector(asker, policy).introduce([sshd.host()], {}) == null

        where:
        policy << [HostKeyPolicy.STRICT, HostKeyPolicy.ACCEPT_NEW, null]
    }

    def 'a host that is known by a key of another type, and has it no more, has changed'() {
        given:
        known("[127.0.0.1]:$sshd.port ${otherKey('ecdsa')}")

        expect:
        refusal().summary() == 'Host key has changed'
    }

    def 'a revoked key is refused even where it is known'() {
        given:
        known("[127.0.0.1]:$sshd.port $key", "@revoked * $key")

        when:
        def problem = refusal()

        then:
        problem.summary() == 'Host key is revoked'
        problem.detail() == "received ED25519 $fingerprint, marked @revoked at $sshd.knownHosts:2"
    }

    def 'a server with several keys is asked for the one that is known'() {
        given:
        def two = Sshd.generate(sshd.folder.resolve('second'), 'rsa', '', ['-b', '2048'])
        def several = Sshd.start(HostKey: [sshd.folder.resolve('host_ed25519'), two])
        Files.writeString(several.knownHosts, "[127.0.0.1]:$several.port ${Files.readString(Path.of("${two}.pub"))}")

        when:
        new SshConnector(several.localUser, Asker.NOBODY, Optional.empty(), { }).open(several.host()).close()

        then:
        noExceptionThrown()

        cleanup:
        several.close()
    }

    def 'accept-new writes the key once, to a file that only the user can read, and checks it from then on'() {
        given:
        def accepting = connector(Asker.NOBODY, HostKeyPolicy.ACCEPT_NEW)
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        threads.invokeAll((1..10).collect { n ->
            { -> accepting.open(sshd.host([:], "host-$n")).close() } as Callable<Void>
        })*.get()

        then:
        Files.readString(sshd.knownHosts) == "[127.0.0.1]:$sshd.port $key\n"
        PosixFilePermissions.toString(Files.getPosixFilePermissions(sshd.knownHosts)) == 'rw-------'
        connector().open(sshd.host()).close() == null

        cleanup:
        threads.close()
    }

    def 'a key is written on a line of its own where the last line has no end'() {
        given:
        Files.writeString(sshd.knownHosts, '# no end')

        when:
        connector(Asker.NOBODY, HostKeyPolicy.ACCEPT_NEW).open(sshd.host()).close()

        then:
        Files.readString(sshd.knownHosts) == "# no end\n[127.0.0.1]:$sshd.port $key\n"
    }

    def 'the policy of #who counts most of #flag, #inventory and #config'() {
        given:
        def file = sshd.home.resolve('.ssh/config')
        if (config) {
            Files.writeString(file, "Host *\n  StrictHostKeyChecking $config\n")
        }

        when:
        def host = sshd.host(inventory ? [hostKeys: inventory] : [:])
        def known = connector(Asker.NOBODY, flag ? HostKeyPolicy.of(flag).get() : null)
        def result = null
        try {
            known.open(host).close()
            result = Files.exists(sshd.knownHosts) ? 'written' : 'ignored'
        } catch (ProblemException refused) {
            result = 'refused'
        }

        then:
        result == expected

        cleanup:
        Files.deleteIfExists(file)

        where:
        who             | flag         | inventory    | config       | expected
        'the flag'      | 'strict'     | 'insecure'   | 'no'         | 'refused'
        'the flag'      | 'insecure'   | 'strict'     | 'yes'        | 'ignored'
        'the flag'      | 'accept-new' | 'strict'     | null         | 'written'
        'the inventory' | null         | 'insecure'   | 'yes'        | 'ignored'
        'the inventory' | null         | 'strict'     | 'no'         | 'refused'
        'ssh_config'    | null         | null         | 'no'         | 'ignored'
        'ssh_config'    | null         | null         | 'accept-new' | 'written'
        'ssh_config'    | null         | null         | 'yes'        | 'refused'
        'ssh_config'    | null         | null         | 'ask'        | 'refused'
        'nobody'        | null         | null         | null         | 'refused'
    }

    def 'a fingerprint in the inventory is all that counts'() {
        given:
        known("[127.0.0.1]:$sshd.port ${otherKey()}")

        expect:
        connector().open(sshd.host(hostKey: fingerprint)).close() == null
        refusal(connector(), sshd.host(hostKey: 'SHA256:' + 'A' * 43)).summary() == 'Host key differs from the inventory'
    }

    def 'all hosts that nobody knows are one question, and a yes makes them known'() {
        given:
        def asker = new Answers(true)
        def asking = connector(asker)
        def hosts = (1..3).collect { sshd.host([:], "web-$it") }

        when:
        asking.introduce(hosts, {})

        then:
        asker.questions == ["The keys of 3 hosts are not known:\n" +
            (1..3).collect { "  web-$it ([127.0.0.1]:$sshd.port)  ED25519 $fingerprint\n" }.join('') +
            "Write them to $sshd.knownHosts and connect?"]
        Files.readString(sshd.knownHosts) == "[127.0.0.1]:$sshd.port $key\n"
        hosts.each { asking.open(it).close() }
    }

    def 'a host that was asked for its key in vain is not asked again, and it is said before that hosts are asked'() {
        given:
        def way = new WeakWay(sshd.port)
        def asking = connector(new Answers(false))
        def host = sshd.host([port: way.port], 'web-1')
        def said = []

        when:
        asking.introduce([host]) { said << it }
        way.cut()
        way.close()

        then:
        refusal(asking, host).summary() == 'Host key is not known'
        refusal(asking, host).summary() == 'Host refused the connection'
        said == ['asking for the keys that known_hosts does not have: web-1']
    }

    def 'a host that is still not known is refused #when, with its name first, so that all stand in one message'() {
        given:
        def asking = connector(asker)
        def host = sshd.host([:], 'web-1')
        asking.introduce([host], {})

        expect:
        with(refusal(asking, host)) {
            summary() == 'Host key is not known'
            detail() == "web-1 ([127.0.0.1]:$sshd.port)  ED25519 $fingerprint"
            attempt() == "compare the fingerprint with that of the host, then run again with --host-keys accept-new, " +
                "which writes it to $sshd.knownHosts"
        }
        !Files.exists(sshd.knownHosts)

        where:
        asker              | when
        Asker.NOBODY       | 'without a terminal'
        new Answers(false) | 'after a no'
    }

    def 'where there is no file for keys, the key belongs into the inventory'() {
        given:
        Files.createDirectories(sshd.localUser.home().resolve('.ssh'))
        Files.writeString(sshd.localUser.home().resolve('.ssh/config'), 'UserKnownHostsFile none')

        expect:
        refusal().attempt() == 'compare the fingerprint with that of the host, then give it as hostKey: in the inventory'

        cleanup:
        Files.delete(sshd.localUser.home().resolve('.ssh/config'))
    }

    def 'hosts that are known, or need not be, are not asked for their keys'() {
        given:
        known("[127.0.0.1]:1 $key")
        def asker = new Answers(true)

        when:
        connector(asker).introduce([
            new Host('known', '127.0.0.1', 'ssh', [port: 1], [:], [], groovyinfra.model.Options.NONE),
            new Host('open', '127.0.0.1', 'ssh', [port: 2, hostKeys: 'insecure'], [:], [], groovyinfra.model.Options.NONE),
            new Host('pinned', '127.0.0.1', 'ssh', [port: 3, hostKey: fingerprint], [:], [], groovyinfra.model.Options.NONE),
            new Host('other', '127.0.0.1', 'local', [:], [:], [], groovyinfra.model.Options.NONE),
        ], {})

        then:
        asker.questions == []
    }

    /** A server with a certified key; its authority is another key. */
    private Sshd certified(List<String> options, String type = 'ed25519', String authorityType = 'ed25519') {
        def folder = Files.createTempDirectory(sshd.folder, 'certificate')
        authority = Sshd.generate(folder.resolve('authority'), authorityType)
        def hostKey = Sshd.generate(folder.resolve('host'), type)
        Sshd.run(['ssh-keygen', '-q', '-s', authority.toString(), '-I', 'a host'] + options + ["${hostKey}.pub".toString()])
        Sshd.start(HostKey: hostKey, HostCertificate: "$folder/host-cert.pub")
    }

    private Path authority

    private String getAuthorityKey() {
        Files.readString(Path.of("${authority}.pub")).trim()
    }

    private static boolean believed(Sshd server) {
        try {
            new SshConnector(server.localUser, Asker.NOBODY, Optional.empty(), { }).open(server.host()).close()
            return true
        } catch (ProblemException refused) {
            return false
        }
    }

    def 'a certificate of a known authority is believed, one of #whom not'() {
        given:
        def certified = certified(options)
        Files.writeString(certified.knownHosts, "@cert-authority [127.0.0.1]:* $authorityKey\n")

        expect:
        believed(certified) == expected

        cleanup:
        certified.close()

        where:
        options                                          | expected | whom
        ['-h', '-n', '127.0.0.1']                        | true     | 'nobody'
        ['-h', '-n', 'x,127.0.0.1']                      | true     | 'nobody among several'
        ['-h', '-n', '127.0.0.*']                        | true     | 'nobody with a pattern'
        ['-h']                                           | true     | 'nobody without names'
        ['-h', '-n', '127.0.0.2']                        | false    | 'another host'
        ['-h', '-n', '127.0.0.1', '-V', '-2w:-1w']       | false    | 'last week'
        ['-h', '-n', '127.0.0.1', '-V', '+1w:+2w']       | false    | 'next week'
        ['-n', '127.0.0.1']                              | false    | 'a user'
    }

    def 'a certified #type key of a #authorityType authority is believed'() {
        given:
        def certified = certified(['-h', '-n', '127.0.0.1'], type, authorityType)
        Files.writeString(certified.knownHosts, "@cert-authority [127.0.0.1]:* $authorityKey\n")

        expect:
        believed(certified)

        cleanup:
        certified.close()

        where:
        type      | authorityType
        'ecdsa'   | 'ed25519'
        'ed25519' | 'ecdsa'
        'ed25519' | 'rsa'
        'rsa'     | 'ed25519'
    }

    def 'an authority is known by #how'() {
        given:
        def certified = certified(['-h', '-n', '127.0.0.1'])
        Files.writeString(certified.knownHosts, lines.replace('PORT', "$certified.port").replace('KEY', authorityKey))
        if (hashed) {
            Sshd.run(['ssh-keygen', '-H', '-f', certified.knownHosts.toString()])
            def mark = Files.readString(certified.knownHosts)
            assert mark.contains('|1|')
            Files.writeString(certified.knownHosts, '@cert-authority ' + mark)
        }

        expect:
        believed(certified) == expected

        cleanup:
        certified.close()

        where:
        how                        | lines                                                          | hashed || expected
        'a pattern'                | '@cert-authority *.0.0.1,[127.0.0.1]:* KEY\n'                   | false  || true
        'a pattern without a port' | '@cert-authority *.0.0.1 KEY\n'                                 | false  || true
        'a hashed name'            | '[127.0.0.1]:PORT KEY\n'                                       | true   || true
        'another name alone: not'  | '@cert-authority *.example.com KEY\n'                          | false  || false
        'a plain line: not'        | '[127.0.0.1]:PORT KEY\n'                                       | false  || false
        'a revoked one: not'       | '@cert-authority [127.0.0.1]:* KEY\n@revoked * KEY\n'          | false  || false
    }

    def 'a revoked authority is named as such, with its own fingerprint'() {
        given:
        def certified = certified(['-h', '-n', '127.0.0.1'])
        Files.writeString(certified.knownHosts, "@cert-authority [127.0.0.1]:* $authorityKey\n@revoked * $authorityKey\n")

        when:
        def problem = refusal(new SshConnector(certified.localUser, Asker.NOBODY, Optional.empty(), { }), certified.host())

        then:
        problem.summary() == 'Authority of the host key is revoked'
        problem.detail().endsWith(" with a certificate by ED25519 ${Sshd.fingerprint(Path.of("${authority}.pub"))}, " +
            "marked @revoked at $certified.knownHosts:2")
        problem.detail().startsWith("received ED25519 ${Sshd.fingerprint(authority.resolveSibling('host.pub'))} with")

        cleanup:
        certified.close()
    }

    def 'a certificate of the host that #what is told with its date'() {
        given:
        def certified = certified(['-h', '-n', '127.0.0.1', '-V', dates])
        Files.writeString(certified.knownHosts, "@cert-authority [127.0.0.1]:* $authorityKey\n")

        expect:
        refusal(new SshConnector(certified.localUser, Asker.NOBODY, Optional.empty(), { }), certified.host()).detail() =~ said

        cleanup:
        certified.close()

        where:
        what               | dates                           || said
        'has expired'      | '20200101000000:20200102000000' || /: the certificate of its host key has expired: it was valid until .* 2020$/
        'is not valid yet' | '20900101000000:20910101000000' || /: the certificate of its host key is not valid yet: it begins at .* 20\d\d$/
    }

    def 'a certificate must have the alias of the host among its names'() {
        given:
        def certified = certified(['-h', '-n', 'web'])
        Files.writeString(certified.knownHosts, "@cert-authority web $authorityKey\n")

        when:
        Files.writeString(certified.home.resolve('.ssh/config'), 'HostKeyAlias web')

        then:
        believed(certified)

        when:
        Files.writeString(certified.home.resolve('.ssh/config'), 'HostKeyAlias other')

        then:
        !believed(certified)

        cleanup:
        certified.close()
    }

    def 'a key is written with a hashed name where the configuration says so'() {
        given:
        def config = Files.writeString(sshd.home.resolve('.ssh/config'), 'HashKnownHosts yes\nUserKnownHostsFile ~/mine')

        when:
        connector(Asker.NOBODY, HostKeyPolicy.ACCEPT_NEW).open(sshd.host()).close()
        def written = Files.readString(sshd.home.resolve('mine'))

        then:
        written.startsWith('|1|')
        Sshd.run(['ssh-keygen', '-F', "[127.0.0.1]:$sshd.port", '-f', "$sshd.home/mine"]*.toString()).contains(key)
        connector().open(sshd.host()).close() == null

        cleanup:
        Files.delete(config)
    }
}
