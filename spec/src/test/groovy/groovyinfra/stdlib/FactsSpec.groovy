package groovyinfra.stdlib

import groovyinfra.model.Area
import groovyinfra.stdlib.apt.AptListsAge
import groovyinfra.stdlib.apt.AptSimulation
import groovyinfra.stdlib.apt.AptSources
import groovyinfra.stdlib.apt.DebArch
import groovyinfra.stdlib.apt.DebLeftovers
import groovyinfra.stdlib.apt.DebPackages
import groovyinfra.stdlib.apt.KeyServerKey
import groovyinfra.stdlib.files.DirectoryTree
import groovyinfra.stdlib.files.ForeignEntries
import groovyinfra.stdlib.files.SameFile
import groovyinfra.stdlib.git.GitRemote
import groovyinfra.stdlib.git.GitState
import groovyinfra.stdlib.server.Arch
import groovyinfra.stdlib.server.CommandPath
import groovyinfra.stdlib.server.Cpus
import groovyinfra.stdlib.server.Environment
import groovyinfra.stdlib.server.GroupInfo
import groovyinfra.stdlib.server.Groups
import groovyinfra.stdlib.server.Hostname
import groovyinfra.stdlib.server.Kernel
import groovyinfra.stdlib.server.Memory
import groovyinfra.stdlib.server.NumberOwner
import groovyinfra.stdlib.server.OsRelease
import groovyinfra.stdlib.server.PasswordHash
import groovyinfra.stdlib.server.UserInfo
import groovyinfra.stdlib.server.UserName
import groovyinfra.stdlib.server.Users
import groovyinfra.stdlib.systemd.SystemdUnits
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What facts say of themselves, and the commands of those that ask a program by name. */
class FactsSpec extends Specification {
    @TempDir
    Path folder

    def '#fact is old once one of #areas is touched'() {
        expect:
        fact.about() == areas as Set

        where:
        fact                                  || areas
        new AptListsAge()                     || [AptListsAge.AREA]
        new AptSimulation(['upgrade'])        || [Area.PACKAGES, AptListsAge.AREA]
        new AptSources()                      || [Area.path('/etc/apt')]
        new DebLeftovers()                    || [Area.PACKAGES]
        new DebPackages()                     || [Area.PACKAGES]
        new KeyServerKey('https://x/y')       || [new Area.Named('key at https://x/y'), Area.PACKAGES]
        new DirectoryTree('/srv/x')           || [Area.path('/srv/x')]
        new ForeignEntries('/srv/x', 'a', '') || [Area.path('/srv/x')]
        new SameFile('/x', '/y')              || [Area.entry('/x'), Area.entry('/y')]
        new GitRemote('https://x/y')          || [new Area.Named('repository https://x/y'), Area.PACKAGES]
        new GitState('/srv/x')                || [Area.path('/srv/x'), Area.PACKAGES]
        new CommandPath('vi')                 || ['/usr', '/bin', '/sbin', '/opt', '/snap', '/home', '/root'].collect { Area.path(it) } + Area.PACKAGES
        new Environment()                     || [new Area.Named('environment')]
        new GroupInfo('web')                  || [Area.USERS, Area.PACKAGES, GroupInfo.area('web')]
        new Groups()                          || [Area.USERS, Area.PACKAGES, Users.LIST]
        new Hostname()                        || [Hostname.AREA]
        new Memory()                          || [new Area.Named('memory')]
        new NumberOwner('passwd', 7)          || [Area.USERS, Area.PACKAGES, NumberOwner.area('passwd', 7)]
        new PasswordHash('ann')               || [Area.USERS, UserInfo.area('ann')]
        new UserInfo('ann')                   || [Area.USERS, Area.PACKAGES, UserInfo.area('ann')]
        new Users()                           || [Area.USERS, Area.PACKAGES, Users.LIST]
    }

    def '#fact stays as it is'() {
        expect:
        fact.lasting()

        where:
        fact << [new Arch(), new Cpus(), new DebArch(), new Kernel(), new OsRelease(), new UserName()]
    }

    def '#fact of a host without #program is #absent'() {
        expect:
        fact.needs().get() == program
        fact.absent() == absent

        where:
        fact                           | program      || absent
        new AptSimulation(['upgrade']) | 'apt-get'    || new AptSimulation.Changes([:], [], 'the host has no apt-get')
        new DebArch()                  | 'dpkg'       || ''
        new DebLeftovers()             | 'dpkg-query' || []
        new DebPackages()              | 'dpkg-query' || [:]
        new GitRemote('https://x/y')   | 'git'        || new GitRemote.Target('', '')
        new GitState('/srv/x')         | 'git'        || GitState.Checkout.NONE
        new SystemdUnits()             | 'systemctl'  || [:]
    }

    def '#fact asks by #script'() {
        expect:
        fact.command().script() == script

        where:
        fact                                || script
        new AptSimulation(['install', 'x']) || 'LC_ALL=C apt-get -s -y -q install x 2>&1 || echo "refused $?"'
        new DebArch()                       || 'dpkg --print-architecture'
        new DebLeftovers()                  || "dpkg-query -W -f '\${db:Status-Status} \${Package}\\n'"
        new DebPackages()                   || "exec dpkg-query -W -f '\${db:Status-Status} \${Package} \${Version} \${Architecture}\\n'"
        new PasswordHash('ann')             || "awk -F: -v u=ann '\$1 == u { print \$2 }' /etc/shadow"
        new SystemdUnits()                  || 'systemctl list-units --all --plain --no-legend --no-pager --full && echo && systemctl list-unit-files --no-legend --no-pager --full'
    }

    def 'AptSources of this machine are those of its files, by #shell'() {
        given:
        Files.writeString(Files.createDirectories(folder.resolve('sources.list.d')).resolve('a.list'), 'deb http://a b c\n')

        expect:
        Shells.output(shell, new AptSources().command().script().replace('/etc/apt', "$folder")) == "$folder/sources.list.d/a.list:deb http://a b c\n"

        where:
        shell << Shells.all()
    }

    def 'SameFile by #shell'() {
        given:
        def one = Files.writeString(folder.resolve("it's"), 'hi')
        def other = Files.createLink(folder.resolve('other'), one)
        def copy = Files.writeString(folder.resolve('copy'), 'hi')

        expect:
        Shells.ask(shell, new SameFile("$one", "$other"))
        !Shells.ask(shell, new SameFile("$one", "$copy"))
        !Shells.ask(shell, new SameFile("$one", "$folder/none"))

        where:
        shell << Shells.all()
    }

    def 'ForeignEntries of #owner and #group by #shell: #foreign'() {
        given:
        Files.writeString(folder.resolve('x'), 'hi')

        expect:
        Shells.ask(shell, new ForeignEntries("$folder", owner, group)) == foreign
        !Shells.ask(shell, new ForeignEntries("$folder/none", owner, group))

        where:
        [shell, [owner, group, foreign]] << [Shells.all(), [[OWN, null, false], [null, OWN_GROUP, false], [OWN, OWN_GROUP, false], ['12345', null, true],
            [null, '12345', true], [OWN, '12345', true]]].combinations()
    }

    static final String OWN = System.getProperty('user.name')
    static final String OWN_GROUP = Shells.output('dash', 'id -g').trim()
}
