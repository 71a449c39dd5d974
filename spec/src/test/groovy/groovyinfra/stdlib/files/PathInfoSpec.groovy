package groovyinfra.stdlib.files

import groovyinfra.model.Area
import groovyinfra.model.Mode
import groovyinfra.stdlib.Shells
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class PathInfoSpec extends Specification {
    @TempDir
    Path folder

    def '#what is described from what a host printed'() {
        given:
        def info = new PathInfo('/srv/x').parse(lines)

        expect:
        [info.type(), info.mode()?.toString(), info.owner(), info.group(), info.size(), info.checksum(), info.target()] == expected
        info.end.path() == end
        info.end.type() == endType

        where:
        what                    | lines                                                                                       || expected                                                      | end      | endType
        'nothing'               | []                                                                                          || [Type.ABSENT, null, null, null, 0, null, null]                | '/srv/x' | Type.ABSENT
        'a file'                | ['81a4:5:1700000000:0:4:root:adm', '']                                                      || [Type.FILE, '0644', 'root', 'adm', 5, null, null]             | '/srv/x' | Type.FILE
        'a file with checksum'  | ['81a4:5:1700000000:0:4:root:adm', 'ab12  -']                                               || [Type.FILE, '0644', 'root', 'adm', 5, 'ab12', null]           | '/srv/x' | Type.FILE
        'a sticky directory'    | ['43ff:40:1700000000:0:0:root:root', '']                                                    || [Type.DIRECTORY, '1777', 'root', 'root', 40, null, null]      | '/srv/x' | Type.DIRECTORY
        'a set-uid program'     | ['89ed:40:1700000000:0:0:root:root', '']                                                    || [Type.FILE, '4755', 'root', 'root', 40, null, null]           | '/srv/x' | Type.FILE
        'a socket'              | ['c1ed:0:1700000000:0:0:root:root', '']                                                     || [Type.OTHER, '0755', 'root', 'root', 0, null, null]           | '/srv/x' | Type.OTHER
        'a link to a file'      | ['a1ff:1:1700000000:0:0:root:root', 'y', '/srv/y', '81a4:5:1700000000:0:4:root:adm', '']    || [Type.LINK, '0777', 'root', 'root', 1, null, 'y']             | '/srv/y' | Type.FILE
        'a link to nothing'     | ['a1ff:1:1700000000:0:0:root:root', 'gone', '/srv/gone', '', '']                            || [Type.LINK, '0777', 'root', 'root', 1, null, 'gone']          | '/srv/gone' | Type.ABSENT
        'an owner with a space' | ['81a4:5:1700000000:70:71:AD\\the user:AD\\domain users', '']                               || [Type.FILE, '0644', 'AD\\the user', 'AD\\domain users', 5, null, null] | '/srv/x' | Type.FILE
    }

    def 'a real path is described alike by #shell'() {
        given:
        def name = folder.resolve(odd)
        Files.writeString(name, 'hello')
        Files.setPosixFilePermissions(name, PosixFilePermissions.fromString('rw-r-----'))
        def link = Files.createSymbolicLink(folder.resolve('link'), Path.of(odd))

        when:
        def file = Shells.ask(shell, new PathInfo(name.toString(), true))
        def through = Shells.ask(shell, new PathInfo(link.toString()))

        then:
        file.file
        file.mode() == Mode.of('0640')
        file.size() == 5
        file.owner() == System.getProperty('user.name')
        file.checksum() == '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
        through.link
        through.target() == odd
        through.end.path() == name.toRealPath().toString()
        through.end.file
        Shells.ask(shell, new PathInfo(folder.toString())).directory
        !Shells.ask(shell, new PathInfo("$folder/none")).present
        !Shells.ask(shell, new PathInfo("$name/below-a-file")).present

        where:
        [shell, odd] << [Shells.all(), ['plain', '-n', "a b'c \$HOME *"]].combinations()
    }

    def 'a link whose target has a line break is described, too, by #shell'() {
        given:
        def end = Files.writeString(folder.resolve('a\nb'), 'hello')
        def link = Files.createSymbolicLink(folder.resolve('link'), end)
        def dead = Files.createSymbolicLink(folder.resolve('dead'), Path.of('x\ny'))

        expect:
        with(Shells.ask(shell, new FileContent("$link")).info()) {
            target() == "$end"
            it.end.path() == "$end"
            it.end.file
        }
        Shells.ask(shell, new PathInfo("$dead")).target() == 'x\ny'
        !Shells.ask(shell, new PathInfo("$dead")).end.present
        Shells.ask(shell, new DirectoryTree("$folder")).entries().collectEntries { [it.key, it.value.target()] } == [link: "$end", dead: 'x\ny']

        where:
        shell << Shells.all()
    }

    def 'a link into a directory that is not there leads there, and one of a circle to itself, by #shell'() {
        given:
        def lost = Files.createSymbolicLink(folder.resolve('lost'), Path.of(target.replace('FOLDER', "$folder")))
        def one = Files.createSymbolicLink(folder.resolve('one'), Path.of('two'))
        Files.createSymbolicLink(folder.resolve('two'), Path.of('one'))

        expect:
        Shells.ask(shell, new PathInfo("$lost")).end == PathInfo.Info.absent("$folder/none/x", true)
        Shells.ask(shell, new FileContent("$lost")).info().end.orphan()
        Shells.ask(shell, new PathInfo("$one")).end.link
        Shells.ask(shell, new FileContent("$one")).info().end.link

        where:
        [shell, target] << [Shells.all(), ['none/x', 'FOLDER/none/x']].combinations()
    }

    def 'a path that may not be looked at is a failure, never an absent path'() {
        when:
        Shells.output('dash', "stat() { echo \"stat: cannot statx '/x': Permission denied\"; return 1; }; "
                + new PathInfo('/x').command().script().replace('LC_ALL=C ', ''))

        then:
        def failure = thrown(IllegalStateException)
        failure.message.contains('Permission denied')
    }

    def 'it is about the path, not about what is below it'() {
        expect:
        new PathInfo('/srv').about() == [Area.entry('/srv')] as Set
    }
}
