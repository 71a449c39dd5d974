package groovyinfra.inventory

import java.nio.file.Path

class InventoryDocumentSpec extends InventoryFixture {

    private static final String DOCUMENT = Path.of(System.getProperty('project.root'), 'docs/inventory.md').toFile().text
    private static final List<String> BLOCKS = DOCUMENT.findAll(/(?s)```yaml\n.*?```/)*.replaceAll(/```(yaml\n)?/, '')

    def 'the inventory of the documentation is one'() {
        given:
        def roster = yaml(BLOCKS[0])

        expect:
        inventory(roster).hosts().size() == 21
        host(roster, 'db1.example.com').groups() == ['berlin', 'eu', 'all']
        host(roster, 'web-07.example.com').groups() == ['eu', 'web', 'all']
    }

    def 'the secrets of the documentation are asked for'() {
        given:
        write('tokens/app', 'x')
        def answers = new Answers()

        expect:
        inventory(yaml(BLOCKS[1]), Selection.ALL, answers).hosts().size() == 1
        answers.asked == ['env APP_TOKEN', 'command sh -c pass show app', 'prompt Token of the app']
    }

    def 'the project file of the documentation is one'() {
        given:
        write('groovy-infra.yaml', BLOCKS[2])

        expect:
        Project.of(folder, '0.1.0').parallel().get() == 50
        BLOCKS.size() == 3
    }

    def 'the documentation names every key'() {
        expect:
        keys.every { DOCUMENT.contains("`$it`") }

        where:
        keys << [InventoryFile.ROOT, InventoryFile.HOST, InventoryFile.GROUP, Entries.SETTINGS.keySet() as List]
    }

    def 'the documentation names every key of a project file'() {
        expect:
        Project.KEYS.every { BLOCKS[2].contains("$it:") }
    }
}
