package groovyinfra.compile

import groovyinfra.deploy.CallResult
import groovyinfra.model.Call
import groovyinfra.model.Content
import groovyinfra.model.Secret
import groovyinfra.model.Step
import groovyinfra.stdlib.server.CommandPath

class ContextSpec extends ProgramSpecification {

    def 'statements reach the engine in the order of the program'() {
        when:
        def recording = run '''
            println "on ${host.name} at ${host.address}, ${inventory.hosts*.name}, web: ${host.inGroup('web')}, ${inventory.group('web')}"
            def token = once { tool.shell('token', readOnly: true).stdout.trim() }
            publish 'token', [token: "x$token"]
            println host.published('token').token
            println inventory.host('web1').published('token').token
            on(inventory.host('db1')) { tool.reload() }
            on('db1') { tool.reload() }
            local { tool.reload() }
            if (tool.reload().changed) tool.echo 'never'
            try {
                throw new IllegalStateException('x')
            } catch (IllegalStateException expected) {
                tool.echo expected.message
            } finally {
                tool.echo 'finally'
            }
            println "$now ${random.nextInt(1000)}"
            println([1, 2] as int[])
            println 'ab'.bytes
            println "${[1, 2] as int[]} ${['a', "b${1}"] as Object[]} ${[[true] as boolean[]]} ${'ab'.toCharArray()}"
            '''

        then:
        recording.journal == [
            'says on web1 at 10.0.0.1, [web1, db1], web: true, [web1]',
            'once',
            'tool.shell token',
            'says xout',
            'says xout',
            'on db1',
            'tool.reload',
            'on db1',
            'tool.reload',
            'local',
            'tool.reload',
            'tool.reload',
            'tool.echo x',
            'tool.echo finally',
            "says 1970-01-01T00:00:00Z ${new Random(42 ^ 'web1'.hashCode()).nextInt(1000)}",
            'says [1, 2]',
            'says [97, 98]',
            'says [1, 2] [a, b1] [[true]] ab',
        ]
        recording.published == ['web1.token': [token: 'xout']]
    }

    def 'facts have the type of their answer, and take arguments as they are'() {
        given:
        def found = new CommandPath('psql')
        def recording = Recording.of(program: 'psql')
        recording.answers = [(found): found.parse([])]

        when:
        load('''
            if (!fact(CommandPath, host.data.program).present) tool.echo 'missing'
            fact(CommandPath, 'psql', fresh: true)
            ''').evaluate(recording)

        then:
        recording.journal == ['fact CommandPath', 'tool.echo missing', 'fact CommandPath fresh']
    }

    def 'leave ends the evaluation of the host, and no catch can hold it up'() {
        when:
        def recording = Recording.of()
        load('''
            try {
                leave 'enough'
            } catch (Throwable all) {
                tool.echo 'caught'
            }
            tool.echo 'never'
            ''').evaluate(recording)

        then:
        thrown(Recording.Stop)
        recording.journal == ['leaves enough']
    }

    def 'the value of once is what the block gave: #value'() {
        expect:
        run("def value = once { $value }; tool.echo value").commands == [expected]

        where:
        value                     || expected
        '[8080]'                  || 'echo 8080 1 false'
        '[["a", "b"]].flatten()'  || 'echo a b 1 false'
        '["a", "b"] as Set'       || 'echo a b 1 false'
        '[a: [7]].a'              || 'echo 7 1 false'
        '"on ${host.name}"'       || "echo 'on web1' 1 false"
        '[3, 4]*.toString()'      || 'echo 3 4 1 false'
    }

    def 'arguments are copied when the call is made'() {
        expect:
        run('def words = ["a"]; def extra = [k: "v"]; tool.echo words, extra: extra; words << "b"; extra.k = "w"').calls[0].arguments() ==
                [words: ['a'], extra: [k: 'v']]
    }

