package groovyinfra.compile

import groovyinfra.model.Identity
import groovyinfra.model.Flow
import groovyinfra.model.Option

class ProgramSpec extends ProgramSpecification {

    def 'a deploy file calls operations of libraries beside it, with options of calls and blocks'() {
        when:
        def recording = run '''
            tool.echo(['a', 'b'], times: 2, retries: 3)
            sudo {
                tool.shell 'uptime'
                sudo('postgres') { options(chdir: '/tmp') { tool.echo 'x', timeout: 5.min } }
            }
            tool.reload()
            tool.release 'v1'
            '''

        then:
        recording.commands == ['echo a b 2 false', 'uptime', 'echo x 1 false', 'reload', 'echo v1 1 false', 'deploy v1 web1']
        recording.calls*.options()*.identity() ==
                [Identity.LOGIN, Identity.root(), new Identity.Sudo('postgres'), Identity.LOGIN, Identity.LOGIN, Identity.root()]
        recording.calls[0].options().get(Option.RETRIES).get() == 3
        recording.calls[2].options().get(Option.CHDIR).get() == '/tmp'
        recording.calls[2].options().get(Option.TIMEOUT).get().toMinutes() == 5
        recording.calls[0].subject().get() == 'a, b'
        recording.calls*.path() == recording.calls*.path().sort(false)
        recording.calls*.path()*.position()*.line() == [2, 4, 5, 7, 37, 38]
    }

    def 'a file that makes no calls is one: #what'() {
        expect:
        run(text).commands == []

        where:
        what                   | text
        'an empty one'         | ''
        'one with blank lines' | '\n \n'
        'comments'             | '// nothing yet\n/* nor here */'
        'imports'              | 'import java.time.Instant'
        'parameters'           | "@Param String version = '1'"
        'a method'             | "def f() { tool.echo 'x' }"
        'a class and a value'  | 'class A { }\nnull'
    }

    def 'a byte order mark, as some editors write it, is no part of a file'() {
        given:
        file 'more.groovy', "\uFEFFtool.echo 'included'"

        when:
        def recording = run "\uFEFFtool.echo 'first'\ninclude 'more.groovy'"

        then:
        recording.commands == ['echo first 1 false', 'echo included 1 false']
        recording.calls[0].path().position().column() == 1
    }

    def 'parameters have types and lazy defaults, and are seen in methods, closures and included files'() {
        given:
        file 'tasks/more.groovy', 'tool.echo(["more", version, count])'

        when:
        def deploy = loaded '''
            @Param(description = 'what to install') String version = '1.' + count
            @Param int count = 4
            @Param List<String> names
            @Param Secret token = secret(env: 'TOKEN')

            void method() { tool.echo version, times: count }
            method()
            [1].each { tool.echo names }
            include 'tasks/more.groovy'
            tool.login 'me', token
            ''', names: ['a', 'b'], count: '7'
        def recording = Recording.of()
        recording.variables = [TOKEN: 'x']
        deploy.evaluate(recording)

        then:
        deploy.params()*.name() == ['version', 'count', 'names', 'token']
        deploy.params()*.type() == ['String', 'int', 'List<String>', 'Secret']
        deploy.params()*.shownDefault()*.orElse('-') == ["'1.' + count", '4', '-', "secret(env: 'TOKEN')"]
        deploy.params()[0].description() == 'what to install'
        recording.commands == ['echo 1.7 7 false', 'echo a b 1 false', 'echo more 1.7 7 1 false', 'login me']
    }

    def 'a list from the command line has the elements of its type, and is text where text is wanted'() {
        given:
        def list = new Flow('[1, 2]', [1, 2])
        def recording = Recording.of()

        when:
        loaded("@Param List<Integer> a\n@Param Set<String> b\n@Param String c\ntool.echo([a.sum(), *b, c])",
                a: list, b: list, c: list).evaluate(recording)

        then:
        recording.commands == ["echo 3 1 2 '[1, 2]' 1 false"]
    }

    def 'a map from the command line has the values of its type, and is text where text is wanted'() {
        given:
        def map = new Flow('{x: 1}', [x: 1])
        def recording = Recording.of()

        when:
        loaded("@Param Map a\n@Param Map<String, Integer> b\n@Param String c\ntool.echo([a.x, b.x + 1, c])",
                a: map, b: map, c: map).evaluate(recording)

        then:
        recording.commands == ["echo 1 2 '{x: 1}' 1 false"]
    }

    def 'a library may extend another one, whichever is read first'() {
        given:
        file 'lib/Another.groovy', '''\
            class Another extends Based {
                def more() { tool.echo 'more'; hello(); based.hello() }

                @Operation
                void said(String word) { run 'another', word }
            }
            '''
        file 'lib/Based.groovy', '''\
            class Based extends Library {
                def hello() { tool.echo 'hello' }

                @Operation
                void said(String word) { run 'based', word }

                @Operation
                void told(String word) { run 'told', word }
            }
            '''

        expect:
        run("another.more(); another.said 'x'; based.said 'x'; another.told 'y'").commands ==
                ['echo more 1 false', 'echo hello 1 false', 'echo hello 1 false', 'another x', 'based x', 'told y']
    }

    def 'files of one run share a parameter that several of them declare: the first default counts'() {
        given:
        String[] files = ["@Param String version = '1'\ntool.echo version", "@Param String version = '2'\ntool.echo version"]

        when:
        def recordings = [[:], [version: '3']].collect { given ->
            def recording = Recording.of()
            loaded(given, files).evaluate(recording)
            recording
        }

        then:
        recordings*.commands == [['echo 1 1 false', 'echo 1 1 false'], ['echo 3 1 false', 'echo 3 1 false']]
        loaded(files).params()*.name() == ['version']
    }
}
