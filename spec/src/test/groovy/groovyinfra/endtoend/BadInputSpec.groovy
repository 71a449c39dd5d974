package groovyinfra.endtoend

import groovyinfra.endtoend.CommandLine.Said
import java.nio.file.Files
import java.nio.file.Path
import org.apache.sshd.common.config.keys.PublicKeyEntry
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Whatever the user gets wrong: an exit code, where it is, one thing to do next, and no stack trace. */
class BadInputSpec extends Specification {
    private static final String OK = "message 'hello'"
    private static final String PARAMS = "@Param(description = 'how many') int count = 1\nmessage \"count \$count\""

    @Shared
    @TempDir
    Path cache

    @TempDir
    Path folder

    private Said run(String arguments, Map<String, ?> files = [:]) {
        ([('ok.groovy'): OK, ('params.groovy'): PARAMS] + files).each { name, content -> write(name, content) }
        new CommandLine(folder, cache).run(arguments.split(' (?=(?:[^"]*"[^"]*")*[^"]*$)').collect {
            it.replace('"', '').replace('~', folder.toString())
        })
    }

    private void write(String name, Object content) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.write(file, content instanceof byte[] ? content : content.toString().bytes)
        file.toFile().setExecutable(content.toString().startsWith('#!'))
    }

    private static boolean saysAll(Said said, List<String> parts) {
        parts.every { said.all.toLowerCase().contains(it.toLowerCase()) }
    }

    def 'on the command line: #arguments'() {
        when:
        def said = run(arguments)

        then:
        saysAll(said, says)
        said.code == 2
        said.hasAttempt()
        !said.hasTrace()

        where:
        arguments                                           | says
        'rnu ~/ok.groovy'                                   | ["'rnu'", "did you mean 'run'?"]
        'run'                                               | ['FILE']
        'run ~/no.groovy -i local -y'                       | ['no.groovy']
        'run ~/ko.groovy -i local -y'                       | ['ko.groovy', 'ok.groovy']
        'run ~ -i local -y'                                 | ['folder']
        'run ~/ok.groovy -i local -y --paralel 3'           | ['--paralel', '--parallel']
        'run ~/ok.groovy -i local -y --parallel 0'          | ['--parallel 0', 'from 1']
        'run ~/ok.groovy -i local -y --port ssh'            | ['--port', 'ssh']
        'run ~/ok.groovy -i local -y --port 70000'          | ['--port', '70000']
        'run ~/ok.groovy -i local -y --timeout soon'        | ['--timeout soon', '30s']
        'run ~/ok.groovy -i local -y --max-fail many'       | ['--max-fail many', '10%']
        'run ~/ok.groovy -i local -y --max-fail 3 --fail-fast' | ['--max-fail', '--fail-fast', 'leave']
        'run ~/ok.groovy -i local -y --host-keys never'     | ['--host-keys never', 'strict']
        'run ~/ok.groovy -i local -y --color sometimes'     | ['--color sometimes', 'auto, always or never']
        'run ~/params.groovy -i local -y --set count'       | ["'count'", 'key=value']
        'run ~/params.groovy -i local -y --set @~/no.yaml'  | ['no.yaml', 'create it']
        'run ~/params.groovy -i local -y --set cuont=1'     | ['cuont', "'count'"]
        'run ~/params.groovy -i local -y --set count=many'  | ['count', "'many'", 'whole number']
        'run ~/ok.groovy -i local'                          | ['-y']
        'run ~/ok.groovy -y'                                | ['-i inventory.yaml', '-i with names', 'groovy-infra.yaml']
        'exec -i local'                                     | ['no command', '-- uptime']
        'fact OsRelaese -i local'                           | ['OsRelaese', 'OsRelease']
        'op apt.pakcages nginx -i local -y'                 | ['pakcages', 'packages']
        'op files.file /tmp/x mdoe=0644 -i local -y'        | ['mdoe', "'mode'"]
        'run ~/ok.groovy -i local -y --data port'           | ["'port'", 'key=value']
        'run ~/ok.groovy -i local -y --limit web'           | ["'web'", 'local']
        'run ~/ok.groovy -i web1,web2 -y --exclude web*'    | ['No host is chosen', "--exclude 'web*'"]
        'run ~/ok.groovy -i demo:many -y'                   | ["'demo:many'", 'demo:3']
    }

    def 'in an inventory: #says'() {
        when:
        def said = run("exec -i ~/$name -- true", [(name): content] + more)

        then:
        saysAll(said, says)
        said.code == 2
        said.hasAttempt()
        !said.hasTrace()

        where:
        name       | content                                                      | says
        'inv.yaml' | 'hosts: [a'                                                  | ['inv.yaml:1:10', 'Not readable as YAML', 'correct this line']
        'inv.yaml' | 'hosts:\n\ta:'                                               | ['inv.yaml:2:1', 'indent with spaces']
        'inv.yaml' | 'hosts: [a]\nhosts: [b]'                                     | ['inv.yaml:2:1', "'hosts' is given twice", 'keep one']
        'inv.yaml' | 'hots: [a]'                                                  | ['inv.yaml:1:1', "'hots'", "did you mean 'hosts'?"]
        'inv.yaml' | 'hosts: {a: {ssh: {port: 99999}}}'                           | ['inv.yaml:1:25', '99999', '1 to 65535']
        'inv.yaml' | 'hosts: ["a[3-1]"]'                                          | ['inv.yaml:1:9', "'3-1' ends before it begins", 'web-[01-20]']
        'inv.yaml' | 'hosts: [a]\noptions: {retires: 2}'                          | ['inv.yaml:2:11', "'retires'", "'retries'"]
        'inv.yaml' | 'groups: {a: {groups: {b: {groups: [a], hosts: [h]}}}}'      | ['inv.yaml:1:10', 'a is in b is in a', 'remove one']
        'inv.yaml' | 'groups: {a: {hosts: [h], data: {k: 1}}, b: {hosts: [h], data: {k: 2}}}' | ['inv.yaml:1:67', 'h group a says 1', 'priority: 1']
        'inv.yaml' | 'hosts: {a: {data: {p: !vault x}}}'                          | ['inv.yaml:1:23', "'!vault'", 'write !secret']
        'inv.yaml' | 'hosts: {a: {data: {p: !secret {env: NOT_SET_ANYWHERE}}}}'   | ['inv.yaml:1:23', 'NOT_SET_ANYWHERE', 'export']
        'inv.yaml' | 'hosts: {a: {data: {p: !secret {prompt: Password}}}}'        | ['inv.yaml:1:23', 'Password', 'terminal']
        'inv.yaml' | 'hosts: {a: {data: {p: !secret {command: exit 7}}}}'         | ['inv.yaml:1:23', 'exit 7']
        'inv.yaml' | 'hosts: {a: {data: {p: !secret {file: no-such-file}}}}'      | ['inv.yaml:1:23', 'no-such-file', 'create it']
        'inv.yaml' | [0xc3, 0x28, 0x00] as byte[]                                 | ['inv.yaml:1', 'UTF-8']
        'inv.yaml' | ''                                                           | ['inv.yaml:1', 'Inventory is empty', 'write hosts:']
        'inv'      | '#!/bin/sh\necho oops >&2; exit 3'                           | ['inv:1', 'exit 3', 'oops', 'run it by hand']
        'inv'      | '#!/bin/sh\necho hello'                                      | ['inv:1', "'hello'", 'let it print']
        'inv'      | '#!/no/such/interpreter'                                     | ['inv:1', 'cannot be run', 'first line']
        'x/a.yaml' | 'hosts: [b]\nhsots: []'                                                 | ['a.yaml:2:1', 'hosts/b.yaml:1:1', "'adress'", "'address'"]
        more = name == 'x/a.yaml' ? [('x/hosts/b.yaml'): 'adress: c'] : [:]
    }

    def 'an inventory that is none: -i #source'() {
        when:
        def said = run("exec -i $source -- true", [('inventory.yaml'): 'hosts: [a]'])

        then:
        saysAll(said, says)
        said.code == 2
        said.hasAttempt()
        !said.hasTrace()

        where:
        source               | says
        '~/inventroy.yaml'   | ['inventroy.yaml', 'inventory.yaml']
        '~/home'             | ['folder', 'name a file']
        'web-[01'            | ["'web-[01'", 'web-[01-20]']
        'root@web1:ssh'      | ["'ssh'", '65535']
    }

    def 'in a project file: #content'() {
        when:
        def said = run('run ~/ok.groovy -y', [('groovy-infra.yaml'): content])

        then:
        saysAll(said, ['groovy-infra.yaml:1:'] + says)
        said.code == 2
        said.hasAttempt()
        !said.hasTrace()

        where:
        content                    | says
        'inventroy: prod.yaml'     | ["'inventroy'", "did you mean 'inventory'?"]
        'requires: ">=99"'         | ['requires >=99', 'install']
        'parallel: many'           | ["'many'", 'whole number']
        'options: {sudo: NO}'      | ["'NO'", 'true for root']
    }

    def 'in a deploy file: #content'() {
        when:
        def said = run('run ~/bad.groovy -i local -y', [('bad.groovy'): content])

        then:
        saysAll(said, ['bad.groovy:'] + says)
        said.code == 2
        said.hasAttempt()
        !said.hasTrace()

        where:
        content                                  | says
        'if (true {'                             | ['bad.groovy:1:']
        "server.shel 'true'"                     | ['bad.groovy:1:8', 'shel', "'shell'"]
        '@Param String version'                  | ['bad.groovy:1', 'version (String) has no default', '--set version=VALUE']
        "server.shell 'true', timeuot: 3.s"      | ['bad.groovy:1:22', 'timeuot', "'timeout'"]
        "files.file '/tmp/x', mode: 0644"        | ['bad.groovy:1:28', 'mode', "'0644'"]
        "server.shell \"echo '\${host.name}'\""  | ['bad.groovy:1:', 'quotes']
        "server.shell 'a', tags: 'x'"             | ['bad.groovy:1:19', 'tags', 'not available yet']
        "message 'x', nmae: 'y'"                 | ['bad.groovy:1:14', 'nmae', "'name'"]
        'sleep 1000'                             | ['bad.groovy:1:', 'sleep']
        "include 'nowhere.groovy'"               | ['nowhere.groovy']
    }

    def 'on the way to a host: #what'() {
        given:
        def server = OddServer."$kind"(*parameters)
        def port = server instanceof OddServer ? server.port : server
        def policy = extra.contains('hostKeys') ? '' : ', hostKeys: insecure'
        def settings = "user: nobody, port: $port, connectTimeout: 2s, connectAttempts: 1, agent: false${extra.replace('~', folder.toString())}$policy"

        when:
        def said = run("exec -i ~/inv.yaml -- true", [('inv.yaml'): "hosts: {h1: {address: $address, ssh: {$settings}}}".toString(), ('garbage'): 'no key'])

        then:
        saysAll(said, ['h1'] + says)
        said.code == 3
        said.hasAttempt()
        !said.hasTrace()

        cleanup:
        if (server instanceof Closeable) {
            server.close()
        }

        where:
        what                     | kind         | parameters                     | address             | extra                | says
        'nobody listens'         | 'closedPort' | []                             | '127.0.0.1'         | ''                   | ['127.0.0.1']
        'no such name'           | 'closedPort' | []                             | 'no-such.invalid'   | ''                   | ['no-such.invalid']
        'another protocol'       | 'saying'     | ['HTTP/1.1 400 Bad\r\n\r\n']   | '127.0.0.1'         | ''                   | ['127.0.0.1']
        'a server that hangs up' | 'saying'     | ['']                           | '127.0.0.1'         | ''                   | ['127.0.0.1']
        'a server that is dumb'  | 'silent'     | []                             | '127.0.0.1'         | ''                   | ['127.0.0.1']
        'a refused login'        | 'refusing'   | []                             | '127.0.0.1'         | ', password: !secret wrong' | ['nobody']
        'an unknown host key'    | 'refusing'   | []                             | '127.0.0.1'         | ', hostKeys: strict' | ['SHA256:', '--host-keys']
        'a key that is missing'  | 'refusing'   | []                             | '127.0.0.1'         | ', key: no-such-key' | ['no-such-key']
        'a key that is none'     | 'refusing'   | []                             | '127.0.0.1'         | ', key: ~/garbage'   | ['garbage (is not a private key)', '--key FILE']
    }

    def 'a host key that has changed is shown with the known one, and nobody is asked'() {
        given:
        def server = OddServer.refusing()
        def known = PublicKeyEntry.toString(OddServer.keys().public)
        def trusted = "[127.0.0.1]:$server.port $known\n"
        def settings = "{user: nobody, port: $server.port, connectAttempts: 1, agent: false}"

        when:
        def said = run('exec -i ~/inv.yaml -- true', [
            ('home/.ssh/known_hosts'): trusted, ('inv.yaml'): "hosts: {h1: {address: 127.0.0.1, ssh: $settings}}"])

        then:
        saysAll(said, ['h1', 'known_hosts'])
        said.all.findAll('SHA256:').size() == 2
        said.code == 3
        said.hasAttempt()
        !said.hasTrace()

        cleanup:
        server.close()
    }

    def 'while it runs: #content'() {
        when:
        def said = run('run ~/bad.groovy -i ~/inv.yaml -y', [
            ('bad.groovy'): content, ('inv.yaml'): 'hosts: {h1: {connector: local, data: {port: 80, mode: soft}}}',
            ('lib/Broken.groovy'): LIBRARY, ('t.j2'): 'x {{ nobody }}'])

        then:
        saysAll(said, ['h1', place] + says)
        said.code == 1
        said.hasAttempt()
        !said.hasTrace()

        where:
        content                                              | place          | says
        "server.shell 'echo why >&2; exit 3'"                | 'bad.groovy:1' | ['exit 3', 'why']
        "server.shell 'no-such-command-anywhere'"            | 'bad.groovy:1' | ['exit 127', 'no-such-command-anywhere']
        "server.shell 'sleep 60', timeout: 1.s"              | 'bad.groovy:1' | ['1 s']
        'message "${host.data.prot}"'                        | 'bad.groovy:1' | ["'prot'", "'port'"]
        "files.directory '/tmp/x', mode: host.data.mode"     | 'bad.groovy:1' | ['mode', "'soft'", 'host.data.mode']
        "\nthrow new IllegalStateException('user bug')"      | 'bad.groovy:2' | ['user bug']
        "\nmessage(null.toString().substring(9))"            | 'bad.groovy:2' | ['']
        "broken.now('x')"                                    | 'bad.groovy:1' | ['broken.now', 'library bug', 'Broken.groovy:9', 'the library it is in']
        "void f() { f() }\nf()"                               | 'bad.groovy:1' | ['Recursion has no end']
        "files.template 't.j2', '/tmp/groovy-infra-never'"   | 't.j2:1'       | ['nobody']
        "files.put 'no-such-file', '/tmp/groovy-infra-never'" | 'bad.groovy:1' | ['no-such-file']
        "fail 'enough'"                                      | 'bad.groovy:1' | ['enough']
    }

    private static final String LIBRARY = '''\
        import groovyinfra.author.Library
        import groovyinfra.author.Operation

        /** A library with a bug. */
        class Broken extends Library {
            /** Never works. */
            @Operation
            void now(String subject) {
                throw new IllegalStateException('library bug')
            }
        }
        '''.stripIndent()

    def 'of two hosts, the one that cannot be reached is named and the other one goes on'() {
        given:
        def settings = "{port: ${OddServer.closedPort()}, connectAttempts: 1}"

        when:
        def said = run('run ~/ok.groovy -i ~/inv.yaml -y', [
            ('inv.yaml'): "hosts: {h1: {address: 127.0.0.1, ssh: $settings}, h2: {connector: local}}"])

        then:
        saysAll(said, ['h1', 'refused the connection', 'h2', 'hello'])
        said.code == 1
        said.hasAttempt()
        !said.hasTrace()
    }

    def 'the stack trace is shown with --debug'() {
        when:
        def said = run('run ~/bad.groovy -i local -y --debug', [('bad.groovy'): "throw new IllegalStateException('user bug')"])

        then:
        said.code == 1
        said.hasTrace()
        said.err.contains('user bug')
    }
}
