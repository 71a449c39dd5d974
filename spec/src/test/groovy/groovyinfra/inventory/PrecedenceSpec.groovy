package groovyinfra.inventory

class PrecedenceSpec extends InventoryFixture {

    private static final String LAYERS = '''
        data: {k: all}
        hosts:
          h: {data: {k: host}}
        groups:
          outer:
            data: {k: outer}
            groups:
              inner: {hosts: [h], data: {k: inner}}
        '''

    def 'the nearest value counts: without #removed it is #value'() {
        given:
        def text = removed.inject(LAYERS) { rest, layer -> rest.replace("{k: $layer}", '{}') }

        expect:
        host(yaml(text, data), 'h').data().k == value

        where:
        removed                             | data          | value
        []                                  | ['k=command'] | 'command'
        []                                  | []            | 'host'
        ['host']                            | []            | 'inner'
        ['host', 'inner']                   | []            | 'outer'
        ['host', 'inner', 'outer']          | []            | 'all'
        ['host', 'inner', 'outer', 'all']   | []            | null
    }

    def 'maps and lists replace, they do not merge'() {
        expect:
        host(yaml('data: {m: {a: 1, b: 2}, l: [1]}\nhosts: {h: {data: {m: {a: 3}, l: [2]}}}'), 'h').data() == [m: [a: 3], l: [2]]
    }

    def 'an explicit null is a value'() {
        expect:
        host(yaml('data: {k: 1}\nhosts: {h: {data: {k: null}}}'), 'h').data() == [k: null]
    }

    def 'options and connection settings follow the same order, each by itself'() {
        given:
        def h = host(yaml('''
            ssh: {user: a, port: 1}
            groups: {g: {hosts: [h], ssh: {user: g}, connector: local}}
            '''), 'h')

        expect:
        h.settings() == [user: 'g', port: 1]
        h.connector() == 'local'
    }

    def 'two groups of one depth that disagree are a problem'() {
        expect:
        problems {
            yaml('''
                hosts: ["h[1-3]", ok]
                groups:
                  web: {hosts: ["h[1-3]", ok], data: {k: 1, same: x}}
                  eu: {hosts: ["h[1-3]"], data: {k: 2, same: x}}
                '''.stripIndent())
        } == ["inventory.yaml:5:37: Groups disagree about 'k' | for h[1-3] group web says 1 (inventory.yaml:4), group eu says 2" +
            ' | give the group that counts a priority: 1, or the host a value of its own']
    }

    def 'they are none where #reason'() {
        expect:
        host(yaml(text, data), 'h').data().k == value

        where:
        reason                         | value | data    | text
        'a priority says who counts'   | 2     | []      | 'groups: {a: {hosts: [h], data: {k: 1}}, b: {hosts: [h], data: {k: 2}, priority: 1}}'
        'a negative one says who does not' | 2 | []      | 'groups: {a: {hosts: [h], data: {k: 1}, priority: -1}, b: {hosts: [h], data: {k: 2}}}'
        'the host has its own value'   | 3     | []      | 'hosts: {h: {data: {k: 3}}}\ngroups: {a: {hosts: [h], data: {k: 1}}, b: {hosts: [h], data: {k: 2}}}'
        'the command line has one'     | 4     | ['k=4'] | 'groups: {a: {hosts: [h], data: {k: 1}}, b: {hosts: [h], data: {k: 2}}}'
        'they agree'                   | [1]   | []      | 'groups: {a: {hosts: [h], data: {k: [1]}}, b: {hosts: [h], data: {k: [1]}}}'
        'one is part of the other'     | 2     | []      | 'groups: {a: {hosts: [h], data: {k: 1}, groups: {b: }}, b: {hosts: [h], data: {k: 2}}}'
        'one is farther away'          | 1     | []      | 'groups: {a: {hosts: [h], data: {k: 1}}, c: {data: {k: 2}, groups: {d: {hosts: [h]}}}}'
    }

    def 'a host lists its groups nearest first, by priority where they are equally near'() {
        expect:
        host(yaml('''
            groups:
              top: {groups: {mid: {groups: {low: {hosts: [h]}}}}}
              also: {hosts: [h]}
              first: {hosts: [h], priority: 5}
            '''), 'h').groups() == ['first', 'low', 'also', 'mid', 'top', 'all']
    }

    def 'explained, a key shows all its values, the one that counts first'() {
        given:
        def roster = yaml(LAYERS, ['k=command'])

        expect:
        roster.explain('k').h.collect { "${it.owner()} ${it.shown()} ${it.at().map { at -> at.line() }.orElse(0)}".toString() } == [
            '--data command 0', 'host h host 4', 'group inner inner 9', 'group outer outer 7', 'group all all 2']
    }

    def 'a value of a range is shown below that of the name alone'() {
        expect:
        yaml('hosts: {"w-[2-3]": {data: {k: 3}}, w-2: {data: {k: 2}}}').explain('k').collectEntries { [it.key, it.value*.value()] } ==
            ['w-2': [2, 3], 'w-3': [3]]
    }

    def 'values are shown in one line, and given as they are'() {
        given:
        def given = yaml('data: {k: "a\\nb", l: [x, !secret {env: X}]}\nhosts: [h]')

        expect:
        given.explain('k').h*.shown() == ['a\\nb']
        given.explain('l').h*.value() == [['x', '****']]
    }

    def 'data that is named like a setting is another key'() {
        given:
        def roster = yaml('hosts: {h: {ssh: {user: bob}}}', ['ssh.user=x', 'address=y'])

        expect:
        roster.explain('ssh.user').h*.value() == ['bob']
        roster.explain('data.ssh.user').h*.value() == ['x']
        roster.explain('data.address').h*.value() == ['y']
    }

    def 'options and settings are explained with their prefix'() {
        given:
        def roster = yaml('options: {sudo: true}\nssh: {user: root, password: !secret {env: X}}\nhosts: {h: {address: x}, i: }')

        expect:
        roster.explain('options.sudo').keySet() == ['h', 'i'] as Set
        roster.explain('ssh.user').i*.shown() == ['root']
        roster.explain('ssh.password').i*.shown() == ['****']
        roster.explain('address').collectEntries { [it.key, it.value*.source() + it.value*.value()] } ==
            [h: ["host h, $folder/inventory.yaml:3" as String, 'x'], i: ['default', 'i']]
        roster.explain('connector').i*.value() == ['ssh']
    }

    def 'a key that nobody has is a problem'() {
        expect:
        problems { yaml('data: {port: 1}\nhosts: [h]').explain('prot') } == [
            "No host has 'prot' | keys are address, connector, port | did you mean 'port'?"]
    }
}
