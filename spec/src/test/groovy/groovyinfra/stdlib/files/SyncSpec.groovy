package groovyinfra.stdlib.files

import groovyinfra.model.SourceEntry
import groovyinfra.model.SourceEntry.Kind
import groovyinfra.model.Area
import groovyinfra.model.Content
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.Shells
import groovyinfra.stdlib.files.DirectoryTree.Entries
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.file.Files as Nio
import java.nio.file.Path
import spock.lang.Specification

class SyncSpec extends Specification {
    static final Files FILES = new Files()

    static final String LARGE = 'A' * (TreeSync.SHOWN + 1)

    static final Path folder = Nio.createTempDirectory('sync')

    def cleanupSpec() {
        folder.toFile().deleteDir()
    }

    static SourceEntry f(String path, String text, boolean executable = false) {
        def file = Nio.createDirectories(folder.resolve(path).parent).resolve(path.tokenize('/').last())
        Nio.writeString(file, text)
        new SourceEntry(path, Kind.FILE, file, text.bytes.length, Content.text(text).sha256(), executable, '')
    }

    static SourceEntry d(String path) {
        new SourceEntry(path, Kind.DIRECTORY, null, 0, '', false, '')
    }

    static SourceEntry l(String path, String target) {
        new SourceEntry(path, Kind.LINK, null, 0, '', false, target)
    }

    static Info file(String text, String mode = '0644', String owner = 'root') {
        Paths.file('/s', text, mode, owner)
    }

    static Body body(List<SourceEntry> source, Map<String, Info> there, Map more = [:]) {
        def root = there == null ? Info.absent('/s') : (Info) more.root ?: Paths.directory('/s')
        def entries = new LinkedHashMap<String, Info>()
        (there ?: [:]).each { name, info ->
            entries[name] = new Info("/s/$name", info.type(), info.mode(), info.owner(), info.group(), 0, 0, info.size(), null, info.checksum(),
                info.target(), info.leadsTo())
        }
        def texts = (more.texts ?: [:]).collectEntries { name, text ->
            [(new FileContent("/s/$name", TreeSync.SHOWN)): new FileContent.Text(entries[name], new Content.Bytes(text.bytes))]
        }
        new Body(trees: [site: source], facts: [(new DirectoryTree('/s')): new Entries(root, entries, more.tar != false, more.tooMany == true)] + texts)
    }

