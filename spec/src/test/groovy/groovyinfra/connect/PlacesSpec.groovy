package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Hosts on which there is no room, or nothing may be written or executed, at usual places. */
@Requires({ PlacesSpec.mayMount() })
class PlacesSpec extends Specification {
    @TempDir @Shared Path directory
    @Shared List<Path> mounted = []
    @AutoCleanup ShellSession session

    /** Whether file systems can be mounted here. */
    static boolean mayMount() {
        boolean root = System.getProperty('user.name') == 'root'
        if (!root && System.getenv('CI') == 'true') {
            throw new IllegalStateException('not root, and CI must run everything')
        }
        root
    }

    static void command(String... words) {
        def process = new ProcessBuilder(words).redirectErrorStream(true).start()
        assert process.inputStream.text == '' && process.waitFor() == 0
    }

    Path mount(String options) {
        def path = Files.createDirectory(directory.resolve("mount ${mounted.size()}"))
        command('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', path.toString())
        mounted << path
        path
    }

    def cleanupSpec() {
        mounted.each { command('umount', '-l', it.toString()) }
    }

    List<Result> results(List<Step> steps) {
        session.carryOut(steps, Options.NONE, Session.Progress.SILENT)
    }

    static Step.Run run(String script, Content stdin = null) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.ofNullable(stdin))
    }

    def 'in #shell, temporary files go where the settings of the host say'() {
        given:
        def place = Files.createDirectories(directory.resolve("it's a place of $shell"))
        session = new ShellConnector(shell, directory).session([tempDirectory: place.toString()])

        expect:
        results([run('echo "$TMPDIR"; mktemp'), run('ls -A "$TMPDIR"; wc -c', new Content.Bytes(new byte[100_000]))])*.stdout()
            .with { it[0].startsWith("$place\n$place/") && it[1].readLines()[-1].trim() == '100000' }
        place.toFile().list().every { it.startsWith('tmp.') }

        where:
        shell << ShellConnector.SHELLS.keySet()
    }

    def 'in #shell, with a full directory for temporary files #what'() {
        given:
        def full = mount('size=16k')
        Files.write(full.resolve('rest'), new byte[16 << 10])
        session = new ShellConnector(shell, directory).session([tempDirectory: full.toString()])
        def steps = [
            'commands, small input and small files arrive': [
                run('echo on'), run('cat', Content.text('given')), SessionContract.upload(directory.resolve("small $shell"), 'x' * 60_000)],
            'a large file arrives': [SessionContract.upload(directory.resolve("large $shell"), SessionContract.random(100_000))],
            'large input fails, and says why': [run('wc -c', new Content.Bytes(new byte[100_000]))]][what]

        when:
        def results = results(steps)

        then:
        what.contains('fails') || (results*.exit() == [new Exit.Code(0)] * steps.size())
        !what.contains('fails') || (results[0].exitCode != 0 && Diagnosis.of(results[0]).get().summary() == 'Disk is full on the host')
        full.toFile().list() as List == ['rest']

        where:
        [shell, what] << [ShellConnector.SHELLS.keySet(), [
            'commands, small input and small files arrive', 'a large file arrives', 'large input fails, and says why']].combinations()
    }

    def 'a directory for temporary files that is not there is a problem that names it'() {
        when:
        new ShellConnector('dash', directory).session([tempDirectory: '/no/where'])

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'No directory for temporary files'
        refused.problems()[0].detail() == 'tempDirectory: /no/where'
    }

    def 'an upload of #size bytes to where #what says so'() {
        given:
        session = new ShellConnector(shell, directory).session()
        def mount = Files.writeString(Files.createTempFile(directory, 'mount', ''), 'old')
        command('mount', '--bind', mount.toString(), mount.toString())
        mounted << mount

        when:
        def result = results([SessionContract.upload(what.contains('mounted') ? mount : directory.resolve('no/file'), SessionContract.random(size))])[0]

        then:
        Diagnosis.of(result).get().summary() == summary
        Files.readString(mount) == 'old'
        directory.toFile().list().every { !it.startsWith(Remains.PREFIX) }

        where:
        [shell, size, row] << [['dash', 'bash', 'ash'], [10, 100_000], [
            ['a file is mounted', 'Something is mounted there'], ['there is no directory', 'Directory is not there']]].combinations()
        what = row[0]
        summary = row[1]
    }

    def 'a directory for temporary files in which nothing may be executed, and a home in which nothing may be written, are no hindrance'() {
        given:
        def place = mount('noexec,nosuid,nodev')
        def home = mount('ro')
        session = new ShellConnector('dash', home).session([tempDirectory: place.toString()])

        expect:
        results([
            run('pwd'), run('wc -c', new Content.Bytes(new byte[100_000])), SessionContract.upload(directory.resolve('from'), 'content')])
            *.stdout()*.trim() == [home.toString(), '100000', '']

        when:
        def refused = results([SessionContract.upload(home.resolve('file'), 'content')])[0]

        then:
        refused.exitCode != 0
        Diagnosis.of(refused).get().summary() == 'File system is read-only'
    }
}
