package groovyinfra.compile

import groovyinfra.author.DeployScript
import groovyinfra.deploy.DeployLoader
import groovyinfra.model.Fact
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant

class CacheSpec extends ProgramSpecification {

    Path cache

    def setup() {
        cache = folder.resolve('cache')
        file 'lib/Tool.groovy', TOOL
        file 'more.groovy', "tool.echo 'more'"
        file 'deploy.groovy', "tool.echo 'deploy'\ninclude 'more.groovy'"
    }

    private List<String> commands() {
        def recording = Recording.of()
        loader.load([folder.resolve('deploy.groovy')], new DeployLoader.Settings([:], cache)).evaluate(recording)
        recording.commands
    }

    private Set<String> keys() {
        Files.list(cache).withCloseable { it.collect { it.fileName.toString() } as Set }
    }

    def 'a program that has not changed is compiled once'() {
        when:
        commands()
        def first = keys()
        def commands = commands()

        then:
        first.size() == 1
        keys() == first
        commands == ['echo deploy 1 false', 'echo more 1 false']
        PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)) == 'rwx------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve(first[0]))) == 'rw-------'
    }

    def 'a change of #name is seen'() {
        given:
        commands()

        when:
        file name, text

        then:
        commands() == expected
        keys().size() == 2

        where:
        name              | text                                                                              || expected
        'deploy.groovy'   | "tool.echo 'changed'\ninclude 'more.groovy'"                                      || ['echo changed 1 false', 'echo more 1 false']
        'more.groovy'     | "tool.echo 'changed'"                                                             || ['echo deploy 1 false', 'echo changed 1 false']
        'lib/Tool.groovy' | TOOL.replace("run 'echo'", "run 'shout'")                                         || ['shout deploy 1 false', 'shout more 1 false']
        'lib/New.groovy'  | 'class New extends Library { @Operation void one(String name) { run name } }'     || ['echo deploy 1 false', 'echo more 1 false']
    }

    def 'a change of #name is seen behind a link'() {
        given:
        Files.move(folder.resolve('lib'), folder.resolve('real'))
        Files.createDirectories(folder.resolve(link).parent)
        Files.createSymbolicLink(folder.resolve(link), folder.resolve(target))
        commands()

        when:
        file name, TOOL.replace("run 'echo'", "run 'shout'")

        then:
        commands() == ['shout deploy 1 false', 'shout more 1 false']
        keys().size() == 2

        where:
        link              | target             || name
        'lib'             | 'real'             || 'real/Tool.groovy'
        'lib/shared'      | 'real'             || 'real/Tool.groovy'
        'lib/Tool.groovy' | 'real/Tool.groovy' || 'real/Tool.groovy'
    }

    def 'another tool and other settings of the compiler are another program'() {
        given:
        def sources = Sources.read([folder.resolve('deploy.groovy')])
        def key = GroovyLoader.key(sources, 'static', 'tool 1')

        expect:
        GroovyLoader.key(sources, 'static', 'tool 1') == key
        GroovyLoader.key(sources, 'dynamic', 'tool 1') != key
        GroovyLoader.key(sources, 'static', 'tool 2') != key
    }

    def 'what is kept is named after the sources, the settings of the compiler, and the tool as it is'() {
        given:
        def tool = new Digest().add(Runtime.version().toString()).add(GroovySystem.version).add(DeployScript).add(Fact)
        StandardLibrary.place(loader.class.classLoader).ifPresent { tool.add(it) }

        when:
        commands()

        then:
        keys() == [GroovyLoader.key(Sources.read([folder.resolve('deploy.groovy')]), Compiler.SETTINGS, tool.hex())] as Set
    }

    def 'a tool that was built again is another tool'() {
        given:
        def jar = file 'tool.jar', 'classes'
        def tool = new Digest().add(jar).hex()

        when:
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)))

        then:
        new Digest().add(jar).hex() != tool
    }

    def 'a cache that is damaged is built again, never believed: #damage'() {
        given:
        commands()
        def kept = cache.resolve(keys()[0])
        def whole = Files.readAllBytes(kept)

        when:
        Files.write(kept, change(whole) as byte[])

        then:
        commands() == ['echo deploy 1 false', 'echo more 1 false']
        Files.size(kept) == whole.length

        where:
        damage               | change
        'a byte is changed'  | { byte[] it -> it[it.length.intdiv(2)] ^= 1; it }
        'the end is missing' | { byte[] it -> it[0..<it.length.intdiv(2)] }
        'nothing is left'    | { byte[] it -> [] }
        'other content'      | { byte[] it -> 'hello'.bytes }
    }

    def 'of more than two hundred programs the older half goes, and what is new stays'() {
        given:
        commands()
        def first = keys()
        (1..199).each {
            def old = Files.writeString(cache.resolve("old-$it"), '')
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(1000 * it)))
        }

        when:
        file 'more.groovy', "tool.echo 'changed'"
        commands()

        then:
        keys().size() == 100
        keys().containsAll(first + (1..98).collect { "old-$it".toString() })
        !keys().contains('old-99')
    }

    def 'what was compiled for one program is not taken for another'() {
        given:
        commands()
        def first = cache.resolve(keys()[0])
        file 'more.groovy', "tool.echo 'changed'"
        commands()
        def second = cache.resolve((keys() - first.fileName.toString())[0])

        when:
        Files.write(second, Files.readAllBytes(first))

        then:
        commands() == ['echo deploy 1 false', 'echo changed 1 false']
    }

    def 'a cache that others may write is not used before it is private again'() {
        given:
        commands()
        def kept = cache.resolve(keys()[0])
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString('rwxrwxrwx'))

        expect:
        new Cache(cache).get(kept.fileName.toString()).empty
        commands() == ['echo deploy 1 false', 'echo more 1 false']
        PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)) == 'rwx------'
        new Cache(cache).get(kept.fileName.toString()).present
    }
}
