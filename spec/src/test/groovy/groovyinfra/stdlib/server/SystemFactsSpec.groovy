package groovyinfra.stdlib.server

import groovyinfra.model.Command
import groovyinfra.model.Word
import groovyinfra.stdlib.Shells
import spock.lang.Specification

/** Facts about the machine and its system, from what real hosts printed. */
class SystemFactsSpec extends Specification {

    def 'OsRelease of #system'() {
        given:
        def release = new OsRelease().parse(text.stripIndent().readLines())

        expect:
        [release.id(), release.version(), release.codename(), release.name(), release.like()] == expected
        release.isLike('debian') == debian

        where:
        system   | text           || expected                                                                        | debian
        'Debian' | DEBIAN         || ['debian', '12', 'bookworm', 'Debian GNU/Linux 12 (bookworm)', []]              | true
        'Ubuntu' | UBUNTU         || ['ubuntu', '24.04', 'noble', 'Ubuntu 24.04.1 LTS', ['debian']]                  | true
        'Alpine' | ALPINE         || ['alpine', '3.20.3', '', 'Alpine Linux v3.20', []]                              | false
        'Rocky'  | ROCKY          || ['rocky', '9.4', '', "Rocky Linux 9.4 (Blue Onyx) \$5", ['rhel', 'centos', 'fedora']] | false
        'none'   | 'ID=x\nNAME=X'                 || ['x', '', '', 'X', []]                                                        | false
        'BSD'    | 'ID=OpenBSD\nPRETTY_NAME=OpenBSD' || ['openbsd', '', '', 'OpenBSD', []]                            | false
    }

    def 'Kernel of #line'() {
        expect:
        new Kernel().parse([line]) == new Kernel.Version(name, release)

        where:
        line                     || name        | release
        'Linux 6.1.0-18-amd64'   || 'Linux'     | '6.1.0-18-amd64'
        'Linux 6.6.56-0-virt'    || 'Linux'     | '6.6.56-0-virt'
        'GNU/kFreeBSD 9.0-2'     || 'GNU/kFreeBSD' | '9.0-2'
    }

    def 'Memory from /proc/meminfo'() {
        expect:
        new Memory().parse(lines) == new Memory.Bytes(total, available, 2048, swapFree)

        where:
        lines                                                                                                            || total | available | swapFree
        ['MemTotal:  16 kB', 'MemFree:  4 kB', 'MemAvailable:  8 kB', 'SwapTotal: 2 kB', 'SwapFree:  1 kB', 'HugePages_Total:   0'] || 16384 | 8192      | 1024
        ['MemTotal:  16 kB', 'MemFree:  4 kB', 'SwapTotal: 2 kB', '?']                                                   || 16384 | 4096      | 0
    }

    def 'Arch, Hostname, UserName and Cpus are one line each'() {
        expect:
        new Arch().parse(['x86_64']) == 'x86_64'
        new Hostname().parse(['web-1']) == 'web-1'
        new UserName().parse(['ann']) == 'ann'
        new Cpus().parse(['8']) == 8
    }

    def 'CommandPath of #lines is present: #present'() {
        expect:
        new CommandPath('sh').parse(lines).present == present

        where:
        lines             || present
        ['/usr/bin/sh']   || true
        []                || false
    }

    def 'CommandPath of #program by #shell is a file that can be run: #present'() {
        when:
        def path = Shells.ask(shell, new CommandPath(program))

        then:
        path.present == present
        !present || path.path().startsWith('/') && path.path().endsWith(program)

        where:
        [shell, [program, present]] << [Shells.all(), [['cat', true], ['test', true], ['/bin/cat', true], ['if', false], ['cd', false],
            ['export', false], ['/etc/passwd', false], ['/etc', false], ['', false], ["it's", false]]].combinations()
    }

    def 'Environment keeps values of several lines'() {
        expect:
        new Environment().parse(['A=1', 'B=x=y', 'PEM=first', 'second', '', 'C=']) ==
                [A: '1', B: 'x=y', PEM: 'first\nsecond\n', C: '']
        new Environment().parse(['second', 'A=1']) == [A: '1']
        new Environment().parse([]) == [:]
    }

    def 'Environment has names and values of any kind where env ends them with NUL'() {
        expect:
        new Environment().parse(['=', 'BASH_FUNC_x%%=() {  a=b\1}', 'PEM=first\1X=second', 'A.B=1', 'C=']) ==
                ['BASH_FUNC_x%%': '() {  a=b\n}', PEM: 'first\nX=second', 'A.B': '1', C: '']
    }

    def 'Environment has what looks like one more variable, by #shell'() {
        given:
        def asked = Command.of('env', '-i', Word.raw('PATH="$PATH"'), 'PEM=first\nX=second', 'sh', '-c', new Environment().command().script())

        when:
        def values = new Environment().parse(Shells.output(shell, asked.script()).readLines())

        then:
        values.PEM == 'first\nX=second'
        !values.containsKey('X')

        where:
        shell << Shells.all()
    }

    def 'this machine answers all of them by #shell'() {
        expect:
        Shells.ask(shell, new OsRelease()).id()
        Shells.ask(shell, new Kernel()).name() == 'Linux'
        Shells.ask(shell, new Arch()) == Shells.output('dash', 'uname -m').trim()
        Shells.ask(shell, new Hostname())
        Shells.ask(shell, new UserName()) == System.getProperty('user.name')
        Shells.ask(shell, new Memory()).with { total() > available() && available() > 0 }
        Shells.ask(shell, new Cpus()) > 0
        Shells.ask(shell, new CommandPath('cat')).path().endsWith('/cat')
        !Shells.ask(shell, new CommandPath('no-such-program')).present
        Shells.ask(shell, new Environment()).PATH

        where:
        shell << Shells.all()
    }

    private static final String DEBIAN = '''\
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        VERSION_ID="12"
        VERSION="12 (bookworm)"
        VERSION_CODENAME=bookworm
        ID=debian
        HOME_URL="https://www.debian.org/"'''

    private static final String UBUNTU = '''\
        PRETTY_NAME="Ubuntu 24.04.1 LTS"
        VERSION_ID="24.04"
        VERSION_CODENAME=noble
        ID=ubuntu
        ID_LIKE=debian'''

    private static final String ALPINE = '''\
        NAME="Alpine Linux"
        ID=alpine
        VERSION_ID=3.20.3
        PRETTY_NAME="Alpine Linux v3.20"'''

    private static final String ROCKY = '''\
        # written by hand
        ID="rocky"
        ID_LIKE="rhel centos fedora"
        VERSION_ID='9.4'

        PRETTY_NAME="Rocky Linux 9.4 (Blue Onyx) \\$5"'''
}