    def 'sync: #what'() {
        given:
        def host = body(source, there, [texts: texts])

        when:
        def work = host.work { FILES.sync(arguments, 'site', '/s') }

        then:
        work.steps().collect { Body.shown(it) } == steps
        host.rounds == (texts ? 2 : 1)
        work.touches() == (steps ? [Area.path('/s')] as Set : [] as Set)

        when: 'it is planned once more, with what is known now'
        host.facts.putAll(work.assumptions())

        then:
        host.steps { FILES.sync(arguments, 'site', '/s') } == []

        where:
        what                              | source                          | there                                   | texts      | arguments                                   || steps
        'all is new'                      | [d('a'), f('a/x', 'X')]         | null                                    | [:]        | [:]                                         || ['mkdir -p -m 0755 -- /s', 'mkdir -m 0755 -- /s/a', 'write /s/a/x 0644 - <<< X']
        'all is new, and owned'           | [d('a'), f('a/x', 'X')]         | null                                    | [:]        | [owner: 'ann', group: 'web', mode: '0640', dirMode: '0750'] || ['mkdir -p -m 0750 -- /s', 'chown ann:web -- /s', 'mkdir -m 0750 -- /s/a', 'chown ann:web -- /s/a', 'write /s/a/x 0640 ann:web <<< X']
        'all is there'                    | [d('a'), f('a/x', 'X')]         | [a: Paths.directory('/s'), 'a/x': file('X')] | [:]   | [:]                                         || []
        'one that can be run is new'      | [f('x', 'X', true)]             | [:]                                     | [:]        | [:]                                         || ['write /s/x 0755 - <<< X']
        'one can be run now'              | [f('x', 'X', true)]             | [x: file('X')]                          | [:]        | [:]                                         || ['chmod 0755 -- /s/x']
        'one has a mode of its own'       | [f('x', 'X')]                   | [x: file('X', '0600')]                  | [:]        | [:]                                         || []
        'one is changed, and keeps its mode' | [f('x', 'X')]                | [x: file('Y', '0600')]                  | [x: 'Y']   | [:]                                         || ['write /s/x 0600 - <<< X']
        'one was no text'                 | [f('x', 'X')]                   | [x: file('Y')]                          | [x: '\0']  | [:]                                         || ['write /s/x 0644 - <<< X (no difference)']
        'one is longer'                   | [f('x', 'X')]                   | [x: file('XY')]                         | [x: 'XY']  | [:]                                         || ['write /s/x 0644 - <<< X']
        'one is too large to be shown'    | [f('big', LARGE)]               | [big: file('Y')]                        | [:]        | [:]                                         || ["write /s/big 0644 - <<< $LARGE (no difference)".toString()]
        'one is no text'                  | [f('bin', '\0')]                | [bin: file('Y')]                        | [bin: 'Y'] | [:]                                         || ['write /s/bin 0644 - <<< \0 (no difference)']
        'modes are wrong'                 | [f('x', 'X'), f('y', 'Y')]      | [x: file('X'), y: file('Y')]            | [:]        | [mode: '0600']                              || ['chmod 0600 -- /s/x /s/y']
        'owners are wrong'                | [f('x', 'X'), f('y', 'Y')]      | [x: file('X'), y: file('Y', '0644', 'ann')] | [:]    | [owner: 'ann']                              || ['chown ann -- /s /s/x']
        'a directory has another mode'    | [d('a')]                        | [a: Paths.directory('/s', '0700')]      | [:]        | [dirMode: '0755']                           || ['chmod 0755 -- /s/a']
        'what is not wanted stays'        | [f('x', 'X')]                   | [x: file('X'), y: file('Y')]            | [:]        | [:]                                         || []
        'what is not wanted goes'         | [f('x', 'X')]                   | [x: file('X'), y: file('Y'), a: Paths.directory('/s'), 'a/z': file('')] | [:] | [delete: true]     || ['rm -rf -- /s/a /s/y']
        'what is left out stays'          | [f('x', 'X'), f('n.map', '')]   | [x: file('X'), 'o.map': file('Y'), a: Paths.directory('/s'), 'a/p.map': file(''), 'a/q': file('')] | [:] | [delete: true, exclude: ['*.map']] || ['rm -rf -- /s/a/q']
        'a path is left out'              | [d('a'), d('a/b'), f('a/b/x', 'X'), d('b'), f('b/x', 'X')] | [b: Paths.directory('/s'), 'b/x': file('X'), a: Paths.directory('/s')] | [:] | [exclude: ['a/b/']] || []
        'a link is new'                   | [l('x', '../y')]                | [:]                                     | [:]        | [owner: 'ann']                              || ['ln -sfn -- ../y /s/x', 'chown -h ann -- /s/x', 'chown ann -- /s']
        'a link is there'                 | [l('x', '../y')]                | [x: Paths.link('/s', '../y', null)]     | [:]        | [:]                                         || []
        'a link leads elsewhere'          | [l('x', 'y')]                   | [x: Paths.link('/s', 'z', null)]        | [:]        | [:]                                         || ['ln -sfn -- y /s/x']
        'a file is a link there'          | [f('x', 'X')]                   | [x: Paths.link('/s', 'z', null)]        | [:]        | [:]                                         || ['write /s/x 0644 - <<< X (no difference)']
        'a file is a directory there'     | [f('x', 'X')]                   | [x: Paths.directory('/s'), 'x/y': file('')] | [:]    | [delete: true]                              || ['rm -rf -- /s/x', 'write /s/x 0644 - <<< X (no difference)']
        'a directory is a link there'     | [d('a'), f('a/x', 'X')]         | [a: Paths.link('/s', '/etc', null)]     | [:]        | [delete: true]                              || ['rm -rf -- /s/a', 'mkdir -m 0755 -- /s/a', 'write /s/a/x 0644 - <<< X']
        'a directory has what is wanted, and is not named' | [f('a/x', 'X')] | [a: Paths.directory('/s'), 'a/x': file('X')] | [:]  | [delete: true]                              || []
        'what is left out goes with what is in the way' | [f('x', 'X')]   | [x: Paths.directory('/s'), 'x/o.map': file('')] | [:] | [delete: true, exclude: ['*.map']]        || ['rm -rf -- /s/x', 'write /s/x 0644 - <<< X (no difference)']
        'a name begins with a hyphen'     | [f('-x', 'X')]                  | [:]                                     | [:]        | [:]                                         || ['write /s/-x 0644 - <<< X']
    }