    def 'an error of user code is a problem at its line: #program'() {
        when:
        def found = problems { load(program).evaluate(Recording.of([port: 'abc', accounts: [[name: 'ann'], [nam: 'bob']], ports: [1, 2], users: [[keys: []]]])) }

        then:
        found*.summary() == [summary]
        found[0].where().host().get() == 'web1'
        found[0].where().position().get().line() == line
        found[0].detail().contains(detail)
        found[0].attempt().contains(attempt)

        where:
        program                                                           || line | summary                    | detail                                                           | attempt
        '\ntool.echo host.data.prt'                                       || 2    | 'Data key is missing'      | "host.data of web1 has no key 'prt'"                             | "Did you mean 'port'?"
        'for (a in host.data.accounts) {\n  tool.echo a.name\n}'          || 2    | 'Data key is missing'      | "host.data.accounts[1] of web1 has no key 'name'"                | "Did you mean 'nam'?"
        "\n\ntool.echo 'x', times: host.data.port"                        || 3    | 'Value has the wrong type' | "'times' of tool.echo: 'abc' is not a whole number (host.data.port)" | "Give 'times' a value of its type"
        'throw new IOException("gone")'                                   || 1    | 'Deploy file threw an exception' | 'IOException: gone'                                        | 'Correct the line'
        '\nthrow new Error("my error")'                                   || 2    | 'Deploy file threw an exception' | 'Error: my error'                                          | 'Correct the line'
        'throw new Throwable("plain")'                                    || 1    | 'Deploy file threw an exception' | 'Throwable: plain'                                         | 'Correct the line'
        'new int[Integer.MAX_VALUE]'                                      || 1    | 'Deploy file threw an exception' | 'OutOfMemoryError'                                         | 'Correct the line'
        'once {\n  throw new Error("my error")\n}'                        || 2    | 'Deploy file threw an exception' | 'Error: my error'                                          | 'Correct the line'
        'def f() {\n  1.intdiv(0)\n}\n[1].each { f() }'                   || 2    | 'Deploy file threw an exception' | 'ArithmeticException'                                      | 'Correct the line'
        'class C { static final int X = Integer.parseInt("abc") }\nprintln C.X' || 1 | 'Deploy file threw an exception' | 'NumberFormatException: For input string: "abc"'           | 'Correct the line'
        'throw new RuntimeException("outer", new IOException("gone"))'    || 1    | 'Deploy file threw an exception' | 'RuntimeException: outer, caused by IOException: gone'     | 'Correct the line'
        'throw new RuntimeException(new IOException("gone"))'             || 1    | 'Deploy file threw an exception' | 'RuntimeException, caused by IOException: gone'            | 'Correct the line'
        'import java.util.concurrent.*\ntry {\n  CompletableFuture.runAsync { tool.reload() }.join()\n} catch (CompletionException e) { throw e.cause }' || 3 | 'No deploy file is being evaluated' | 'on the thread of their host' | 'no parallel stream'
        'assert host.name == "x" '                                        || 1    | 'Assertion failed'         | 'host.name == "x"'                                               | 'Correct what is asserted'
        'def f() { f() }\nf()'                                            || 1    | 'Recursion has no end'     | 'too often'                                                      | 'end'
        '\ninventory.host("db2")'                                         || 2    | 'Host is unknown'          | "no host 'db2'"                                                  | "db1"
        '\n@Param int n\nprintln n'                                       || 2    | 'Parameter is not set'     | "'n' has no default"                                             | '--set n=VALUE'
        'host.data.accounts[0].foo.bar()'                                 || 1    | 'Data key is missing'      | "has no key 'foo'"                                               | '.get('
        '\nhost.data.port = 3'                                            || 2    | 'Data is read-only'        | 'host.data.port cannot be set'                                   | 'def port = ..'
        'def l = host.data.ports\nl << 3'                                 || 2    | 'Data is read-only'        | 'host.data.ports cannot be changed'                              | 'Write host.data.ports + ..'
        'List<Integer> l = host.data.ports\nl.removeAll { it > 1 }'       || 2    | 'Data is read-only'        | 'host.data.ports cannot be changed'                              | 'host.data.ports.toList()'
        '\nhost.data.ports.remove(0)'                                     || 2    | 'Data is read-only'        | 'host.data.ports cannot be changed'                              | 'or - ..'
        '\nhost.data.ports.set(0, 3)'                                     || 2    | 'Data is read-only'        | 'host.data.ports cannot be changed'                              | 'toList()'
        '\nhost.data.ports += 3'                                          || 2    | 'Data is read-only'        | 'host.data.ports cannot be set'                                  | 'def ports = ..'
        'for (a in host.data.users) {\n  a.keys.add "k"\n}'              || 2    | 'Data is read-only'        | 'host.data.users[0].keys cannot be changed'                      | 'Write host.data.users[0].keys + ..'
        'def l = once { [1] }\nl << 2'                                    || 2    | 'Value is read-only'       | 'what once'                                                      | 'list + x'
        'throw new UnsupportedOperationException("not here")'             || 1    | 'Deploy file threw an exception' | 'not here'                                                 | 'Correct the line'
        'tool.shell(["x"].find { it == "y" } as Command)'                 || 1    | 'Value is missing'         | "'command' of tool.shell is null"                                | 'Give it a value'
        'def x = host.data.port\nx.foo()'                                 || 2    | 'Method is unknown'        | "a String has no method 'foo'"                                   | 'Correct'
        '\nprintln host.data.ports.length'                                || 2    | 'Property is unknown'      | "there is no 'length' in an Integer"                              | 'Correct'
        'def f(all) {\n  all.lenth.sum()\n}\nf(["a"])'                    || 2    | 'Property is unknown'      | "there is no 'lenth' in a String"                                | 'Correct'
        'def f(x) {\n  x.at = 3\n}\nf(new Point(1))\nrecord Point(int at) { }' || 2 | 'Property is read-only' | "'at' of a Point cannot be set"                                  | 'Make another one'
        '\n[1].each { a, b -> println a }'                                || 2    | 'Arguments do not fit'     | 'the closure takes (a, b); it was given (a number)'              | 'parameters of the closure'
        'def c = { String a, int b -> a }\ndef f(body) {\n  body(77, 78)\n}\nf(c)' || 3 | 'Arguments do not fit' | 'the closure takes (String a, int b); it was given (a number, a number)' | 'parameters of the closure'
        '\ntool.release host.data.ports'                                  || 2    | 'Arguments do not fit'     | 'tool.release takes (String version); it was given (a list)' | 'Write host.data.ports.toString()'
        'def f(int n, String s = "x") { s }\nf(host.data.port)'           || 2    | 'Arguments do not fit'     | 'f takes (int n) or (int n, String s); it was given (text)' | 'Write (host.data.port as int)'
        'def f(x) {\n  x.substring("a")\n}\nf("abc")'                     || 2    | 'Arguments do not fit'     | "a String has 'substring' for other arguments; it was given (text)" | 'Correct the arguments'
        'def f(x) {\n  x.collate("a")\n}\nf([1])'                         || 2    | 'Arguments do not fit'     | "a List has 'collate' for other arguments; it was given (text)"  | 'Correct the arguments'
    }

