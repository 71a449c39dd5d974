package groovyinfra.endtoend

import groovyinfra.deploy.DeployLoader
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What README and guides show is real: commands are run, deploy files compiled. */
class DocumentsSpec extends Specification {
    static final Path ROOT = Path.of(System.getProperty('project.root')).toRealPath()
    static final List<String> DOCUMENTS = ['README.md', 'docs/deploy-files.md']

    @Shared
    @TempDir
    Path home

    def 'the command #command works'() {
        when:
        def said = new CommandLine(home, home.resolve('cache'))
            .run(command.split(' ').drop(1)*.replaceFirst('^examples/', "$ROOT/examples/"))

        then:
        said.code == 0
        !said.err.contains('error:')
        said.out

        where:
        command << blocks('README.md', 'sh').collectMany { it.text.readLines() }.findAll { it.startsWith('./groovy-infra') }
    }

    def 'the deploy file at #block.place compiles'() {
        given:
        def file = home.resolve("${block.place.replaceAll(/\W/, '-')}.groovy")
        Files.writeString(file, block.text)

        when:
        ServiceLoader.load(DeployLoader).findFirst().get().load([file], new DeployLoader.Settings([:], home.resolve('cache')))

        then:
        noExceptionThrown()

        where:
        block << DOCUMENTS.collectMany { blocks(it, 'groovy') }
    }

    def 'a document that is linked to exists (#link)'() {
        expect:
        Files.exists(ROOT.resolve(link))

        where:
        link << (ROOT.resolve('README.md').toFile().text =~ /\]\(([^)#:]+)\)/).collect { it[1] }
    }

    def 'the list of decisions has every decision, in order, under its title'() {
        given:
        def folder = ROOT.resolve('docs/adr').toFile()
        def decisions = folder.listFiles().findAll { it.name ==~ /\d{4}-.*\.md/ }.sort { it.name }

        expect:
        decisions
        new File(folder, 'README.md').readLines().findAll { it.startsWith('- ') }.collect { it.replaceFirst(/: .*/, '') } ==
            decisions.collect { "- [${it.name.take(4)} ${title(it)}]($it.name)".toString() }
    }

    private static String title(File decision) {
        decision.readLines().first().replaceFirst(/^# (\d+\.? )?/, '')
    }

    /** The fenced blocks of a language, with the line where each begins. */
    private static List<Map<String, String>> blocks(String document, String language) {
        def found = []
        def block = null
        ROOT.resolve(document).toFile().readLines().eachWithIndex { line, number ->
            if (line == '```' + language) {
                block = []
                found << [place: "$document:${number + 1}".toString(), lines: block]
            } else if (line == '```') {
                block = null
            } else {
                block?.add(line)
            }
        }
        found.collect { [place: it.place, text: it.lines.join('\n') + '\n'] }
    }
}
