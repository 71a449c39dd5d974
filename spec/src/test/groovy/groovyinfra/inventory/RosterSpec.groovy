package groovyinfra.inventory

import groovyinfra.model.Content
import groovyinfra.model.Command
import groovyinfra.model.Conversion
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class RosterSpec extends InventoryFixture {

    def 'a file gives hosts, groups, data, options and connection settings'() {
        when:
        def inventory = inventory(yaml('''
            data: {tz: UTC}
            options: {timeout: 5m}
            ssh: {user: deploy}
            hosts:
              db1:
                address: 10.0.0.9
                ssh: {user: root, port: 2222, key: [a, b], hostKeys: accept-new, connectTimeout: 3s, jump: [gw, {host: edge, port: 2200}]}
                data: {role: db, mode: 0644, version: 1.10, answer: NO, at: 1:30}
              here: {connector: local}
            groups:
              web:
                hosts: [web-[01-03]]
                data: {role: web}
                options: {sudo: app, successCodes: 0, env: {PORT: 80}, unless: test -f /x, stdin: text}
              eu:
                hosts: {web-02: }
                groups: {de: {hosts: [web-03]}}
            '''.replace('[web-[01-03]]', '["web-[01-03]"]')))
        def db = inventory.host('db1').orElseThrow()
        def web = inventory.host('web-03').orElseThrow()

        then:
        inventory.title() == 'inventory.yaml'
        inventory.hosts()*.name() == ['db1', 'here', 'web-01', 'web-02', 'web-03']
        inventory.groups() == [
            web: ['web-01', 'web-02', 'web-03'], eu: ['web-02', 'web-03'], de: ['web-03'],
            all: ['db1', 'here', 'web-01', 'web-02', 'web-03']]
        inventory.groups().keySet() as List == ['web', 'eu', 'de', 'all']

        db.address() == '10.0.0.9'
        db.connector() == 'ssh'
        db.settings() - db.settings().subMap('jump') == [
            user: 'root', port: 2222, key: ['a', 'b'], hostKeys: 'accept-new', connectTimeout: Duration.ofSeconds(3)]
        db.settings().jump.toString() == '[gw, [host:edge, port:2200]]'
        db.data().collectEntries { [it.key, it.value.toString()] } == [
            tz: 'UTC', role: 'db', mode: '0644', version: '1.10', answer: 'NO', at: '1:30']
        db.groups() == ['all']
        db.options() == Options.NONE.with(Option.TIMEOUT, Duration.ofMinutes(5))

        inventory.host('here').get().connector() == 'local'
        web.address() == 'web-03'
        web.settings() == [user: 'deploy']
        web.groups() == ['web', 'de', 'eu', 'all']
        web.inGroup('eu')
        web.options().get(Option.SUDO).get() == new Identity.Sudo('app')
        web.options().get(Option.SUCCESS_CODES).get() == [0]
        web.options().get(Option.ENV).get() == [PORT: '80']
        web.options().get(Option.UNLESS).get() == Command.raw('test -f /x')
        web.options().get(Option.STDIN).get() == Content.text('text')
    }

    def 'files beside the inventory say more about its hosts and groups'() {
        given:
        write('hosts/web1.yaml', 'address: 10.0.0.1\ndata: {a: from the file}\ngroups: [extra]')
        write('hosts/README.md', 'not read')
        write('groups/web.yml', 'data: {b: from the group file}\nhosts: [web2]')
        write('groups/all.yaml', 'data: {c: from all}')
        def roster = yaml('groups: {web: {hosts: [web1]}}')

        expect:
        host(roster, 'web1').data() == [c: 'from all', b: 'from the group file', a: 'from the file']
        host(roster, 'web1').address() == '10.0.0.1'
        host(roster, 'web1').groups() == ['web', 'extra', 'all']
        host(roster, 'web2').groups() == ['web', 'all']
        roster.warnings() == []
    }

    def 'what has the name of a file beside the inventory and is none is a problem'() {
        given:
        Files.createDirectories(folder.resolve('groups/web.yaml'))
        Files.createDirectories(folder.resolve('hosts'))
        Files.createSymbolicLink(folder.resolve('hosts/web1.yaml'), Path.of('nowhere'))
        Files.createSymbolicLink(folder.resolve('hosts/.#web1.yaml'), Path.of('lock of an editor'))

        expect:
        problems { yaml('groups: {web: {hosts: [web1]}}') } == [
            'groups/web.yaml:1: File is a folder | it has the name of a file | make it a file, or give it another name',
            'hosts/web1.yaml:1: File does not exist | it is a link to nothing | correct the link, or remove it']
    }

    def 'a file beside the inventory that belongs to nothing in it is a warning'() {
        given:
        write('hosts/wbe1.yaml', 'adress: x')
        write('groups/dbs.yaml', '')

        expect:
        yaml('groups: {web: {hosts: [web1]}}').warnings().collect { text(it) } == [
            "groups/dbs.yaml:1: File belongs to no group | the inventory has no 'dbs' | add it to the inventory, or remove the file",
            "hosts/wbe1.yaml:1: File belongs to no host | the inventory has no 'wbe1' | did you mean 'web1'?"]
    }

    def 'a group that only hosts name is one, and a warning where another may be meant'() {
        given:
        def roster = yaml('hosts: {a: {groups: [wbe, extra]}}\ngroups: {web: {hosts: [b]}}')

        expect:
        inventory(roster).groups().keySet() == ['wbe', 'extra', 'web', 'all'] as Set
        roster.warnings().collect { text(it) } == [
            "inventory.yaml:1:22: Group has nothing but hosts that name it | 'wbe' | did you mean 'web'?"]
    }

    def 'of several sources the later one wins, and groups are united'() {
        given:
        write('a.yaml', 'data: {x: 1, y: 1}\ngroups: {web: {hosts: [w1], data: {z: 1}}}')
        write('b.json', '{"data": {"x": 2},\n\t"groups": {"web": {"hosts": ["w2"], "data": {"z": 2}}}}')
        def roster = roster(['a.yaml', 'b.json', 'w3,w4'])

        expect:
        inventory(roster).title() == 'a.yaml, b.json, w3,w4'
        inventory(roster).hosts()*.name() == ['w1', 'w2', 'w3', 'w4']
        inventory(roster).groups().web == ['w1', 'w2']
        host(roster, 'w1').data() == [x: 2, y: 1, z: 2]
    }

    def 'within one source a value is given once, but a name alone is nearer than a range'() {
        given:
        write('hosts/w3.yaml', 'data: {x: 3}')

        expect:
        host(yaml('hosts: {"w[1-3]": {data: {x: 0}}, w2: {data: {x: 2}}}'), name).data() == [x: value]

        where:
        name | value
        'w1' | 0
        'w2' | 2
        'w3' | 3
    }

    def 'a value given twice in one source is a problem with both places'() {
        given:
        write('hosts/w1.yaml', 'data:\n  x: 3')

        expect:
        problems { yaml('hosts: {w1: {data: {x: 2}}}') } == [
            "hosts/w1.yaml:2:6: Value 'x' is given twice | host w1 has another one at inventory.yaml:1 | keep one of the two"]
    }

    def 'hosts that are not chosen stay, and their secrets are asked for when they are needed'() {
        given:
        def answers = new Answers()
        def roster = yaml('''
            hosts:
              a: {}
              b: {data: {port: 80, t: !secret {prompt: Token}, u: !secret {env: MISSING}}}
            groups: {web: {hosts: [a, b]}}
            ''')

        when:
        def chosen = inventory(roster, new Selection(['a'], []), answers)
        def b = chosen.host('b').get()

        then:
        chosen.ofRun()*.name() == ['a']
        chosen.hosts()*.name() == ['a', 'b']
        chosen.groups() == [web: ['a', 'b'], all: ['a', 'b']]
        b.data().port == 80
        Conversion.shown(b.data()) == '{port=80, t=****, u=****}'
        answers.asked == []

        when:
        def token = [b.data().t.reveal(), b.data().t.reveal()]

        then:
        token == ['answer to Token'] * 2
        answers.asked == ['prompt Token']
        answers.kept == [Secret.of('answer to Token')]

        and:
        problems { b.data().u.reveal() }[0].startsWith('inventory.yaml:4:')
    }

    def 'secrets are asked for once, and only those of chosen hosts'() {
        given:
        write('token', 'from the file\n')
        def answers = new Answers()
        def roster = yaml('''
            data: {shared: !secret {prompt: Vault}}
            hosts:
              a:
                data: {t: !secret {file: token}, again: !secret {prompt: Vault}, list: [!secret {env: X}, plain]}
                ssh: {password: !secret {command: pass show a}}
                options: {stdin: !secret open}
              b:
                data: {t: !secret {prompt: Never}, u: !secret {env: MISSING}}
            ''')

        when:
        def chosen = inventory(roster, new Selection(['a'], []), answers)
        def a = chosen.hosts()[0]

        then:
        a.data().shared == Secret.of('answer to Vault')
        a.data().again.is(a.data().shared)
        a.data().t == Secret.of('from the file')
        a.data().list == [Secret.of('value of X'), 'plain']
        a.settings().password == Secret.of('printed')
        a.options().get(Option.STDIN).get() == new Content.Hidden(Secret.of('open'))
        answers.asked == ['prompt Vault', 'env X', 'command sh -c pass show a']
        answers.kept.size() == 5
        !"$chosen".contains('answer')
        !"${roster.explain('t')}".contains('from the file')
    }

    def 'a secret that is not to be had is a problem at its place'() {
        given:
        def roster = yaml(text)

        expect:
        problems { inventory(roster, Selection.ALL, new Answers()) } == [problem]

        where:
        text                                         | problem
        'hosts: {a: {data: {t: !secret {env: MISSING}}}}' | "inventory.yaml:1:23: Environment variable for a secret is missing | 'MISSING' is not set | set it: export MISSING=..."
        'hosts: {a: {data: {t: !secret {file: no}}}}' | "inventory.yaml:1:23: Secret file cannot be read | 'no' does not exist | create it, readable only by you"
    }

    def 'a program gives an inventory by what it prints'() {
        given:
        program('inv', '''\
            #!/bin/sh
            printf '{"groups": {"web": {"hosts": {"w1": {"data": {"n": 1}}}}},\\n\\t"data": {"x": "a b"}}'
            ''')

        expect:
        host(roster(['inv']), 'w1').data() == [x: 'a b', n: 1]
    }

    def 'what a program says of its failure is read as UTF-8, and its path is one to type'() {
        given:
        program('dir/inv', '#!/bin/sh\necho müde >&2; exit 1\n')

        expect:
        problems { roster(['dir/.././dir/inv']) } == [
            'dir/.././dir/inv:1: Inventory program failed | exit 1:\nmüde | run it by hand: dir/inv']
    }

    def 'a program marks secrets by a key, as JSON has no tags'() {
        given:
        program('inv', '''\
            #!/bin/sh
            echo '{"hosts": {"w1": {"data": {"token": {"!secret": "canary"}, "other": {"!secret": {"prompt": "Other"}}}}}}'
            ''')
        def answers = new Answers()

        when:
        def data = inventory(roster(['inv']), Selection.ALL, answers).host('w1').get().data()

        then:
        data.token.reveal() == 'canary'
        data.other.reveal() == 'answer to Other'
        answers.kept*.reveal() == ['canary', 'answer to Other']
    }

    def 'a program that does not give one is a problem: #script'() {
        given:
        program('inv', "#!/bin/sh\n$script\n")

        expect:
        problems { Roster.read(new Roster.Request(['inv'], folder, [], Duration.ofMillis(patience))) } == [problem]

        where:
        script                                    | patience | problem
        'echo one >&2; echo two >&2; exit 3'      | 20_000   | 'inv:1: Inventory program failed | exit 3:\none\ntwo | run it by hand: inv'
        'echo hello'                              | 20_000   | "inv:1: Inventory program printed no JSON | it printed 'hello' | let it print {\"hosts\": {...}} and nothing else"
        'true'                                    | 20_000   | 'inv:1: Inventory program printed no JSON | it printed nothing | let it print {"hosts": {...}} and nothing else'
        'exec sleep 60'                           | 200      | 'inv:1: Inventory program took too long | no end after 0 s | run it by hand: inv'
        'echo "{}}"'                              | 20_000   | "inv (its output):1:3: Not readable as YAML | expected '<document start>', but found '}' | correct this line, or the one before it"
        'echo "{\\"hosts\\": {\\"a\\": {\\"x\\": 1}}}"' | 20_000 | "inv (its output):1:18: Unknown key 'x' | a host has address, connector, ssh, data, options, groups | use one of these, or put it under data:"
    }

    def '#source names hosts'() {
        expect:
        inventory(roster([source])).hosts().collect { [it.name(), it.address(), it.connector(), it.settings()] } == hosts

        where:
        source                      | hosts
        'web1'                      | [['web1', 'web1', 'ssh', [:]]]
        'web1,web2'                 | [['web1', 'web1', 'ssh', [:]], ['web2', 'web2', 'ssh', [:]]]
        'web1,'                     | [['web1', 'web1', 'ssh', [:]]]
        'web-[1,3],db'              | ['web-1', 'web-3', 'db'].collect { [it, it, 'ssh', [:]] }
        'root@db:2222'              | [['db', 'db', 'ssh', [user: 'root', port: 2222]]]
        'ssh://root@db:2222'        | [['db', 'db', 'ssh', [user: 'root', port: 2222]]]
        'ssh://db/'                 | [['db', 'db', 'ssh', [:]]]
        'db:22'                     | [['db', 'db', 'ssh', [port: 22]]]
        'deploy@10.77.1.[1-2]'      | ['10.77.1.1', '10.77.1.2'].collect { [it, it, 'ssh', [user: 'deploy']] }
        'root@[2001:db8::1]:22'     | [['2001:db8::1', '2001:db8::1', 'ssh', [user: 'root', port: 22]]]
        '2001:db8::1'               | [['2001:db8::1', '2001:db8::1', 'ssh', [:]]]
        '::1,b'                     | [['::1', '::1', 'ssh', [:]], ['b', 'b', 'ssh', [:]]]
        '[::1]'                     | [['::1', '::1', 'ssh', [:]]]
        'local'                     | [['local', 'localhost', 'local', [:]]]
        'docker:shop'               | [['shop', 'shop', 'docker', [:]]]
        'chroot:/srv/tree'          | [['srv-tree', '/srv/tree', 'chroot', [:]]]
        'podman:debian:12,local'    | [['debian:12', 'debian:12', 'podman', [:]], ['local', 'localhost', 'local', [:]]]
        'ssh:root@db:22/docker:pg'  | [['db:pg', 'pg', 'ssh:root@db:22/docker', [:]]]
        'ssh:db/sudo/chroot:/srv/x' | [['db:srv-x', '/srv/x', 'ssh:db/sudo/chroot', [:]]]
        'demo:2'                    | [['demo-1', 'localhost', 'demo', [:]], ['demo-2', 'localhost', 'demo', [:]]]
        'web1,local'                | [['web1', 'web1', 'ssh', [:]], ['local', 'localhost', 'local', [:]]]
    }

    def '#source is no inventory'() {
        given:
        write('inventory.yaml', 'hosts: [a]')
        write('dir/prod.yaml', 'hosts: [a]')
        Files.createDirectory(folder.resolve('empty'))

        expect:
        problems { roster([source]) } == [problem]

        where:
        source            | problem
        'inventroy.yaml'  | "Inventory file does not exist | 'inventroy.yaml' is inventroy.yaml | did you mean 'inventory.yaml'?"
        'x/y'             | "Inventory file does not exist | 'x/y' is x/y | create it, or name hosts: -i web1,web2"
        'dir'             | "Inventory is a folder | 'dir' | name the file in it: dir/prod.yaml"
        'empty'           | "Inventory is a folder | 'empty' | name a file"
        ''                | "Inventory is empty text | -i '' | name a file or hosts"
        'demo:0'          | "Not a number of demo hosts | 'demo:0' | write demo:3, at most demo:1000"
        'demo:x'          | "Not a number of demo hosts | 'demo:x' | write demo:3, at most demo:1000"
        'demo'            | "Not a number of demo hosts | 'demo' | write demo:3, at most demo:1000"
        'web:99999'       | "Not a port | '99999' in 'web:99999' | write a number from 1 to 65535"
        'web:ssh'         | "Not a port | 'ssh' in 'web:ssh' | write a number from 1 to 65535"
        'a b'             | "Not a host | 'a b' | write host, user@host, user@host:port, an IPv6 address, or a place such as docker:shop"
        'a:b:c'           | "Not a host | 'a:b:c' | write host, user@host, user@host:port, an IPv6 address, or a place such as docker:shop"
        'a.yaml,local'    | "File in a list of hosts | 'a.yaml' | give it an -i of its own: -i a.yaml -i local"
        'local,x/y'       | "File in a list of hosts | 'x/y' | give it an -i of its own: -i x/y -i local"
        'docker:'         | "Not a host | 'docker:' | write host, user@host, user@host:port, an IPv6 address, or a place such as docker:shop"
        'a,,b'            | "Not a host | 'a,,b' has a comma too many | leave it out"
        'web-[3-1]'       | "Not a range of hosts | 'web-[3-1]': '3-1' ends before it begins | write ranges as web-[01-20] or db-[1,3,5]"
        'we!b'            | "Not a host name | 'we!b' has characters that no host name has | use letters, digits, dots and dashes; ranges as [01-20]"
    }

    def 'a pipe is read as a file is'() {
        given:
        def pipe = folder.resolve('pipe')
        assert new ProcessBuilder('mkfifo', pipe.toString()).start().waitFor() == 0
        Thread.start { Files.writeString(pipe, 'hosts: [a]') }

        expect:
        inventory(roster(['pipe'])).hosts()*.name() == ['a']
    }

    def 'a file that is no text is a problem'() {
        given:
        Files.write(folder.resolve('inventory.yaml'), [0xff, 0xfe, 0x00] as byte[])

        expect:
        problems { roster(['inventory.yaml']) } == [
            'inventory.yaml:1: File is not text in UTF-8 | a byte of it is no character | save it as UTF-8']
    }
}