    def 'sync: many files go as one stream, as they are to be held'() {
        given:
        def many = (1..20).collect { f("f$it", 'X') } + f('run', '#!', true)

        when:
        def work = body(many, [f1: file('Y', '0600'), f2: Paths.link('/s', 'z', null)]).work { FILES.sync('site', '/s', owner: 'ann') }
        def tree = (Step.Tree) work.steps().find { it instanceof Step.Tree }

        then:
        work.steps()*.shown() == [tree.shown(), 'chown ann -- /s']
        tree.shown().startsWith('write 21 files below /s: f1, f2, ')
        tree.shown().endsWith(' and 1 more')
        [tree.owner(), tree.group()] == [Optional.of('ann'), Optional.empty()]
        tree.members().collectEntries { [(it.path()): it.mode().toString()] }.subMap(['f1', 'f2', 'run']) == [f1: '0600', f2: '0644', run: '0755']
    }

    def 'sync: #summary'() {
        when:
        body(source, there, more).work { FILES.sync('site', '/s') }

        then:
        def failure = thrown(ProblemException)
        failure.problems()[0].summary() == summary

        where:
        summary                    | source                              | there                       | more
        'Path is something else'   | [f('x', 'X')]                       | [x: Paths.directory('/s')]  | [:]
        'Path is something else'   | [d('a')]                            | [a: file('')]               | [:]
        'Path is something else'   | [d('a')]                            | [a: Paths.link('/s', 'z', null)] | [:]
        'Path is something else'   | []                                  | [:]                         | [root: Paths.socket('/s')]
        'Directory holds too much' | []                                  | [:]                         | [tooMany: true]
        'Name has a line break'    | [f('a\nb', '')]                     | [:]                         | [:]
        'The host has no tar'      | (1..17).collect { f("t$it", 'X') }  | [:]                         | [tar: false]
    }

    def 'sync: a pattern that is none is a problem'() {
        when:
        body([f('x', 'X')], [:]).work { FILES.sync('site', '/s', exclude: ['[a']) }

        then:
        def failure = thrown(ProblemException)
        failure.problems()[0].summary() == 'Pattern is wrong'
    }

    def 'a real directory is described alike by #shell'() {
        given:
        def root = Nio.createDirectories(folder.resolve("real $shell"))
        Nio.writeString(Nio.createDirectories(root.resolve("a b'c")).resolve('-n\\x'), 'hello')
        Nio.createSymbolicLink(root.resolve('link'), Path.of("a b'c"))
        Nio.writeString(root.resolve('.groovy-infra-0123'), 'half')
        Nio.writeString(root.resolve('line\nbreak'), '')

        when:
        def found = Shells.ask(shell, new DirectoryTree(root.toString()))

        then:
        found.root().directory
        found.tar()
        found.entries().keySet() == ["a b'c", "a b'c/-n\\x", 'link'] as Set
        found.entries()["a b'c"].directory
        found.entries()["a b'c/-n\\x"].with { [it.type(), it.size(), it.checksum()] } == [Type.FILE, 5L, Content.text('hello').sha256()]
        found.entries()['link'].with { [it.type(), it.target()] } == [Type.LINK, "a b'c"]
        Shells.ask(shell, new DirectoryTree("$root/none")).root().type() == Type.ABSENT
        Shells.ask(shell, new DirectoryTree("$root/a b'c/-n\\x")).root().type() == Type.OTHER
        Shells.ask(shell, new DirectoryTree(root.toString(), 2)).tooMany()
        Shells.ask(shell, new DirectoryTree(root.resolve("a b'c").toString())).root().mode() == found.entries()["a b'c"].mode()

        where:
        shell << Shells.all()
    }
}
