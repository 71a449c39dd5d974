package groovyinfra.connect

import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Root puts files into a directory of somebody who at every moment puts something else in the place of what is there. */
@Requires({ PlacesSpec.mayMount() })
class ForeignDirectorySpec extends Specification {
    /** What a host does for an upload or a tree: before and after each of these it is the other one's turn. */
    static final List<String> TURNS = ['mkdir', 'cat', 'wc', 'cksum', 'stat', 'chown', 'chmod', 'mv', 'tar', 'find', 'rm']

    @TempDir Path home
    @AutoCleanup ShellSession session
    ShellConnector connector
    Path foreign
    Path victims

    void connect(String shell) {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString('rwx--x--x'))
        foreign = Files.createDirectory(home.resolve('foreign'))
        Files.createDirectories(foreign.resolve('sub/deeper'))
        victims = Files.createDirectory(home.resolve('victims'))
        ['file', 'sub', 'secret'].each { Files.writeString(victims.resolve(it), 'secret') }
        Files.createDirectory(victims.resolve('empty'))
        PlacesSpec.command('chown', '-R', 'nobody', foreign.toString())
        PlacesSpec.command('chmod', '-R', 'go-rwx', victims.toString())
        Files.setPosixFilePermissions(victims, PosixFilePermissions.fromString('rwxr-xr-x'))
        connector = new ShellConnector(shell, home)
        session = connector.session()
    }

    /** The other one's turn; he may do what he may do. */
    void attack(String script) {
        def file = Files.writeString(home.resolve('attack'), "PATH=/usr/bin:/bin; cd '$foreign' || exit\n$script\n")
        def turn = "PATH=/usr/bin:/bin setpriv --reuid nobody --clear-groups dash '$file' >/dev/null 2>&1"
        TURNS.each { connector.program(it, "$turn\n/usr/bin/$it \"\$@\"; code=\$?\n$turn\nexit \$code") }
    }

    Result carryOut(Step step) {
        session.carryOut([step], Options.NONE, Session.Progress.SILENT).first()
    }

    /** All that root has elsewhere. */
    List<String> state() {
        Files.walk(victims).map { [it, Files.getOwner(it), SessionContract.permissions(it), Files.isRegularFile(it) ? Files.readString(it) : ''].join(' ') }.sorted().toList()
    }

    Step step(String what, Map how = [:]) {
        switch (what) {
            case 'a small file':
                return SessionContract.upload(foreign.resolve('file'), 'new', how)
            case 'a large file':
                return SessionContract.upload(foreign.resolve('file'), 'n' * 100_000, how)
            default:
                def members = ['file', 'sub/file', 'sub/deeper/secret'].collect {
                    new Step.Tree.Member(it, new Content.Bytes(('n' * 30_000).bytes), 30_000, Mode.of('0644'), 0, 0)
                }
                return new Step.Tree(foreign.toString(), members, Optional.ofNullable(how.owner), Optional.empty())
        }
    }

    def 'in #shell, #what comes into a directory of somebody else, and nothing is left there'() {
        given:
        connect(shell)
        def before = foreign.toFile().list() as Set

        expect:
        carryOut(step(what, [owner: 'nobody'])).with { [it.exit(), it.stderr()] } == [new Exit.Code(0), '']
        foreign.toFile().list() as Set == before + 'file'
        Files.getOwner(foreign.resolve('file')).name == 'nobody'
        SessionContract.permissions(foreign.resolve('file')) == 'rw-r--r--'

        where:
        [shell, what] << [ShellConnector.SHELLS.keySet(), ['a small file', 'a large file', 'a tree']].combinations()
    }

    def 'in #shell, #what does no harm elsewhere when somebody puts #trick'() {
        given:
        connect(shell)
        def before = state()
        attack(script.replace('VICTIMS', victims.toString()))

        when:
        carryOut(step(what, [owner: 'nobody', mode: '0666']))

        then:
        state() == before

        where:
        [shell, what, row] << [['dash', 'bash', 'ash'], ['a small file', 'a large file', 'a tree'], [
            ['a link to a file in the place of what is new',
                'for f in .groovy-infra-*; do [ -L "$f" ] || { mv "$f" taken; ln -s VICTIMS/secret "$f"; }; done'],
            ['a link to a directory in the place of what is new',
                'for f in .groovy-infra-*; do [ -L "$f" ] || { mv "$f" taken; ln -s VICTIMS "$f"; }; done'],
            ['a link to an empty directory in the place of what is new',
                'for f in .groovy-infra-*; do [ -L "$f" ] || { mv "$f" taken; ln -s VICTIMS/empty "$f"; }; done'],
            ['a directory with links in the place of what is new',
                'for f in .groovy-infra-*; do [ -L "$f/file" ] || { mv "$f" taken; mkdir "$f"; ln -s VICTIMS/secret "$f/file"; ln -s VICTIMS "$f/sub"; }; done'],
            ['a link to a directory where the file belongs', '[ -e file ] || ln -s VICTIMS/empty file'],
            ['links in the place of directories', '[ -L sub ] || { mv sub was; ln -s VICTIMS sub; }'],
            ['links in the place of directories below', '[ -L sub/deeper ] || { mv sub/deeper was; ln -s VICTIMS sub/deeper; }'],
        ]].combinations()
        trick = row[0]
        script = row[1]
    }
}
