package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class ChdirSpec extends Specification {
    @Shared
    @TempDir
    Path cache

    @TempDir
    Path folder

    private CommandLine.Said run(String deploy) {
        Files.writeString(folder.resolve('deploy.groovy'), deploy)
        new CommandLine(folder, cache).run(['run', "$folder/deploy.groovy".toString(), '-i', 'local', '-y'])
    }

    def 'commands run in that directory, and creates looks there'() {
        given:
        def deploy = "server.shell 'touch made', chdir: '$folder', creates: 'made'"

        expect:
        run(deploy).all.contains('1 host (1 changed)')
        folder.resolve('made').toFile().exists()
        run(deploy).all.contains('1 host (1 unchanged)')
    }

    def 'what is asked about a path that is not whole is refused'() {
        when:
        def said = run("options(chdir: '$folder') { $call }")

        then:
        said.code == 1
        said.all.contains('Path is relative, and chdir is given')
        said.all.contains("Write the whole path: $folder/in")
        !folder.resolve('in').toFile().exists()

        where:
        call << ["files.directory 'in'", "files.file 'in/f', content: 'x'", "files.link 'in', target: '/tmp'", "println fact(PathInfo, 'in').file"]
    }
}
