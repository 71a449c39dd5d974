package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class FilesOfTheControllerSpec extends Specification {
    @Shared
    @TempDir
    Path cache

    @TempDir
    Path folder

    private void write(String name, String content) {
        Files.createDirectories(folder.resolve(name).parent)
        Files.writeString(folder.resolve(name), content)
    }

    def 'a file is looked for beside the file that names it, wherever the program is started'() {
        given:
        write('deploy.groovy', """
            message read('a.txt')
            def token = secret(file: 'token')
            files.directory '$folder/out'
            files.file '$folder/out/t.txt', content: "token=\${token}"
            files.put 'a.txt', '$folder/out/a.txt', parents: true
            include 'more/part.groovy'
            site.publish('$folder/out/c.txt')
            """)
        write('a.txt', 'beside the deploy file')
        write('token', 'canary\n')
        write('more/part.groovy', "files.put 'b.txt', '$folder/out/b.txt', parents: true")
        write('more/b.txt', 'beside the included file')
        write('lib/Site.groovy', """
            import groovyinfra.author.Library
            class Site extends Library {
                void publish(String path) { files.template 'c.j2', path, parents: true }
            }
            """)
        write('lib/c.j2', 'beside the library on {{ host.name }}, {{ host }}, {{ host.inGroup("all") }}, {{ host.inGroup("web") }}\n')

        when:
        def said = new CommandLine(folder, cache).run(['run', "$folder/deploy.groovy".toString(), '-i', 'local', '-y'])

        then:
        said.all.contains('beside the deploy file')
        said.code == 0
        folder.resolve('out/t.txt').toFile().text == 'token=canary'
        !said.all.contains('canary')
        ['a', 'b', 'c'].collect { folder.resolve("out/${it}.txt").toFile().text.trim() } == [
            'beside the deploy file', 'beside the included file', 'beside the library on local, local, True, False']
    }
}
