package groovyinfra.inventory

import java.nio.file.Path

class YamlFileSpec extends InventoryFixture {

    private Object read(String text) {
        def problems = new Problems()
        def value = YamlFile.read('a.yaml', text.stripIndent(), Path.of('secrets'), problems)
        problems.throwAny()
        value.map { it.plain { hidden -> hidden.source() } }.orElse(null)
    }

    def 'YAML is read as it was written'() {
        expect:
        read(text) == value

        where:
        text                                                     | value
        'a: NO\nb: "12"\nc: \'0644\'\nd: !!str 12'               | [a: 'NO', b: '12', c: '0644', d: '12']
        'NO: 1\n1: 2\n~: 3'                                      | ['NO': 1, '1': 2, '~': 3]
        '{"a": [1, true, null, "x\\ty"], "b": {"c": 1.5}}'       | [a: [1, true, null, 'x\ty'], b: [c: 1.5]]
        'a: &x [1, 2]\nb: *x'                                    | [a: [1, 2], b: [1, 2]]
        'base: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}'               | [base: [x: 1, y: 2], c: [y: 3, x: 1]]
        'c: {<<: [{x: 1}, {x: 2, z: 3}], y: 0}'                  | [c: [y: 0, x: 1, z: 3]]
        '"<<": 1'                                                | ['<<': 1]
        'a: |\n  one\n  two\nb: >\n  one\n  two\n'               | [a: 'one\ntwo\n', b: 'one two\n']
        '# nothing\n'                                            | null
        'a: !secret {env: TOKEN}'                                | [a: new SecretSource.Env('TOKEN')]
        'a: !secret {file: x}\nb: !secret {file: /x}'            | [a: new SecretSource.InFile(Path.of('secrets/x')), b: new SecretSource.InFile(Path.of('/x'))]
        'a: !secret {command: pass x}'                           | [a: new SecretSource.Output(['sh', '-c', 'pass x'])]
        'a: !secret {command: [pass, "a b"]}'                    | [a: new SecretSource.Output(['pass', 'a b'])]
        'a: !secret {prompt: Password of root}'                  | [a: new SecretSource.Prompt('Password of root')]
        '{"a": {"!secret": {"env": "TOKEN"}}, "b": {"!secret": "x"}}' | [a: new SecretSource.Env('TOKEN'), b: new SecretSource.Inline('x')]
        'a: {"!secret": x, b: 1}'                                | [a: ['!secret': 'x', b: 1]]
        'a: [!secret 0123, !secret "x y"]'                       | [a: [new SecretSource.Inline('0123'), new SecretSource.Inline('x y')]]
    }

    def 'a value knows its place'() {
        given:
        def root = YamlFile.read('a.yaml', 'a: 1\nb:\n  - x\n  - {c: 2}\n', folder, new Problems()).get() as Value.Fields

        expect:
        root.fields().a.value().at().toString() == 'a.yaml:1:4'
        root.fields().b.at().toString() == 'a.yaml:2:1'
        (root.fields().b.value() as Value.Items).items()[1].at().toString() == 'a.yaml:4:5'
    }

    def 'what is no YAML, or more than we allow, is a problem: #text'() {
        expect:
        problems { read(text) } == [problem]

        where:
        text                               | problem
        'a: 1\nb: 2\na: 3'                 | "a.yaml:3:1: Key 'a' is given twice | first on line 1 | keep one of the two"
        'a: !vault x'                      | "a.yaml:1:4: Unknown tag '!vault' | the only tag is !secret | write !secret, or quote the value"
        'a: !!java.io.File x'              | 'a.yaml:1:4: Not readable as YAML | Global tag is not allowed: tag:yaml.org,2002:java.io.File | correct this line, or the one before it'
        'a: !secret'                       | 'a.yaml:1:4: Secret has no source | nothing stands behind !secret | write for example !secret {env: APP_TOKEN}'
        'a: !secret {env: A, file: b}'     | 'a.yaml:1:4: Secret has no source | a secret has exactly one source, not 2 | write for example !secret {env: APP_TOKEN}'
        '{"a": {"!secret": {"evn": "A"}}}' | "a.yaml:1:20: Unknown key 'evn' | !secret has env, file, command, prompt | did you mean 'env'?"
        '{"a": {"!secret": null}}'         | 'a.yaml:1:19: Secret has no source | nothing stands behind !secret | write for example !secret {env: APP_TOKEN}'
        'a: !secret {evn: A}'              | "a.yaml:1:13: Unknown key 'evn' | !secret has env, file, command, prompt | did you mean 'env'?"
        'a: !secret {env: [A]}'            | 'a.yaml:1:18: Secret has no source | the source of a secret is one word or text | write for example !secret {env: APP_TOKEN}'
        'a: !secret [A]'                   | 'a.yaml:1:4: Secret has no source | a list stands behind !secret | write for example !secret {env: APP_TOKEN}'
        'a: &x [*x]'                       | 'a.yaml:1:4: Value contains itself | an alias stands inside of its anchor | write the value out'
        '[a, b]: 1'                        | "a.yaml:1:1: Key is not a word | a list or a map stands before the colon | use a word as key; quote a value that holds ': '"
        'a: {<<: 1}'                       | "a.yaml:1:5: Only maps can be merged | '<<' takes a map, or a list of maps | name the anchor of a map, such as *base"
        'a: 1\n---\nb: 2'                  | 'a.yaml:2:1: Not readable as YAML | expected a single document in the stream: but found another document | correct this line, or the one before it'
        'a: b: c'                          | 'a.yaml:1:5: Not readable as YAML | mapping values are not allowed here | correct this line, or the one before it'
        'a:\n\tb: 1'                       | "a.yaml:2:1: Not readable as YAML | while scanning for the next token: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation) | indent with spaces, not tabs"
        'a: [1, 2'                         | "a.yaml:1:9: Not readable as YAML | while parsing a flow sequence: expected ',' or ']', but got <stream end> | correct this line, or the one before it"
        'a: *x'                            | 'a.yaml:1:4: Not readable as YAML | found undefined alias x | correct this line, or the one before it'
        'a: "x'                            | 'a.yaml:1:6: Not readable as YAML | while scanning a quoted scalar: found unexpected end of stream | correct this line, or the one before it'
        'a: %x'                            | "a.yaml:1:4: Not readable as YAML | while scanning for the next token: found character '%' that cannot start any token. (Do not use % for indentation) | correct this line, or the one before it"
    }

    def 'aliases that stand for more than memory holds are a problem, of a file and of values from one'() {
        given:
        def laughs = 'a: &a [x, x, x, x, x, x, x, x, x, x]\n' +
            ('b'..'i').collect { "$it: &$it [${(['*' + it.previous()] * 10).join(', ')}]\n" }.join()
        write('data.yaml', laughs)

        expect:
        problems { read(laughs) }[0] ==
            'a.yaml:5:4: Aliases stand for too much | written out, they would be more than 1000000 values | use this anchor less often'
        problems { Assignments.texts(["@$folder/data.yaml".toString()], Secrets.UNASKED) }[0].startsWith('data.yaml:5:4: Aliases stand for too much')
    }

    def 'an anchor may be used by many'() {
        expect:
        read('base: &b {x: 1, y: [1, 2]}\nhosts: {' + (1..2000).collect { "h$it: *b" }.join(', ') + '}').hosts.size() == 2000
    }

    def 'all problems of a file are found at once'() {
        expect:
        problems { read('a: !vault 1\na: 2\nb: !secret []') }.size() == 3
    }
}
