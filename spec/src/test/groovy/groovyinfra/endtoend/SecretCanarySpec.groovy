package groovyinfra.endtoend

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** A secret is driven through everything that takes a value, and looked for in everything that can be seen. */
class SecretCanarySpec extends Specification {
    /** With what needs quoting in shells, JSON and URLs. */
    static final String CANARY = "cana'ry \"q7\" \$HOME/+&x"

    @Shared
    @TempDir
    Path home

    static final List<String> CALLS = [
        // where a secret may go: content and standard input
        "files.file '@/file', content: \"key = \${canary}\\n\", mode: '0600'",
        "files.file '@/open', content: \"key = \${canary}\\n\"",
        "files.file '@/valid', content: \"key = \${canary}\", validate: 'cat %s'",
        "files.file '@/refused', content: \"key = \${canary}\", validate: 'cat %s; false'",
        "files.line '@/line', \"key = \${canary}\"",
        "files.line '@/line', \"key = \${canary} again\", match: '^key'",
        "files.block '@/block', content: \"a\\n\${canary}\\nb\\n\"",
        "files.template 'secret.j2', '@/template', data: [token: canary]",
        "files.template 'secret.j2', '@/template', data: [token: [deep: [canary]]]",
        "server.shell 'cat >@/stdin', stdin: canary",
        "server.shell 'cat >@/stdin', stdin: \"x \${canary} y\"",
        "server.shell 'cat; false', stdin: canary",
        "server.shell 'cat >&2; exit 3', stdin: canary, retries: 1, retryDelay: 1.ms",
        "server.shell 'cat', stdin: canary, successCodes: [7]",
        "server.shell 'cat', stdin: canary, failedIf: { it.stdout.contains('q7') }",
        "server.shell 'cat', stdin: canary, retryUntil: { false }, retries: 1, retryDelay: 1.ms",
        "server.shell 'base64', stdin: canary",
        "server.shell 'cat; exec sleep 30', stdin: canary, timeout: 500.ms",
        "server.shell('cat', stdin: canary, background: true).wait()",
        "server.shell('cat; false', stdin: canary, background: true).wait()",
        "server.shell 'cat @/template'",
        "server.shell 'cat @/file', sensitive: true",
        "server.shell 'cat @/file'",
        "server.shell 'cat @/file', readOnly: true",
        "files.file '@/sum', content: 'key = ' + canary",
        "files.file '@/indented', content: \"\"\"\n  key = \${canary}\n    x\n\"\"\".stripIndent()",
        "files.file '@/list', content: \"key = \${[canary]}\"",
        "files.file '@/lazy', content: \"key = \${-> canary}\"",
        "files.line '@/lines', 'key = ' + canary",
        "server.shell 'cat >@/sumIn', stdin: 'key = ' + canary",
        "server.script 'show.sh'",
        "files.get '@/file', '@/got'",
        "files.put '@/got', '@/put'",
        "files.sync 'tree', '@/sync'",
        "server.shell 'cat; false', stdin: canary, pty: true",
        "git.repo 'https://example.invalid/x.git', '@/git', timeout: 1.s",
        "message \"it is \${canary}\"",
        "println \"it is \${canary}\"",
        "fail \"because \${canary}\"",
        "call { throw new IllegalStateException(\"inside \${canary}\") }",
        "throw new IllegalStateException(\"thrown \${canary}\")",
        "println once { canary }",
        "publish 'token', canary",
        "println host.data.key",
        // what would lose its mark
        "String text = \"key = \${canary}\"; files.file '@/lost1', content: text",
        "files.file '@/lost2', content: [canary, canary].join(',')",
        "files.file '@/lost3', content: [\"l \${canary}\", \"m \${canary}\"].join(' ')",
        "files.file '@/lost4', content: \"x \${canary}\".toString()",
        "files.file '@/lost5', content: \"x \${canary}\".bytes.encodeBase64().toString()",
        "files.file '@/lost6', content: \"x \${canary}\".trim()",
        "server.shell raw('echo ' + canary + ' > @/lost7')",
        // where it may not go: words, environment, what is shown to everybody
        "server.shell \"echo \${canary}\"",
        "server.shell(['echo', canary])",
        "server.shell 'env', env: [TOKEN: canary]",
        "server.shell 'true', name: \"say \${canary}\"",
        "server.shell 'true', chdir: \"/\${canary}\"",
        "server.shell 'true', creates: \"/\${canary}\"",
        "server.shell 'true', unless: \"test \${canary}\"",
        "server.shell 'true', shellExecutable: \"\${canary}\"",
        "files.file \"@/\${canary}\"",
        "files.directory \"@/\${canary}\"",
        "files.sync 'tree', \"@/\${canary}\"",
        "files.link '@/link', target: \"\${canary}\"",
        "server.user \"\${canary}\"",
        "server.user 'nobody', password: canary",
        "server.group \"\${canary}\"",
        "server.hostname \"\${canary}\"",
        "apt.packages \"\${canary}\"",
        "apt.repo \"deb \${canary}\"",
        "apt.key \"\${canary}\"",
        "systemd.service \"\${canary}\"",
        "git.repo \"\${canary}\", '@/git2'",
        "confirm \"is it \${canary}\"",
        "waitFor file: \"\${canary}\", within: 1.s",
        "leave \"because of \${canary}\""]

