package groovyinfra.endtoend

import static groovyinfra.endtoend.CanaryCalls.CANARY
import static groovyinfra.endtoend.CanaryCalls.FORMS
import static groovyinfra.endtoend.CanaryCalls.HASH
import static groovyinfra.endtoend.CanaryCalls.NOT_IN_PROCESSES
import static groovyinfra.endtoend.CanaryCalls.OPERATIONS
import static groovyinfra.endtoend.CanaryCalls.OPTIONS
import static groovyinfra.endtoend.CanaryCalls.STATEMENTS
import static groovyinfra.endtoend.CanaryCalls.WORD

import groovyinfra.author.Secrets
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * A secret is driven through everything that takes a value, and looked for in everything that can be seen: on this machine, and on a
 * separate host over SSH and by sudo. An operation or an option without rows in {@link CanaryCalls} fails the build.
 */
class SecretCanarySpec extends Specification {
    private static final List<List<String>> MODES = [
        ['plan', '-v', '--diff'], ['plan', '--json'], ['run', '-y', '-vv', '--diff'], ['run', '-y', '--json', '--debug']]

    /** A source, data of the inventory, the beginning of a deploy file, and flags. */
    private static final List<List> SOURCES = [
        ['env', '', "@Param Secret token = secret(env: 'CANARY')", []],
        ['file', '', "@Param Secret token = secret(file: '%/token')", []],
        ['command', '', "@Param Secret token = secret(command: ['cat', '%/token'])", []],
        ['prompt', '', "@Param Secret token = secret(prompt: 'Token')", []],
        ['text', "text: \"${CANARY.replace("\"", "\\\"")}\"", 'def token = secret(host.data.text)', []],
        ['set', '', '@Param Secret token', ['--set', "token=$CANARY"]],
        ['env', 'token: !secret {env: CANARY}', 'def token = host.data.token', []],
        ['file', 'token: !secret {file: token}', 'def token = host.data.token', []],
        ['command', 'token: !secret {command: cat %/token}', 'def token = host.data.token', []],
        ['prompt', 'token: !secret {prompt: Token}', 'def token = host.data.token', []]]

    /** Operations that only fail. */
    private static final List<String> NEVER_DONE = ['fail']

    @Shared
    @TempDir
    Path home

    /** The folder on each host that has what the calls want. */
    @Shared
    Map<String, String> folders = [:]

    def 'a secret shows in no sink, whatever is done with it, and what fails is caught (#host, #arguments)'() {
        given:
        def files = [operations: OPERATIONS, options: OPTIONS, statements: STATEMENTS].collect { name, rows ->
            write("${name}.groovy", CanaryCalls.caught(possible(rows, host), home, folder(host)))
        }
        def inventory = inventory(host, ['me'])
        def processes = new ProcessTable(NOT_IN_PROCESSES + WORD)

        when:
        def said = run(arguments + files + ['-i', inventory])

        then:
        leaks(said) == []
        processes.seen.findAll { !it.startsWith(WORD) } == [] as Set

        and: 'all calls ended as they should, and what stands in a command can be seen in the process table'
        said.code in [0, 1]
        arguments.first() == 'plan' || possible(OPERATIONS + OPTIONS + STATEMENTS, host).findAll {
            !said.all.contains("ends: ${it.ends() - ' there'} ${it.id()}")
        }*.call() == []
        arguments.first() == 'plan' || processes.seen.contains("$WORD in cmdline".toString())

        cleanup:
        processes?.close()

        where:
        [host, arguments] << [['local', 'separate'], MODES].combinations()
    }

    def 'a secret shows in no sink where it ends the run of a host (#host, #arguments)'() {
        given:
        def rows = possible(OPERATIONS + OPTIONS + STATEMENTS, host).findAll { it.ends().startsWith('fails') }
        def file = write('uncaught.groovy', CanaryCalls.uncaught(rows, home, folder(host)))
        def inventory = inventory(host, rows.indices.collect { "h$it" })

        when:
        def said = run(arguments + [file, '-i', inventory])

        then:
        leaks(said) == []
        arguments.first() == 'plan' || said.code == 1

        where:
        host       | arguments
        'local'    | ['plan', '-v', '--diff']
        'local'    | ['run', '-y', '--json', '--debug']
        'separate' | ['plan', '--json']
        'separate' | ['run', '-y', '-vv', '--diff']
    }

    def 'a secret in the place of any argument and any option shows in no sink (#arguments)'() {
        given:
        def file = write('everywhere.groovy', CanaryCalls.caught(CanaryCalls.everywhere(), home, folder('local')))
        def processes = new ProcessTable(NOT_IN_PROCESSES)

        when:
        def said = run(arguments + [file, '-i', inventory('local', ['me'])])

        then:
        leaks(said) == []
        processes.seen.empty
        arguments.first() == 'plan' || CanaryCalls.everywhere().every { said.all.contains(it.id()) }

        cleanup:
        processes?.close()

        where:
        arguments << [['plan', '-v', '--diff'], ['run', '-y', '--debug', '-vv']]
    }

    def 'a secret of #source shows in no sink, and reaches the host: #begin#data (#arguments)'() {
        given:
        def out = Files.createDirectories(home.resolve('out')).resolve('source')
        write('token', "$CANARY\n")
        def inventory = write('source.yaml', placed("hosts: {me: {connector: local, data: {$data}}}\n"))
        def file = write('source.groovy', placed("""\
            $begin
            println "it is \$token"
            server.shell "cat >$out", stdin: token
            server.shell 'cat; cat >&2; exit 3', stdin: token
            """.stripIndent()))

        when:
        def said = run(arguments + flags + [file, '-i', inventory], [:], { CANARY })

        then:
        leaks(said) == []
        said.all.contains('it is ****')
        arguments.first() == 'plan' || said.code == 1 && out.toFile().text == CANARY

        where:
        [[source, data, begin, flags], arguments] << [SOURCES, [['plan', '--debug'], ['run', '-y', '-vv', '--diff']]].combinations()
    }

    def 'a question has no secret in it, whatever the answer is: #answers'() {
        given:
        def file = write('question.groovy', 'confirm "is it ${host.data.word}?"')
        def left = answers.collect()

        when:
        def said = run(['run', file, '-i', inventory('local', ['me'])], [:], { left.removeFirst() })

        then:
        leaks(said) == []
        said.all.contains('is it ****?')
        said.code == code

        where:
        answers        || code
        ['yes', 'yes'] || 0
        ['yes', 'no']  || 1
    }

    def 'a key of many lines shows in no form that a command of the host gives it: #command'() {
        given:
        def key = "-----BEGIN KEY-----\n${(1..30).collect { "lïne $it of \"the\" key's \$body/+&".toString() }.join('\n')}\n-----END KEY-----\n".toString()
        def script = Files.writeString(Files.createDirectories(home.resolve('long')).resolve('show.sh'), command)
        def file = write('long/deploy.groovy', "@Param Secret key = secret(env: 'KEY')\nserver.shell 'sh $script', stdin: key, successCodes: [0, 127]\n")

        when:
        def said = run(['run', '-y', '-vv', file, '-i', inventory('local', ['me'])], [KEY: key])

        then:
        said.code == 0
        said.all.contains('****') || said.all.contains('not found')
        !(said.all =~ /body|[A-Za-z0-9+\/]{40}|[A-Za-z0-9+\/]{20}\s/)

        where:
        command << ['cat', 'base64', 'base64 -w 20', 'base64 -w 0',
            'bash -c \'x=$(cat); printf %q "$x"\'',
            /python3 -c 'import sys, urllib.parse as u; print(u.quote(sys.stdin.read()))'/,
            /python3 -c 'import sys, json; print(json.dumps(sys.stdin.read()))'/]
    }

    def 'the secret did reach the host, by content and standard input'() {
        expect:
        text('file') == "key = $CANARY\n"
        text('stdin') == "x $CANARY y"
        text('template').contains(CANARY.replace("'", "\\'"))
        text('indented') == "\nkey = $CANARY\n  x\n"
        text('list') == "key = [$CANARY]"
        ['sum', 'lazy', 'sumIn'].every { text(it) == "key = $CANARY" }
        text('lines') == "key = $CANARY\n"
        !Files.exists(home.resolve("out/$CANARY"))
        (1..7).every { !Files.exists(home.resolve("out/lost$it")) }
    }

    def 'a new file with a secret in it can be read by its owner only'() {
        expect:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve('out/open'))) == 'rw-------'
    }

    def 'no file of the host has the mask in place of the secret'() {
        expect:
        Files.walk(home.resolve('out')).filter(Files::isRegularFile).noneMatch { it.toFile().text.contains('****') }
    }

    def 'nothing of it is kept on the controller'() {
        expect:
        ['cache', 'home'].every { folder ->
            Files.walk(home.resolve(folder)).filter(Files::isRegularFile).noneMatch {
                def text = new String(Files.readAllBytes(it), StandardCharsets.ISO_8859_1)
                [CANARY, HASH, WORD].any { text.contains(it) }
            }
        }
    }

    def 'nothing of it is left on a separate host but where it was put'() {
        given:
        folder('separate')

        expect:
        machine.exec('sh', '-c', 'grep -rlF -e "$0" -e hashq9 /tmp /var/tmp /root /home /run /var/log || true', 'ry "q7"') == ''
        !machine.exec('journalctl', '--no-pager').with { it.contains('ry "q7"') || it.contains('hashq9') }
    }

    def 'there are calls of #about that end well, and others that fail, with a secret in them'() {
        given:
        def calls = (OPERATIONS + OPTIONS).findAll { it.about() == about && it.call().contains(about) && it.hasSecret() }

        expect:
        about in NEVER_DONE || calls.any { it.ends().startsWith('done') }
        calls.any { it.ends().startsWith('fails') }

        where:
        about << StandardOperations.all()*.title() + CanaryCalls.options()
    }

    def 'a secret comes from #source, in deploy files and inventories'() {
        expect:
        SOURCES.any { it[2].contains("secret($source: ") }
        SOURCES.any { it[1].contains("!secret {$source: ") }

        where:
        source << Secrets.SOURCES
    }

    private String text(String name) {
        home.resolve("out/$name").toFile().text
    }

    private String placed(String text) {
        text.replace('%/', "$home/")
    }

    private static List<CanaryCalls.Row> possible(List<CanaryCalls.Row> rows, String host) {
        rows.findAll { host == 'separate' || !it.there }
    }

    private static List<String> leaks(CommandLine.Said said) {
        said.all.readLines().findAll { line -> FORMS.any { line.contains(it) } }
    }

    private CommandLine.Said run(List<String> arguments, Map<String, String> environment = [:], Closure<String> typing = null) {
        def secrets = [CANARY: CANARY, HASH: HASH, WORD: WORD, OTHER: 'ops']
        def line = new CommandLine(home, home.resolve('cache'), secrets + environment)
        line.typing = typing
        line.run(arguments + ['--color', 'never'])
    }

    private String write(String name, String text) {
        Files.writeString(home.resolve(name), text).toString()
    }

    /** The folder on this host; before the first call, all that the calls want is put there. */
    private String folder(String host) {
        folders.computeIfAbsent(host) {
            files()
            def folder = host == 'local' ? home.resolve('out').toString() : '/srv/canary'
            def script = """
                mkdir -p $folder && cd $folder && ln -s /bin/sh sh-$WORD && git init -q -b main origin-$WORD &&
                git -C origin-$WORD -c user.name=x -c user.email=x@y commit -q --allow-empty -m one"""
            if (host == 'separate') {
                machine.reset()
                machine.exec('sh', '-c', "$script && ln -s repo /srv/$WORD")
            } else {
                assert new ProcessBuilder('sh', '-c', script).inheritIO().start().waitFor() == 0
            }
            folder
        }
    }

    private static Fleet.Machine getMachine() {
        Fleet.separate(3)
    }

    private void files() {
        Files.createDirectories(home.resolve('tree'))
        ['secret.j2': 'token: {{ token }}\n', 'broken.j2': '{{ token }} {% include token %}', 'secret.txt': "$CANARY $WORD\n",
            'show.sh': 'cat; echo $*\n', 'cry.sh': 'cat; echo $* >&2; exit 3\n', ("${WORD}.sh".toString()): "echo $WORD\n",
            ("${WORD}.asc".toString()): "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n$WORD\n-----END PGP PUBLIC KEY BLOCK-----\n",
            ("tree/1-$WORD".toString()): "$CANARY 1\n", 'tree/2': "$CANARY 2\n"].each { name, text -> write(name, text) }
    }

    private String inventory(String host, List<String> names) {
        def login = host == 'local' ? 'connector: local' : """\
            ssh: {user: deploy, port: ${machine.port()}, key: ${machine.key()}, hostKeys: insecure, suPassword: !secret {env: OTHER}}
            options: {sudo: true}""".stripIndent()
        def address = host == 'local' ? '' : "address: ${machine.address()}"
        write('hosts.yaml', "$login\ndata: {key: !secret {env: CANARY}, mark: !secret {env: WORD}, word: $WORD}\nhosts:\n"
            + names.collect { "  $it: {$address}\n" }.join(''))
    }
}
