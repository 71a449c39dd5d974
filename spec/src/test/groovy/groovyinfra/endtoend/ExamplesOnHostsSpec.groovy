package groovyinfra.endtoend

import groovyinfra.Golden
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The examples on real, separate hosts: all that they print is compared, and a second plan is empty. */
class ExamplesOnHostsSpec extends Specification {
    private static final Path EXAMPLES = Path.of(System.getProperty('project.root'), 'examples')

    @TempDir
    Path folder

    @Shared
    golden = new Golden('examples')

    def 'examples/#name says what it will do, does what its expected.txt shows, and tells how it goes'() {
        given:
        def machines = (1..hosts).collect { Fleet.separate(it) }
        machines*.reset()
        def user = new Typist(folder)
        def given = copy(EXAMPLES.resolve(name), machines)
        def login = ['-i', given.resolve('inventory.yaml'), '-u', 'deploy', '--key', machines[0].key()]

        when:
        user.call(['plan', given.resolve('deploy.groovy'), '-v', '--diff', *login])

        then:
        user.code == 0
        masked(user.out) == golden.text("$name-plan", masked(user.out))

        when:
        user.call(['run', given.resolve('deploy.groovy'), '-y', *login])
        def first = user.out
        def code = user.code

        then:
        [code, user.err] == [0, user.err]
        masked(user.err) == golden.text("$name-first-run", masked(user.err))

        when:
        user.call(['plan', given.resolve('deploy.groovy'), *login])
        def output = masked(first + '\n' + user.out)

        then:
        user.code == 0
        output == expected(name, output)
        checks.every { number, command -> machines[number - 1].exec('sh', '-c', command) != null }

        where:
        name              | hosts | checks
        'webserver'       | 2     | [1: 'curl -fs http://127.0.0.1:8080/ | grep web-1', 2: 'nginx -T 2>&1 | grep shop.example.com']
        'users'           | 2     | [1: 'id ann | grep deploy && id bob && sudo -l -U ann | grep ALL', 2: '! id bob']
        'control-workers' | 3     | [1: 'test -s /srv/cluster/token', 2: 'test -s /srv/cluster/joined', 3: 'test -s /srv/cluster/joined']
    }

    def 'the plan of a file with most of the language says what is known, and on what the rest depends'() {
        given:
        def machines = (1..3).collect { Fleet.separate(it) }
        machines*.reset()
        def user = new Typist(folder)
        def given = copy(Path.of(System.getProperty('project.root'), 'spec/src/test/resources/shop'), machines)

        when:
        user.call(['plan', given.resolve('deploy.groovy'), '-v', '--diff', '-i', given.resolve('inventory.yaml'),
            '-u', 'deploy', '--key', machines[0].key()])

        then:
        [user.code, user.err] == [0, user.err]
        masked(user.out) == golden.text('shop-plan', masked(user.out))
    }

    private Path copy(Path example, List<Fleet.Machine> machines) {
        def copied = Files.createDirectories(folder.resolve('example'))
        Files.walk(example).filter { Files.isRegularFile(it) }.each {
            Files.createDirectories(copied.resolve("${example.relativize(it)}").parent)
            Files.copy(it, copied.resolve("${example.relativize(it)}"))
        }
        def inventory = copied.resolve('inventory.yaml')
        def text = Files.readString(inventory)
        machines.eachWithIndex { machine, i -> text = text.replace("192.0.2.${i + 1}", machine.address()) }
        Files.writeString(inventory, text)
        Files.createDirectories(folder.resolve('.ssh'))
        Files.copy(machines[0].knownHosts(), folder.resolve('.ssh/known_hosts'))
        copied
    }

    private String masked(String output) {
        Masks.onHosts(folder.resolve('example'), output)
    }

    private static String expected(String name, String output) {
        def file = EXAMPLES.resolve("$name/expected.txt")
        if (System.getenv('GOLDEN') == 'write') {
            Files.writeString(file, output)
        }
        Files.readString(file)
    }
}
