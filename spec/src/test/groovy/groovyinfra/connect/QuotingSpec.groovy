package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Step
import groovyinfra.model.Word
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Whatever the bytes are, they arrive as they are: as arguments, as variables, on standard input, in files; in every shell. */
class QuotingSpec extends Specification {
    @TempDir Path home
    @AutoCleanup ShellSession session

    def results(List<Step> steps, Options options = Options.NONE) {
        session.carryOut(steps, options, Session.Progress.SILENT)
    }

    static Step.Run run(Object... words) {
        new Step.Run(Command.of(words), Options.NONE, Optional.empty())
    }

    def 'a hundred thousand strings as arguments, in #shell (seed #seed)'() {
        given:
        session = new ShellConnector(shell, home).session()
        def random = new RandomBytes(seed)

        expect:
        10.times {
            def words = (1..10_000).collect { random.text() }
            def program = it % 2 ? 'printf' : '/usr/bin/printf' // of the shell, or one that is started without a shell
            def steps = words.collate(500).collect { some -> run(program, '%s\\0', some) }
            assert results(steps)*.stdout().join('') == words.join('\0') + '\0'
        }

        where:
        [shell, seed] << [ShellConnector.SHELLS.keySet(), [11]].combinations()
    }

    def 'pieces of words, variables, directories and scripts for another shell, in #shell (seed #seed)'() {
        given:
        session = new ShellConnector(shell, home).session()
        def random = new RandomBytes(seed)

        expect:
        60.times {
            def text = random.text()
            def directory = home.resolve("d${text.replace('/', '')}")
            Files.createDirectories(directory)
            def options = Options.NONE.with(Option.ENV, [VALUE: text]).with(Option.CHDIR, directory.toString())
            def joined = new Word.Joined([Word.raw('"$VALUE"'), Word.quoted(text), Word.raw('"$PWD"')])
            def through = run('sh', '-c', Command.of('printf', '%s', text).script())
            assert results([run('printf', '%s', joined), through], options)*.stdout() == [text + text + directory, text]
        }

        where:
        [shell, seed] << [ShellConnector.SHELLS.keySet(), [12]].combinations()
    }

    def 'a hundred thousand strings of bytes on standard input and in files, in #shell (seed #seed)'() {
        given:
        session = new ShellConnector(shell, home).session()
        def random = new RandomBytes(seed)

        expect:
        10.times {
            def inputs = (1..10).collect { join((1..1000).collect { random.bytes(20) }) }
            def steps = inputs.collect { new Step.Run(Command.raw('cksum'), Options.NONE, Optional.of(new Content.Bytes(it))) }
            def files = inputs.withIndex().collect { bytes, i -> SessionContract.upload(home.resolve("f$i"), bytes) }
            assert results(steps)*.stdout() == inputs.collect { "${Fingerprint.of(it).cksum()} ${it.length}\n".toString() }
            assert results(files)*.exitCode.every { it == 0 }
            assert inputs.withIndex().every { bytes, i -> Files.readAllBytes(home.resolve("f$i")) == bytes }
        }

        where:
        [shell, seed] << [ShellConnector.SHELLS.keySet(), [13]].combinations()
    }

    static byte[] join(List<byte[]> strings) {
        def all = new ByteArrayOutputStream()
        strings.each { all.write(it) }
        all.toByteArray()
    }

    def 'standard input, each of a command of its own, in #shell (seed #seed)'() {
        given:
        session = new ShellConnector(shell, home).session()
        def random = new RandomBytes(seed)
        def inputs = (1..100).collect { random.bytes() }

        when:
        def steps = inputs.collect {
            new Step.Run(Command.raw('cksum'), Options.NONE, Optional.of(new Content.Bytes(it)))
        }

        then:
        results(steps)*.stdout() == inputs.collect { "${Fingerprint.of(it).cksum()} ${it.length}\n".toString() }

        where:
        [shell, seed] << [ShellConnector.SHELLS.keySet(), [13]].combinations()
    }

    def 'content and names of files, in #shell (seed #seed)'() {
        given:
        session = new ShellConnector(shell, home).session()
        def random = new RandomBytes(seed)
        def files = (1..60).collectEntries { ["f$it ${random.text().replace('/', '')}".toString(), random.bytes()] }

        when:
        def steps = files.collect { name, content ->
            SessionContract.upload(home.resolve(name), content)
        }

        then:
        results(steps)*.exitCode.every { it == 0 }
        files.every { name, content -> Files.readAllBytes(home.resolve(name)) == content }

        where:
        [shell, seed] << [ShellConnector.SHELLS.keySet(), [14]].combinations()
    }

    def 'relative names that look like options, in #shell'() {
        given:
        session = new ShellConnector(shell, home).session()

        expect:
        results([
            new Step.Upload(Content.text('one'), '-rf', Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            run('cat', './-rf')])*.stdout() == ['', 'one']

        where:
        shell << ShellConnector.SHELLS.keySet()
    }
}
