package groovyinfra.stdlib.apt

import groovyinfra.stdlib.Shells
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Facts about packages, from what a Debian 12 printed. */
class AptFactsSpec extends Specification {
    @TempDir
    Path folder

    def 'DebPackages are those that are really installed'() {
        expect:
        new DebPackages().parse(['installed adduser 3.134 all', 'installed dpkg 1.21.22 amd64', 'config-files gone 1.0 amd64',
                'installed libc6 2.36-9+deb12u10 amd64', 'installed libc6 2.36-9+deb12u9 i386', 'not-installed x  amd64',
                'half-configured y 1 amd64']) ==
                [adduser: '3.134', dpkg: '1.21.22', libc6: '2.36-9+deb12u10', 'libc6:i386': '2.36-9+deb12u9']
        new DebPackages().parse(['config-files dpkg 1.20 i386', 'half-configured dpkg 1.21 amd64', 'installed curl 7.88 amd64']) == [curl: '7.88']
        new DebPackages().parse(['not-installed dpkg  amd64', 'installed curl 7.88 amd64']) == ['curl:amd64': '7.88']
        new DebPackages().needs().get() == 'dpkg-query'
        new DebPackages().absent() == [:]
    }

    def 'DebLeftovers are those that have only settings'() {
        expect:
        new DebLeftovers().parse(['installed adduser', 'config-files gone', 'not-installed x']) == ['gone']
        new DebLeftovers().absent() == []
    }

    def 'KeyServerKey is what an address answers, by #shell'() {
        given:
        def file = Files.writeString(folder.resolve("it's"), PgpKeySpec.RSA)

        expect:
        Shells.ask(shell, new KeyServerKey("file://$file")) == PgpKeySpec.RSA

        when:
        Shells.ask(shell, new KeyServerKey("file://${file}-gone"))

        then:
        thrown(IllegalStateException)

        where:
        shell << Shells.all()
    }

    def 'DebArch is one line'() {
        expect:
        new DebArch().parse(['amd64']) == 'amd64'
        new DebArch().absent() == ''
        new DebArch().lasting()
    }

    def 'AptSimulation: #what'() {
        expect:
        new AptSimulation(['install', 'x']).parse(text.stripIndent().readLines()) == new AptSimulation.Changes(installs, removes, refusal)

        where:
        what             | text       || installs                                                      | removes | refusal
        'an install'     | INSTALL    || ['nginx-common': '1.22.1-9+deb12u10', nginx: '1.22.1-9+deb12u10'] | []  | ''
        'an upgrade'     | UPGRADE    || [curl: '7.88.1-10+deb12u14', libssl3: '3.0.17']               | []      | ''
        'a removal'      | REMOVE     || [:]                                                           | ['nginx', 'nginx-common'] | ''
        'nothing'        | NOTHING    || [:]                                                           | []      | ''
        'a refusal'      | REFUSED    || [:]                                                           | []      | 'E: Unable to locate package nopkg'
        'no word'        | ''         || [:]                                                           | []      | ''
        'a bare refusal' | "what?\nrefused 100" || [:]                                                 | []      | 'what?'
    }

    def 'AptSimulation: #changes are nothing: #nothing'() {
        expect:
        changes.nothing == nothing

        where:
        changes                                            || nothing
        new AptSimulation.Changes([:], [], '')             || true
        new AptSimulation.Changes([:], [], 'no')           || false
        new AptSimulation.Changes([vim: '9'], [], '')      || false
        new AptSimulation.Changes([:], ['vim'], '')        || false
    }

    def 'AptListsAge from times #lines'() {
        expect:
        new AptListsAge().parse(lines) == age

        where:
        lines                                      || age
        []                                         || AptListsAge.NEVER
        ['1700000000', '1700000060']               || Duration.ofSeconds(60)
        ['1700000000', '1700000050', '1700000060'] || Duration.ofSeconds(10)
        ['1700000070', '1700000060']               || Duration.ZERO
    }

    def 'a machine without package lists says so by #shell'() {
        expect:
        Shells.output(shell, new AptListsAge().command().script().replace('/var/lib', '/no/such/place')) == ''

        where:
        shell << Shells.all()
    }

    private static final String INSTALL = '''\
        Reading package lists...
        The following additional packages will be installed:
          nginx-common
        0 upgraded, 2 newly installed, 0 to remove and 22 not upgraded.
        Inst nginx-common (1.22.1-9+deb12u10 Debian-Security:12/oldstable-security [all])
        Inst nginx (1.22.1-9+deb12u10 Debian-Security:12/oldstable-security [amd64])
        Conf nginx-common (1.22.1-9+deb12u10 Debian-Security:12/oldstable-security [all])
        Conf nginx (1.22.1-9+deb12u10 Debian-Security:12/oldstable-security [amd64])'''

    private static final String UPGRADE = '''\
        Inst curl [7.88.1-10+deb12u5] (7.88.1-10+deb12u14 Debian:12.12/oldstable [amd64]) []
        Inst libssl3:amd64 [3.0.15] (3.0.17 Debian:12.12/oldstable [amd64])
        Conf libssl3:amd64 (3.0.17 Debian:12.12/oldstable [amd64])'''

    private static final String REMOVE = '''\
        Remv nginx [1.22.1-9+deb12u10]
        Purg nginx-common [1.22.1-9+deb12u10]'''

    private static final String NOTHING = '''\
        curl is already the newest version (7.88.1-10+deb12u14).
        0 upgraded, 0 newly installed, 0 to remove and 22 not upgraded.'''

    private static final String REFUSED = '''\
        Reading package lists...
        E: Unable to locate package nopkg
        refused 100'''
}
