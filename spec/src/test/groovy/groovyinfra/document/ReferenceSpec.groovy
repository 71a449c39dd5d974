package groovyinfra.document

import groovyinfra.deploy.DeployLoader
import groovyinfra.deploy.Reference
import groovyinfra.model.Option
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class ReferenceSpec extends Specification {
    static final Path DOCS = Path.of(System.getProperty('project.root'), 'docs')

    @Shared
    DeployLoader loader = ServiceLoader.load(DeployLoader).first()

    @Shared
    Reference reference = loader.reference()

    @TempDir
    Path folder

    def 'the page #page is what the sources say (GOLDEN=write writes it anew)'() {
        given:
        def file = DOCS.resolve(page)
        if (System.getenv('GOLDEN') == 'write') {
            Files.createDirectories(file.parent)
            Files.writeString(file, text)
        }

        expect:
        Files.readString(file) == text

        where:
        [page, text] << Pages.of(ServiceLoader.load(DeployLoader).first().reference()).collect { page, text -> [page, text] }
    }

    def 'there is a page for each library, and no other'() {
        expect:
        DOCS.resolve('operations').toFile().list().sort() == (reference.libraries().collect { "${it.name()}.md".toString() } + 'README.md').sort()
    }

    def 'every library, operation, fact and option says what it is'() {
        expect:
        reference.libraries().findAll { !it.text().summary() } == []
        reference.operations().toList().findAll { !it.text().summary() }*.name() == []
        reference.facts().findAll { !it.text().summary() }*.name() == []
        reference.options()*.name() == Option.all().findAll { it.available() }*.name()
        reference.options().findAll { !it.text() } == []
        (reference.operations().toList() + reference.facts()).findAll { !it.text().example() }*.name() == []
        reference.libraries().size() >= 6
        reference.facts().size() > 20
    }

    def 'a sentence ends with a full stop, and no mark of a doc comment is left'() {
        given:
        def entries = reference.operations().toList() + reference.facts()
        def texts = entries*.text()*.paragraphs().flatten() + reference.libraries()*.text()*.paragraphs().flatten()
        def items = entries*.arguments().flatten()*.text()

        expect:
        texts.findAll { !it.endsWith('.') } == []
        (texts + items).findAll { it.contains('{@') || it.contains('<p') || it.count('`') % 2 } == []
        items.size() > 80
    }

    def 'what a comment says of a parameter is about one that there is'() {
        given:
        def names = { Class<?> type -> type.recordComponents*.name as Set }
        def facts = DOCS.parent.resolve('stdlib/src/main/resources/META-INF/groovy-infra/library.index').toFile().readLines()
            .findAll { it.startsWith('fact ') }.collect { Class.forName(it - 'fact ') }

        expect:
        facts.findAll { ReferenceReader.doc(it).parameters().keySet() - names(it) } == []
        facts.size() == reference.facts().size()
    }

    def 'the examples of #what compile'() {
        given:
        def file = folder.resolve('example.groovy')
        Files.writeString(file, entries.collectMany { it.text().example() }.join('\n') + '\n')

        when:
        loader.load([file], new DeployLoader.Settings([:], folder.resolve('cache')))

        then:
        noExceptionThrown()

        where:
        what    | entries
        'facts' | ServiceLoader.load(DeployLoader).first().reference().facts()
    }

    def 'a fact has its arguments, its answer and the properties of that'() {
        when:
        def fact = reference.facts().find { it.name() == 'PathInfo' }
        def properties = fact.answer().get().shapes()[0].properties()

        then:
        fact.arguments()*.name() == ['path', 'checksum']
        fact.arguments()[1].otherwise() == 'false'
        fact.answer().get().type() == '`Info`'
        properties.find { it.name() == 'mode' }.type() == 'file mode'
        properties.find { it.name() == 'type' }.type().startsWith('`ABSENT`, `FILE`')
        properties.find { it.name() == 'end' }.text() == 'What one reaches by following links.'
        reference.facts().find { it.name() == 'Users' }.answer().get().shapes()*.name() == ['User']
        reference.facts().find { it.name() == 'OsRelease' }.remark().startsWith('Asked once')
        reference.facts().find { it.name() == 'OsRelease' }.answer().get().shapes()[0].properties()*.name().contains('isLike(other)')
    }

    def 'an operation has its options with types and defaults, and says when it runs always'() {
        when:
        def file = reference.operations().toList().find { it.name() == 'files.file' }

        then:
        file.arguments()[0].with { [name(), type(), otherwise()] } == ['path', 'text', '']
        file.arguments().find { it.name() == 'present' }.with { [type(), otherwise()] } == ['true or false', 'true']
        file.arguments().find { it.name() == 'content' }.with { [type(), otherwise()] } == ['text or secret', '']
        file.remark() == ''
        reference.operations().toList().find { it.name() == 'pause' }.remark().startsWith('Runs always')
    }
}
