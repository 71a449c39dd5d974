package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The examples on real, separate hosts: all that they print is compared, and a second plan is empty. */
class ExamplesOnHostsSpec extends Specification {
    private static final Path EXAMPLES = Path.of(System.getProperty('project.root'), 'examples')

    @TempDir
    Path folder

    def 'examples/#name does what its expected.txt shows'() {
        given:
        def machines = (1..hosts).collect { Fleet.separate(it) }
        machines*.reset()
        def user = new Typist(folder)
        def given = copy(EXAMPLES.resolve(name), machines)
        def login = ['-i', given.resolve('inventory.yaml'), '-u', 'deploy', '--key', machines[0].key()]

        when:
        user.call(['run', given.resolve('deploy.groovy'), '-y', *login])
        def first = user.out
        def code = user.code

        then:
        [code, user.err] == [0, user.err]

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

    private Path copy(Path example, List<Fleet.Machine> machines) {
        def copied = Files.createDirectories(folder.resolve('example'))
        Files.list(example).each { Files.copy(it, copied.resolve(it.fileName)) }
        def inventory = copied.resolve('inventory.yaml')
        def text = Files.readString(inventory)
        machines.eachWithIndex { machine, i -> text = text.replace("192.0.2.${i + 1}", machine.address()) }
        Files.writeString(inventory, text)
        Files.createDirectories(folder.resolve('.ssh'))
        Files.copy(machines[0].knownHosts(), folder.resolve('.ssh/known_hosts'))
        copied
    }

    /** What differs from run to run: durations, folders. */
    private String masked(String output) {
        output.replace("$folder/example/", '').replaceAll(/ *\d+(\.\d+)? (ms|s|min)\b/, '  TIME').replaceAll(/(?m) +$/, '')
    }

    private static String expected(String name, String output) {
        def file = EXAMPLES.resolve("$name/expected.txt")
        if (System.getenv('GOLDEN') == 'write') {
            Files.writeString(file, output)
        }
        Files.readString(file)
    }
}
