package groovyinfra.inventory

import groovyinfra.model.Option
import groovyinfra.model.Options
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class ProjectSpec extends InventoryFixture {

    def 'a project file is found upward from the deploy file'() {
        given:
        write('groovy-infra.yaml', '''
            inventory: [prod.yaml, extra.yaml]
            options: {timeout: 2m, retries: 3}
            parallel: 20
            handshakes: 8
            hostKeys: accept-new
            requires: '>=0.1, <1'
            ''')
        Files.createDirectories(folder.resolve('deploys/web'))

        when:
        def project = Project.of(folder.resolve('deploys/web/deploy.groovy'), '0.1.0')

        then:
        project.folder() == folder
        project.inventory().keySet().toList() == ['prod.yaml', 'extra.yaml']
        project.options() == Options.NONE.with(Option.TIMEOUT, Duration.ofMinutes(2)).with(Option.RETRIES, 3)
        project.parallel().get() == 20
        project.handshakes().get() == 8
        project.hostKeys().get() == 'accept-new'
        project.sources([]) == ['prod.yaml', 'extra.yaml']
        project.folder([]) == folder
        project.sources(['web1']) == ['web1']
        project.folder(['web1']) == Path.of('')
    }

    def 'the nearest of several project files counts'() {
        given:
        write('groovy-infra.yaml', 'parallel: 1')
        write('a/groovy-infra.yaml', 'parallel: 2')

        expect:
        Project.of(folder.resolve('a'), '0.1.0').parallel().get() == 2
        Project.of(folder.resolve('a/x.groovy'), '0.1.0').parallel().get() == 2
        Project.of(folder.resolve('x.groovy'), '0.1.0').parallel().get() == 1
    }

    def 'one inventory needs no list, an empty file says nothing'() {
        given:
        write('a/groovy-infra.yaml', 'inventory: prod.yaml')
        write('b/groovy-infra.yaml', '# nothing yet')

        expect:
        Project.of(folder.resolve('a'), '0.1.0').inventory().keySet().toList() == ['prod.yaml']
        Project.of(folder.resolve('b'), '0.1.0').with { inventory().isEmpty() && parallel().empty }
    }

    def 'an inventory of the project is found from anywhere'() {
        given:
        write('groovy-infra.yaml', 'inventory: prod.yaml')
        write('prod.yaml', 'hosts: [a]')
        def project = Project.of(folder, '0.1.0')

        expect:
        inventory(Roster.read(new Roster.Request(project.sources([]), project.folder([]), [], Duration.ofSeconds(5)))).hosts()*.name() == ['a']
    }

    def 'a source that is wrong is named with its place in the project file: #source'() {
        given:
        write('groovy-infra.yaml', "inventory: [web1, '$source']")
        def project = Project.of(folder, '0.1.0')
        def request = new Roster.Request(project.sources([]), project.places([]), project.folder([]), [], Duration.ofSeconds(5))

        expect:
        problems { Roster.read(request) } == ["groovy-infra.yaml:1:19: $problem".toString()]

        where:
        source         | problem
        'hosts.yaml'   | "Inventory file does not exist | 'hosts.yaml' is hosts.yaml | create it, or name hosts: -i web1,web2"
        '~/no/h.yaml'  | "Inventory file does not exist | '~/no/h.yaml' is ${System.getProperty('user.home')}/no/h.yaml | create it, or name hosts: -i web1,web2"
        'web-[1'       | "Not a range of hosts | 'web-[1': '[' has no ']' | write ranges as web-[01-20] or db-[1,3,5]"
        'a.yaml,local' | 'File in a list of hosts | \'a.yaml\' | write a list of YAML: inventory: [a.yaml, local]'
    }

    def 'without any inventory the problem names the three ways to give one'() {
        expect:
        problems { Project.NONE.sources([]) } == [
            'No inventory is given | nothing says which hosts are meant, and this machine never is by itself' +
                ' | add -i inventory.yaml, or -i with names (web1,web2, local, demo:3), or write ' +
                "'inventory: inventory.yaml' into groovy-infra.yaml"]
    }

    def 'a mistake in a project file is named with its place: #text'() {
        given:
        write('groovy-infra.yaml', text)

        expect:
        problems { Project.of(folder, '0.1.0') } == ["groovy-infra.yaml:$problem".toString()]

        where:
        text                              | problem
        'paralel: 3'                      | "1:1: Unknown key 'paralel' | a project has inventory, options, parallel, handshakes, hostKeys, requires | did you mean 'parallel'?"
        'throttles: {mirror: 4}'          | "1:1: Key 'throttles' is not available yet | it comes with a later version | remove it"
        'data: {port: 80}'                | "1:1: Unknown key 'data' | a project has inventory, options, parallel, handshakes, hostKeys, requires | use one of these"
        'parallel: many'                  | "1:11: Value of 'parallel' does not fit | 'many' is not a whole number | correct the value"
        'parallel: 0'                     | "1:11: Value of 'parallel' does not fit | 0 is less than 1 | write 1 or more, or leave it out"
        'inventory: {hosts: {a: }}'       | "1:12: Inventory is no file | a project names the files of its inventory, and hosts stand in them | put the hosts into inventory.yaml, and write 'inventory: inventory.yaml'"
        'hostKeys: never'                 | "1:11: Value of 'hostKeys' does not fit | 'never' is not one of strict, accept-new, insecure | correct the value"
        'options: {retires: 3}'           | "1:11: Unknown option 'retires' | no call has such an option | did you mean 'retries'?"
        'options: {stdin: !secret x}'     | '1:18: Secret in a project file | a project file is shared with everybody who works on it | put it into the inventory'
        'requires: ">=0.2"'               | '1:11: Project requires another version | it requires >=0.2, this is 0.1.0 | install a version of groovy-infra that fits'
        'requires: newest'                | "1:11: Not a range of versions | 'newest' | write for example requires: '>=0.1, <1'"
        'requires: [0.1]'                 | "1:11: Value of 'requires' does not fit | [0.1] is not text | correct the value"
        '- parallel'                      | "1:1: Map expected | a project is a map, not '[parallel]' | write 'key: value' lines, indented"
        'parallel: 1\nparallel: 2'        | "2:1: Key 'parallel' is given twice | first on line 1 | keep one of the two"
    }

    def '#range fits version #version: #fits'() {
        given:
        write('groovy-infra.yaml', "requires: '$range'")

        expect:
        problems { Project.of(folder, version) }.empty == fits

        where:
        range          | version        | fits
        '>=0.1'        | '0.1.0'        | true
        '>=0.1'        | '0.0.9'        | false
        '>0.1'         | '0.1.0'        | false
        '>0.1'         | '0.1.1'        | true
        '<1'           | '0.10.0'       | true
        '<=0.9'        | '0.10.0'       | false
        '0.1'          | '0.1.0'        | true
        '=0.1.0'       | '0.1.0'        | true
        '!=0.1.3'      | '0.1.3'        | false
        '>=0.1, <0.3'  | '0.2.5'        | true
        '>=0.1, <0.3'  | '0.3.0'        | false
        '>=0.2'        | '0.2.0-beta.1' | true
    }
}
