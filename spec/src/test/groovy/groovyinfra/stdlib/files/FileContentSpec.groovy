package groovyinfra.stdlib.files

import groovyinfra.stdlib.Shells
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class FileContentSpec extends Specification {
    @TempDir
    Path folder

    def 'the bytes of a real file arrive exactly by #shell'() {
        given:
        def file = folder.resolve('x')
        Files.write(file, bytes as byte[])

        when:
        def content = Shells.ask(shell, new FileContent(file.toString()))

        then:
        content.present
        content.content().bytes() == bytes as byte[]
        content.readable == readable

        where:
        [shell, [bytes, readable]] << [Shells.all(), [
            ['one\ntwo'.bytes, true], ['one\ntwo\n\n'.bytes, true], [new byte[0], true], ['ü\r\n'.getBytes('UTF-8'), true],
            [[0, 1, 2] as byte[], false], [[-1, -2] as byte[], false], [new byte[5000], false]
        ]].combinations()
    }

    def '#what of a path gives no content by #shell'() {
        given:
        Files.writeString(folder.resolve('big'), 'x' * 100)
        Files.createSymbolicLink(folder.resolve('dangling'), Path.of('nowhere'))

        when:
        def content = Shells.ask(shell, new FileContent(folder.resolve(name).toString(), 99))

        then:
        content.content() == null
        content.present == present
        content.info().end.type().name() == type

        where:
        [shell, [what, name, present, type]] << [Shells.all(), [
            ['absence', 'none', false, 'ABSENT'], ['a directory', '', false, 'DIRECTORY'],
            ['too large a file', 'big', true, 'FILE'], ['a link to nowhere', 'dangling', false, 'ABSENT']
        ]].combinations()
    }

    def 'the text of a file that is too large is an error, not an empty text'() {
        given:
        Files.writeString(folder.resolve('big'), 'x' * 100)

        when:
        Shells.ask('dash', new FileContent(folder.resolve('big').toString(), 99)).text

        then:
        def error = thrown(IllegalStateException)
        error.message.contains('too large')
    }

    def 'text and lines of #lines'() {
        given:
        def content = new FileContent('/x').parse(lines)

        expect:
        content.text == text
        content.lines == expected

        where:
        lines                                                                           || text       | expected
        []                                                                              || ''         | []
        ['81a4:8:1700000000:0:0:root:root', 'content', 'b25lCnR3bwo=']                  || 'one\ntwo\n' | ['one', 'two']
        ['81a4:0:1700000000:0:0:root:root', 'content']                                  || ''         | []
        ['a1ff:1:1700000000:0:0:root:root', 'y', '/y', '81a4:1:0:0:0:a:b', 'content', 'eA=='] || 'x'  | ['x']
    }
}
