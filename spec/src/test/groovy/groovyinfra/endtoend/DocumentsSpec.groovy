package groovyinfra.endtoend

import groovyinfra.author.Vocabulary
import groovyinfra.deploy.DeployLoader
import java.lang.reflect.Modifier
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What README and guides show is real: commands are run, deploy files compiled. */
class DocumentsSpec extends Specification {
    static final Path ROOT = Path.of(System.getProperty('project.root')).toRealPath()
    static final List<String> DOCUMENTS = ['README.md', 'docs/deploy-files.md', 'docs/libraries.md', 'docs/jobs.md']

    @Shared
    @TempDir
    Path home

    /** Files that a document says to save. */
    def setupSpec() {
        DOCUMENTS.collectMany { blocks(it, 'groovy') }.findAll { it.name }.each {
            def file = home.resolve(it.name)
            Files.createDirectories(file.parent)
            Files.writeString(file, it.text)
        }
    }

    def 'the command #command works'() {
        when:
        def said = new CommandLine(home, home.resolve('cache'))
            .run(command.split(' ').drop(1)*.replaceFirst('^examples/', "$ROOT/examples/")*.replaceFirst('^first.groovy', "$home/first.groovy"))

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
        block << DOCUMENTS.collectMany { blocks(it, 'groovy') }.findAll { !it.name.startsWith('lib/') }
    }

    def 'what #document links to exists (#link)'() {
        given:
        def (path, anchor) = link.tokenize('#').with { link.startsWith('#') ? [document, it[0]] : [folder(document) + it[0], it[1]] }
        def file = ROOT.resolve(path).normalize()

        expect:
        Files.exists(file)
        !anchor || file.toFile().readLines().findAll { it.startsWith('#') }.any { slug(it) == anchor }

        where:
        [document, link] << PAGES.collectMany { page ->
            (ROOT.resolve(page).toFile().text =~ /\]\(([^):]+)\)/).collect { [page, it[1]] }.unique()
        }
    }

    def 'the guide to deploy files knows the statement #name'() {
        expect:
        guide =~ /[`(]$name\b|\.$name\b/

        where:
        name << Vocabulary.declaredMethods.findAll { Modifier.isPublic(it.modifiers) && !it.synthetic }*.name
            .collect { it.replaceFirst('^get', '').uncapitalize() }.unique() + 'include'
        guide = ROOT.resolve('docs/deploy-files.md').toFile().text
    }

    private static final List<String> PAGES = (ROOT.toFile().list().toList() + ROOT.resolve('docs').toFile().list().collect { "docs/$it" } +
        ROOT.resolve('docs/operations').toFile().list().collect { "docs/operations/$it" })*.toString().findAll { it.endsWith('.md') }.sort()

    private static String folder(String document) {
        document.contains('/') ? document.replaceFirst('[^/]*$', '') : ''
    }

    /** As those who show Markdown make it of a heading. */
    private static String slug(String heading) {
        heading.replaceFirst('^#+ ', '').replaceAll(/\[([^]]*)\]\([^)]*\)/, '$1').toLowerCase().replaceAll('[^a-z0-9 -]', '').replace(' ', '-')
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
        def before = ''
        ROOT.resolve(document).toFile().readLines().eachWithIndex { line, number ->
            if (line == '```' + language) {
                block = []
                found << [place: "$document:${number + 1}".toString(), lines: block, name: before.find(/Save this as `([^`]+)`/) { all, name -> name } ?: '']
            } else if (line == '```') {
                block = null
            } else {
                block?.add(line)
            }
            before = line ?: before
        }
        found.collect { [place: it.place, name: it.name, text: it.lines.join('\n') + '\n'] }
    }
}