    def 'a secret shows in no sink, whatever is done with it (#arguments)'() {
        given:
        def program = deploy()
        def seen = new ConcurrentLinkedQueue<String>()
        def sampler = sample(seen)

        when:
        def said = new CommandLine(home, home.resolve('cache'), [CANARY: CANARY])
            .run(arguments + [program.toString(), '-i', inventory().toString(), '--color', 'never'])

        then:
        said.code in [0, 1]
        arguments.first() == 'plan' || said.all.contains('because of ****')
        forms().findAll { said.all.contains(it) } == []
        seen.empty

        cleanup:
        sampler.interrupt()
        sampler.join()

        where:
        arguments << [
            ['plan', '-vv', '--diff'], ['plan', '--json'], ['plan', '--debug'],
            ['run', '-y', '-vv', '--diff'], ['run', '-y', '--json'], ['run', '-y', '--debug', '-vv']]
    }

    def 'a key of many lines shows in no form that a command of the host gives it: #command'() {
        given:
        def key = "-----BEGIN KEY-----\n${(1..30).collect { "lïne $it of \"the\" key's \$body/+&".toString() }.join('\n')}\n-----END KEY-----\n".toString()
        def script = Files.writeString(Files.createDirectories(home.resolve('long')).resolve('show.sh'), command)
        def file = Files.writeString(home.resolve('long/deploy.groovy'),
            "@Param Secret key = secret(env: 'KEY')\nserver.shell 'sh $script', stdin: key, successCodes: [0, 127]\n")

        when:
        def said = new CommandLine(home, home.resolve('cache'), [KEY: key, CANARY: CANARY])
            .run(['run', '-y', '-vv', file.toString(), '-i', inventory().toString(), '--color', 'never'])

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
        home.resolve('out/file').toFile().text == "key = $CANARY\n"
        home.resolve('out/stdin').toFile().text == "x $CANARY y"
        home.resolve('out/template').toFile().text.contains(CANARY.replace("'", "\\'"))
        home.resolve('out/indented').toFile().text == "\nkey = $CANARY\n  x\n"
        home.resolve('out/list').toFile().text == "key = [$CANARY]"
        ['sum', 'lazy', 'sumIn'].every { home.resolve("out/$it").toFile().text == "key = $CANARY" }
        home.resolve('out/lines').toFile().text == "key = $CANARY\n"
        !Files.exists(home.resolve("out/$CANARY"))
        (1..7).every { !Files.exists(home.resolve("out/lost$it")) }
    }

    def 'no file of the host has the mask in place of the secret'() {
        expect:
        Files.walk(home.resolve('out')).filter(Files::isRegularFile).noneMatch { it.toFile().text.contains('****') }
    }

    def 'nothing of it is in the cache, and files that hold it can be read by their owner only'() {
        expect:
        Files.walk(home.resolve('cache')).filter(Files::isRegularFile).noneMatch {
            new String(Files.readAllBytes(it), StandardCharsets.ISO_8859_1).contains(CANARY)
        }
    }

    /** Each call by itself: what is refused when it is compiled is left out, what fails is caught. */
    private Path deploy() {
        def out = Files.createDirectories(home.resolve('out'))
        Files.writeString(home.resolve('secret.j2'), 'token: {{ token }}\n')
        Files.createDirectories(home.resolve('tree'))
        (1..3).each { Files.writeString(home.resolve("tree/$it"), "$CANARY $it\n") }
        Files.writeString(home.resolve('show.sh'), "cat $out/file\n")
        Files.writeString(home.resolve('deploy.groovy'), "@Param Secret canary = secret(env: 'CANARY')\n" + CALLS.withIndex().collect { call, index ->
            call.startsWith('leave') ? '' :
                "try { ${call.replace('@', out.toString())} } catch (Exception failed) { println \"call $index: \$failed.message\" }"
        }.join('\n') + "\n${CALLS.last()}\n")
    }

    private Path inventory() {
        Files.writeString(home.resolve('hosts.yaml'), 'hosts:\n  me:\n    connector: local\n    data:\n      key: !secret {env: CANARY}\n')
    }

    /** The forms in which it must not be seen. */
    private static List<String> forms() {
        [CANARY, CANARY.replace("'", "'\\''"), CANARY.bytes.encodeBase64().toString(), URLEncoder.encode(CANARY, 'UTF-8'),
            CANARY.replace('"', '\\"'), 'q7']
    }

    /** Looks at the arguments and environments of all processes but this one, as long as it is not interrupted. */
    private static Thread sample(Queue<String> seen) {
        def own = ProcessHandle.current().pid() as String
        Thread.ofPlatform().daemon().start {
            while (!Thread.interrupted()) {
                new File('/proc').list().findAll { it.number && it != own }.each { pid ->
                    ['cmdline', 'environ'].each { file ->
                        def text = read(Path.of('/proc', pid, file))
                        if (text.contains(CANARY) || text.contains('ry "q7"')) {
                            seen << "$pid $file".toString()
                        }
                    }
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        } catch (IOException gone) {
            ''
        }
    }
}