    def 'an element of nothing is nothing where the program says so: #index'() {
        expect:
        run(port: 80, "def list = null\ntool.echo String.valueOf($index)").commands == ["echo $text 1 false".toString()]

        where:
        index                              || text
        'list?[0]'                         || 'null'
        'list?[1.intdiv(0)]'               || 'null'
        "host.data.get('none', null)?['a']" || 'null'
        "host.data?['port']"               || '80'
        'list?[0]?[1]'                     || 'null'
    }

    def 'an exception without words is told by its name'() {
        expect:
        problems { load('def l = [1, 2]\nfor (x in l) l << 3').evaluate(Recording.of()) }*.detail() == ['ConcurrentModificationException']
    }

    def 'an error of the engine is none of user code'() {
        given:
        def engine = new Recording() {
            @Override
            CallResult call(Call call) {
                throw new Error('ours')
            }
        }
        engine.host = Recording.made()
        engine.inventory = Recording.of().inventory

        when:
        load('tool.reload()').evaluate(engine)

        then:
        def error = thrown(Error)
        error.message == 'ours'
    }

    def 'an assertion says its message, and nothing that the compiler made: #program'() {
        expect:
        problems { load(program).evaluate(Recording.of(port: 80)) }*.detail() == [detail]

        where:
        program                                                                || detail
        'assert host.name == "foo" : "wrong host ${host.name}"'                || 'wrong host web1'
        'assert host.data.port == 81 : host.data.port'                         || '80'
        'assert [].any() : tool.shell("why").stdout'                           || 'out'
    }

    def 'secrets come from the environment, files, questions and commands, and keep their mark'() {
        given:
        def key = file 'key.txt', 's3cret-file\n'
        def recording = Recording.of()
        recording.variables = [TOKEN: 's3cret-env']

        when:
        load("""
            tool.login 'a', secret(env: 'TOKEN')
            tool.login 'b', secret(file: '$key')
            tool.login 'c', secret(prompt: 'PIN?')
            tool.login 'd', secret(command: ['pass', 'x'])
            def token = secret('s3cret-own')
            tool.login 'e', "prefix-\${token}"
            tool.echo 'x', content: "a=\${token}", stdin: token
            println "token is \${token} in \${[token]} and \${[k: token]}"
            println([token, [k: "a \${token}"]])
            printf '%s of %5.1f and %s', token, 1.25, "b \${token}"
            printf 'done'
            """).evaluate(recording)
        def steps = recording.calls.collectMany { it.body().work(recording).steps() }

        then:
        steps.findAll { it.stdin().present }.collect { ((Content.Hidden) ((Step.Run) it).stdin().get()).secret().reveal() } ==
                ['s3cret-env', 's3cret-file', 'answer to PIN?', 'pass|x', 'prefix-s3cret-own', 'a=s3cret-own']
        recording.secrets*.reveal().containsAll(['s3cret-env', 's3cret-file', 's3cret-own', 'prefix-s3cret-own', 'a=s3cret-own'])
        recording.journal.findAll { it.startsWith('says') } == ['says token is **** in [****] and [k:****]', 'says [****, [k:a ****]]', 'says **** of   1.3 and b ****', 'says done']
        !(recording.calls*.subject() + recording.journal + steps*.shown()).toString().contains('s3cret')
    }

    def 'a text that is made of a secret is one: #content'() {
        given:
        def recording = Recording.of()

        when:
        load("def s = secret('s3cret')\ntool.echo 'x', content: $content").evaluate(recording)
        def stdin = recording.calls.collectMany { it.body().work(recording).steps() }.collectMany { it.stdin().stream().toList() }

        then:
        stdin.collect { ((Content.Hidden) it).secret().reveal() } == [sent]
        recording.secrets*.reveal().contains(sent)

        where:
        content                                              || sent
        '"pw=$s"'                                            || 'pw=s3cret'
        '"pw=" + s'                                          || 'pw=s3cret'
        's + 1'                                              || 's3cret1'
        '"a $s" + " b $s"'                                   || 'a s3cret b s3cret'
        '"x ${[s]} ${[k: [s, 1]]}"'                          || 'x [s3cret] [k:[s3cret, 1]]'
        '"x ${-> s}"'                                        || 'x s3cret'
        '"x ${"y $s"}"'                                      || 'x y s3cret'
        '"""\n  pw=$s\n    x\n""".stripIndent()'             || '\npw=s3cret\n  x\n'
        '"""\n  |pw=$s\n  |x""".stripMargin()'               || '\npw=s3cret\nx'
        '("pw=" + s).stripIndent()'                          || 'pw=s3cret'
        '[k: [s]].k.first()'                                 || 's3cret'
    }

    def 'a secret does not become plain text: #program'() {
        when:
        def found = problems { load("def s = secret('s3cret')\n$program").evaluate(Recording.of()) }

        then:
        found*.summary() == ['Secret would become plain text']
        found[0].where().host().get() == 'web1'
        found[0].where().position().get().line() == 2
        found[0].attempt() == 'Keep it in a text with values, and declare with def: def line = "pw=${secret}"'

        where:
        program << [
            'String t = "pw=$s"\ntool.echo "x", content: t',
            '[s, s].join(",")',
            '["l $s", "m $s"].join("\\n")',
            '"x $s".toString()',
            's.toString()',
            'String.valueOf(s)',
            '"x $s".trim()',
            '"user:$s".bytes.encodeBase64()',
            '"x $s".size()',
            'def open = [s]; open.first().toString()',
            'new StringBuilder().append(s)',
            'throw new IllegalStateException("because of $s")',
        ]
    }

    def 'a secret where it would be seen is a problem: #program'() {
        expect:
        problems { load(program).evaluate(Recording.of([token: Secret.of('s3cret')])) }*.summary() == ['Secret where it would be seen']

        where:
        program << [
            'tool.echo host.data.token',
            'tool.echo "x${host.data.token}"',
            'tool.echo([host.data.token])',
            'tool.echo "x", note: "n${secret("x")}"',
            'tool.echo "x", extra: [k: host.data.token]',
            'tool.echo "x", env: [K: host.data.token]',
            'tool.echo "x", chdir: "/${host.data.token}"',
            'tool.echo "x ${-> host.data.token}"',
            'def s = secret("x"); tool.shell raw("echo " + s)',
            'def s = secret("x"); tool.echo "x" + s',
            'tool.echo "x", note: "a" + secret("x")',
        ]
    }

    def 'a parameter that nobody declares cannot be set'() {
        when:
        def found = problems { load([versoin: '2'], '@Param String version = "1"') }

        then:
        found*.summary() == ['Parameter is unknown']
        found[0].attempt() == "Did you mean 'version'?"
    }
}
