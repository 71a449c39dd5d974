package groovyinfra.cli

import com.fasterxml.jackson.jr.ob.JSON
import com.networknt.schema.InputFormat
import com.networknt.schema.SchemaRegistry
import com.networknt.schema.SpecificationVersion
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Misordered
import groovyinfra.deploy.Param
import groovyinfra.model.CallPath
import groovyinfra.model.Command
import groovyinfra.model.Option
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.report.JsonReporter
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch

import static groovyinfra.cli.Session.shell

class ProgramSpec extends Specification {
    @TempDir
    Path home

    Session session

    def setup() {
        session = new Session(home)
    }

    def 'every command has a help with examples and its flags'() {
        when:
        session.call(verb.word(), '--help')

        then:
        session.code == 0
        session.out.startsWith("Usage: groovy-infra ${verb.word()}")
        session.out.contains('Examples:')
        session.out.contains('\nFlags:\n')
        !session.out.contains('%%')
        session.out.contains("\n  groovy-infra ${verb.word()}")
        session.err == ''

        when:
        def long_ = session.out
        session.call('help', verb.word())

        then:
        session.out == long_

        where:
        verb << Verb.values().toList()
    }

    def 'the program explains itself when called with #arguments'() {
        when:
        session.call(*arguments)

        then:
        session.code == code
        Verb.values().every { session.out.contains("  ${it.word()} ") }
        Ending.values().every { session.out.contains("  ${it.code()} ") }

        where:
        arguments  || code
        []         || 2
        ['help']   || 0
        ['--help'] || 0
        ['-h']     || 0
    }

    def 'the version is that of the project'() {
        given:
        def pom = Files.readString(Path.of(System.getProperty('project.root'), 'pom.xml'))

        expect:
        session.call(word).out.startsWith("groovy-infra ${(pom =~ /<version>(.*?)<\/version>/)[0][1]} (Java 2")
        session.code == 0

        where:
        word << ['--version', 'version']
    }

    def 'wrong use ends with 2 and says what to do: #arguments'() {
        when:
        session.call(*arguments)

        then:
        session.code == 2
        session.out == ''
        session.err.contains(message)
        session.err.contains('  try ')
        !session.err.contains('\tat ')

        where:
        arguments                                                   || message
        ['rum', 'deploy.groovy']                                    || "Did you mean 'run'?"
        ['--quiet', 'run']                                          || 'Write the command first, flags after it'
        ['run']                                                     || 'Missing required parameter'
        ['run', '--hel']                                            || "Did you mean '--help'?"
        ['run', 'deploy.groovy', '--limits', 'x']                   || "Did you mean '--limit'?"
        ['run', 'deploy.groovy', '-i', 'local']                     || 'groovy-infra run deploy.groovy -i local -y'
        ['run', 'deploy.groovy', '-y']                              || 'No inventory is given'
        ['run', 'deploy.groovy', '-y', '-i', '/none.yaml']          || '/none.yaml'
        ['op', 'server.shell', 'id', '-i', 'local']                 || 'Agree to it beforehand: groovy-infra op server.shell id -i local -y'
        ['run', 'd.groovy', '-yi', 'local', '--set', 'x']           || 'key=value'
        ['run', 'd.groovy', '-yi', 'local', '--max-fail', 'many']   || 'a share such as 10%'
        ['run', 'd.groovy', '-yi', 'local', '--max-fail', '101%']   || 'a share such as 10%'
        ['run', 'd.groovy', '-yi', 'local', '--fail-fast', '--max-fail', '1'] || 'exclude each other'
        ['run', 'd.groovy', '-yi', 'local', '--timeout', 'soon']    || '--timeout soon'
        ['run', 'd.groovy', '-yi', 'local', '--parallel', '0']      || '--parallel 0'
        ['run', 'd.groovy', '-yi', 'local', '--parallel', 'all']    || "'all'"
        ['run', 'd.groovy', '-yi', 'local', '--handshakes', '0']    || '--handshakes 0'
        ['run', 'd.groovy', '-yi', 'local', '--host-keys', 'any']   || 'strict, accept-new or insecure'
        ['run', 'd.groovy', '-yi', 'local', '--color', 'blue']      || 'blue'
        ['run', 'd.groovy', '-yi', 'local', '--limit', 'web']       || "'web'"
        ['exec', '-i', 'local', 'uptime']                           || 'exec -i web1,web2 -- uptime'
        ['exec', '-i', 'local', '--sudo', 'postgres', '--', 'id']   || '--sudo=postgres'
        ['run', '--sudo', 'postgres', 'd.groovy', '-yi', 'local']   || '--sudo=postgres'
        ['plan', 'd.groovy', '-i', 'local', '--sudo', 'postgres']   || '--sudo=postgres'
        ['fact', '--sudo', 'postgres', 'OsRelease', '-i', 'local']  || '--sudo=postgres'
        ['fact', 'OsRelease', '-i', 'local', '--sudo', 'postgres']  || '--sudo=postgres'
        ['op', '-yi', 'local', '--sudo', 'postgres', 'server.shell', 'id'] || '--sudo=postgres'
        ['jobs', '-i', 'local', '--sudo', 'postgres']               || '--sudo=postgres'
        ['exec', '-i', 'local', '--', 'echo \uFFFD']                || 'is not text in UTF-8'
        ['exec', '-i', 'local', 'postgres', '--', 'id']             || 'words before --: postgres'
        ['exec', '-i', 'local', '--']                               || 'no command is given'
        ['fact', '-i', 'local']                                     || 'fact --list'
        ['fact', 'Wrods', '-i', 'local']                            || "Did you mean 'Words'?"
        ['op', '-i', 'local']                                       || 'op --list'
        ['inventory', '-i', 'local', '--explain', 'x']              || "No host has 'x'"
    }

    def 'that nobody can be asked is said after all other mistakes: #flags'() {
        given:
        session.params = [new Param('x', 'String', '', Optional.empty(), new Position('d.groovy', 1, 1))]

        when:
        session.call('run', 'd.groovy', *flags)

        then:
        session.code == 2
        session.err.contains(message)

        where:
        flags                                                    || message
        []                                                       || 'Parameter is not set'
        ['--set', 'x=1']                                         || 'No inventory is given'
        ['--set', 'x=1', '-i', 'local', '--timeout=foo']         || '--timeout foo'
        ['--set', 'x=1', '-i', 'local', '--parallel=0']          || '--parallel 0'
        ['--set', 'x=1', '-i', 'local', '--max-fail=200%']       || '--max-fail 200%'
        ['--set', 'x=1', '-i', 'local']                          || 'Nobody can be asked'
    }

    def 'a bug of the program ends with 70, says so, and shows its trace with --debug only'() {
        given:
        session.program = { throw new IllegalStateException('wires crossed') }
        session.set = null

        when:
        new Session(home).with { broken ->
            def surroundings = new Surroundings(broken.environment, new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(errors, true), null, { throw new IllegalStateException('wires crossed') })
            session.code = Main.run((['check', 'd.groovy'] + flags) as String[], surroundings)
        }

        then:
        session.code == 70
        errors.toString().contains('A bug in groovy-infra')
        errors.toString().contains('wires crossed')
        errors.toString().contains('Please report it')
        errors.toString().contains('\tat ') == traced

        where:
        flags       || traced
        []          || false
        ['--debug'] || true

        errors = new ByteArrayOutputStream()
    }

    def 'output that cannot be written is said, and what went well does not end with 0: #arguments'() {
        given:
        session.full = true
        session.program = { shell(it, 1, script) }

        when:
        session.call(*arguments)

        then:
        session.code == code
        session.err.endsWith('\n') && session.err.contains('error: Output could not be written\n')

        where:
        arguments                                 | script  || code
        ['version']                               | ''      || 74
        ['inventory', '-i', 'local']              | ''      || 74
        ['inventory', '-i', 'local', '--json']    | ''      || 74
        ['plan', 'd.groovy', '-i', 'local']       | 'true'  || 74
        ['run', 'd.groovy', '-yi', 'local']       | 'false' || 1
    }

    def 'a reset of demo hosts leaves those alone that are not chosen'() {
        given:
        session.call('exec', '-i', 'demo:2', '--', 'touch kept')

        when:
        session.call('exec', '-i', 'demo:2', '--demo-reset', '--limit', 'demo-1', '--', 'ls')

        then:
        session.call('exec', '-i', 'demo:2', '--', 'ls').out == 'demo-1:\ndemo-2: kept\n'
    }

    def 'what libraries log is shown until the command is over'() {
        when:
        session.call('exec', '-i', 'demo:1', '--debug', '--', 'true')

        then:
        session.code == 0
        session.err.contains('DEBUG net.schmizz.sshj')
        !LoggerFactory.getLogger('net.schmizz.sshj').errorEnabled
    }

    def 'a command runs on all hosts and equal output is shown once'() {
        when:
        session.call('exec', '-i', 'local', '--', 'echo', 'one  word', '$HOME')

        then:
        session.code == 0
        session.out == 'local: one  word $HOME\n'

        when:
        session.call('exec', '-i', 'local', '--', 'echo $((1+1)); echo oops >&2; exit 3')

        then:
        session.code == 1
        session.out == 'local: exit 3\n  2\n  ! oops\n'
    }

    def 'what a host prints never steers the terminal'() {
        given:
        session.terminal = true

        when:
        session.call('exec', '-i', 'local', '--color', 'never', '--', 'printf "\\033[31mred\\033[0m \\033]0;title\\007\\n"; exit 1')

        then:
        session.out == 'local: exit 1\n  red\n'
    }

    def 'a host that cannot be reached ends the program with 3, next to one that can with 1'() {
        expect:
        session.call('exec', '-i', inventory, '--host-keys', 'insecure', '--', 'true').code == code
        session.err.contains('where   nobody@127.0.0.1:1') || session.err.contains('127.0.0.1')

        where:
        inventory                  || code
        'nobody@127.0.0.1:1'       || 3
        'local,nobody@127.0.0.1:1' || 1
    }

    def 'Ctrl-C ends with 130 and writes the summary'() {
        given:
        session.program = { evaluation ->
            shell(evaluation, 1, "kill -INT ${ProcessHandle.current().pid()}; sleep 0.5")
            shell(evaluation, 2, 'echo never')
        }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '-y')

        then:
        session.code == 130
        session.err.contains('stopping: what runs comes to its end')
        session.out.contains('Interrupted: 1 host (1 not reached)')
        session.out.contains('Next: groovy-infra run deploy.groovy -i local -y')
    }

    def 'Ctrl-C ends exec with 130 and says who has not answered'() {
        when:
        session.call('exec', '-i', 'local', '--parallel', '1', '--', "kill -INT ${ProcessHandle.current().pid()}; sleep 0.5; echo hi")

        then:
        session.code == 130
        session.out =~ /^local: hi\nInterrupted: 1 host of 1 answered, .*\n$/

        when:
        session.call('exec', '-i', 'local,127.0.0.1', '--host-keys', 'insecure', '--parallel', '1', '--',
            "kill -INT ${ProcessHandle.current().pid()}; sleep 0.5; echo hi")

        then:
        session.out =~ /\nInterrupted: 1 host of 2 answered, not 127\.0\.0\.1, .*\n$/
    }

    def 'a place that is not after the one before ends with 70 and both positions'() {
        given:
        session.program = { evaluation ->
            def at = { int line, int place -> CallPath.of(new Position('deploy.groovy', line, 3), 0, place) }
            throw new Misordered(at(7, 9), at(4, 8))
        }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '-y')

        then:
        session.code == 70
        session.err.contains('A bug in groovy-infra')
        session.err.contains('The place of deploy.groovy:4:3[0, 8] is not after that of deploy.groovy:7:3[0, 9]')
    }

    def 'nobody sees a plan as JSON: a run with --json needs -y, on a terminal, too'() {
        given:
        session.terminal = true

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '--json')

        then:
        session.code == 2
        JSON.std.mapFrom(session.out.readLines().last()).with { [it.type, it.problem.summary, it.problem.detail] } ==
            ['problemFound', 'Nobody can be asked', 'with --json there is nobody to show a plan to']
        session.err.contains('then: groovy-infra run deploy.groovy -i local --json -y')
    }

    def 'a run shows its plan and asks: #typed gives #code'() {
        given:
        session.terminal = true
        session.answers.addAll(typed)
        def file = home.resolve('made')
        session.program = { evaluation -> shell(evaluation, 1, "touch $file") }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '--color', 'never')

        then:
        session.code == code
        Files.exists(file) == made
        session.out.contains('Plan: 0 to change, 0 unchanged, 1 always run\n')
        session.err.contains('Apply this to local, 1 host (local): 0 to change, 0 unchanged, 1 always run? [y/N] ')

        where:
        typed     || code | made
        ['y']     || 0    | true
        ['Yes']   || 0    | true
        ['n']     || 5    | false
        ['']      || 5    | false
        ['maybe'] || 5    | false
        []        || 5    | false
    }

    @Timeout(30)
    def 'Ctrl-C while a run asks ends with 130, and nothing is changed'() {
        given:
        def typed = new CountDownLatch(1)
        session.terminal = true
        session.answers.add('y')
        session.before = {
            new ProcessBuilder('kill', '-INT', "${ProcessHandle.current().pid()}").start()
            typed.await()
        }
        def file = home.resolve('made')
        session.program = { evaluation -> shell(evaluation, 1, "touch $file") }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '--color', 'never')

        then:
        session.code == 130
        !Files.exists(file)
        session.err.endsWith('nothing was changed\n')
        !session.err.contains('stopping')

        cleanup:
        typed.countDown()
    }

    def 'a run that would do nothing does not ask'() {
        given:
        session.terminal = true
        session.program = { evaluation -> shell(evaluation, 1, '') }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '--color', 'never')

        then:
        session.code == 0
        session.out.endsWith('Plan: 0 to change, 1 unchanged, 0 always run\n')
        !session.err.contains('Apply')
    }

    def 'a plan ends with 4 where asked to, with 1 when a host failed'() {
        given:
        session.program = program

        expect:
        session.call('plan', 'deploy.groovy', '-i', 'local', '--fail-on-changes').code == code
        session.call('plan', 'deploy.groovy', '-i', 'local').code == plain

        where:
        program                                         || code | plain
        ({ shell(it, 1, 'true') })                      || 4    | 0
        ({ shell(it, 1, '') })                          || 0    | 0
        ({ divide(it) })                                || 1    | 1
    }

    def 'a plan shows what commands that only look did, as a run does: #flags'() {
        given:
        session.program = { Evaluation evaluation ->
            shell(evaluation, 1, 'echo seen; exit 3', true, evaluation.options().with([(Option.READ_ONLY): true, (Option.SUCCESS_CODES): [3]]))
            def sensitive = evaluation.options().with([(Option.READ_ONLY): true, (Option.SENSITIVE): true])
            shell(evaluation, 3, "say ${shell(evaluation, 2, 'echo hidden', true, sensitive).stdout.trim()}")
        }

        when:
        session.call('plan', 'deploy.groovy', '-i', 'local', *flags)

        then:
        session.out.readLines()*.replaceAll(/^\[.*/, '[]').takeWhile { it } == shown.collect { it as String }

        where:
        flags   | shown
        []      | ['[]'] * 3
        ['-v']  | ['[]', '      $ echo seen; exit 3', '        exit 3', '[]', '      $ ****', '[]', '      $ say ****']
        ['-vv'] | ['[]', '      $ echo seen; exit 3', '        exit 3', '        | seen', '[]', '      $ ****', '[]', '      $ say ****']
    }

    def 'the command of unless is told as a fact is: #options'() {
        given:
        session.program = { Evaluation evaluation ->
            shell(evaluation, 1, 'echo done', true, evaluation.options().with([(Option.UNLESS): Command.raw('test -d /')] + options))
        }

        when:
        session.call('run', 'deploy.groovy', '-i', 'local', '-y', '-v')

        then:
        (session.out + session.err).readLines()*.trim().contains("asked local for $told (unless)".toString())

        where:
        options                    | told
        [:]                        | 'test -d /'
        [(Option.SENSITIVE): true] | '****'
    }

    private static void divide(Evaluation evaluation) {
        shell(evaluation, 1, 'true')
        throw new ProblemException(new Problem('Division by zero', Problem.Where.NOWHERE, '1 / 0', 'divide by something else'))
    }

    def 'one pass applies at once, and a failed host is named with what to type next'() {
        given:
        session.program = { shell(it, 1, 'echo done'); shell(it, 2, 'false') }

        when:
        session.call('run', 'deploy.groovy', '-y', '-i', 'local', '--limit', 'local')

        then:
        session.code == 1
        session.err.startsWith('run deploy.groovy, inventory local, 1 host, parallel 1, handshakes 64\none pass')
        session.out.endsWith('Next: groovy-infra run deploy.groovy -y -i local --limit local\n')
    }

    def 'values are given to the deploy file, and help lists what can be set'() {
        given:
        session.params = [
            new Param('version', 'String', 'release to install', Optional.of("'1.4'"), new Position('d.groovy', 1, 1)),
            new Param('token', 'Secret', '', Optional.empty(), new Position('d.groovy', 2, 1)),
            new Param('pin', 'Secret', '', Optional.of("secret('1234')"), new Position('d.groovy', 3, 1)),
            new Param('ports', 'List<Integer>', '', Optional.of('[80]'), new Position('d.groovy', 4, 1))]
        def file = home.resolve('values.yaml')
        Files.writeString(file, 'ports: [80, 443]\n')

        when:
        session.call('run', 'd.groovy', '-y', '-i', 'local', '--set', 'version=1.10', '--set', "@$file")

        then:
        session.set == [version: '1.10', ports: [80, 443]]

        when:
        session.call('run', 'd.groovy', '--help')

        then:
        session.code == 0
        session.out.contains("What can be set in d.groovy by --set NAME=VALUE:")
        session.out =~ /version \(String\) +release to install  \(default: '1.4'\)/
        session.out.contains("ports (List<Integer>)  (default: [80]; several: --set 'ports=[a, b]')")
        session.out.contains('token (Secret)')
        session.out.contains('(must be given)')
        session.out =~ /pin \(Secret\) +\(default: \*{4}\)/
    }

    def 'facts are answered once for hosts that agree, as text and as JSON'() {
        expect:
        session.call('fact', 'Words', 'a', 'b', '-i', 'local').out == 'local:\n  - a\n  - b\n'
        session.call('fact', 'Words', 'a', 'b', '-i', 'local', '--json').out.readLines()
            .collect { JSON.std.mapFrom(it) }.findAll { it.type == 'factAnswered' }
            .collect { [it.host, it.fact, it.value] } == [['local', 'Words a b', ['a', 'b']]]
        session.call('fact', '--list').out == 'Words  Words, counted.\n'
    }

    def 'an operation is carried out like a run'() {
        given:
        def file = home.resolve('made')

        expect:
        session.call('op', 'server.shell', "touch $file", '-i', 'local', '-y').code == 0
        Files.exists(file)
        session.call('op', 'server.shell', 'x', '-i', 'local').code == 2
        session.call('op', '--list').out == 'server.shell  Runs a command.\n'
    }

    def 'an operation is explained by #arguments'() {
        when:
        session.call(*arguments)

        then:
        session.code == 0
        session.out.endsWith('''\
            server.shell command, option: ..

              Runs a command. Or 'two'.

              In a shell.

              Runs always.

              command  command        what to run
              loud     true or false  default false

            Example:
              server.shell "id"
            '''.stripIndent())

        where:
        arguments << [['help', 'server.shell'], ['op', 'server.shell', '--help']]
    }

    def 'a fact is explained by #arguments'() {
        when:
        session.call(*arguments)

        then:
        session.code == 0
        session.out.endsWith('''\
            fact(Words, words)

              Words, counted.

              words  list of text  to count (default ['a'])

            Answer: Count

              Count: Both.
                words  list of text
            '''.stripIndent())

        where:
        arguments << [['help', 'Words'], ['fact', 'Words', '--help']]
    }

    def 'help #name lists what there is'() {
        expect:
        session.call('help', name).out == shown
        session.code == 0

        where:
        name         || shown
        'operations' || 'server.shell  Runs a command.\n'
        'facts'      || 'Words  Words, counted.\n'
        'server'     || 'Commands.\n\nserver.shell  Runs a command.\n'
        'options'    || 'Every call takes these, and so do blocks: options(timeout: 1.h) { .. }, sudo { .. }\n\n' +
            '  retries  whole number  How often a failed call is tried again.\n'
    }

    def 'help of an option lists what help options does'() {
        expect:
        session.call('help', 'retries').out == new Session(home).call('help', 'options').out
    }

    def 'help says when there is nothing of a name: #arguments'() {
        when:
        session.call(*arguments)

        then:
        session.code == 2
        session.err.contains(attempt)

        where:
        arguments                          || attempt
        ['help', 'server.shel']            || "Did you mean 'server.shell'?"
        ['help', 'rnu']                    || "Did you mean 'run'?"
        ['help', 'everything']             || 'help operations'
        ['op', 'server.shel', '--help']    || "Did you mean 'server.shell'?"
        ['fact', 'Word', '--help']         || "Did you mean 'Words'?"
    }

    def 'check says that files are in order'() {
        expect:
        session.call('check', 'a.groovy').out == 'a.groovy is in order\n'
        session.call('check', 'a.groovy', 'b.groovy').out == 'a.groovy b.groovy are in order\n'
        session.call('check', 'a.groovy', '--quiet').out == ''
    }

    def 'the inventory is listed, and its values explained'() {
        given:
        def file = home.resolve('hosts.yaml')
        Files.writeString(file, '''\
            groups:
              web:
                hosts:
                  web-[01-03]:
                data: {port: 80}
            hosts:
              web-02: {address: 10.0.0.2, data: {port: 81}}
            '''.stripIndent())

        expect:
        session.call('inventory', '-i', "$file").out == '''\
            hosts
              web-02  ssh 10.0.0.2
              web-01  ssh
              web-03  ssh
            groups
              web  web-[01-03]
              all  web-[01-03]
            '''.stripIndent()
        session.call('inventory', '-i', "$file", '--explain', 'port', '--limit', 'web-02').out ==
            "web-02: 81  (host web-02, $file:7)\n  instead of 80  (group web, $file:5)\n"
        session.call('inventory', '-i', "$file", '--explain', 'port', '--limit', 'web-02', '--json').out.readLines()
            .collect { JSON.std.mapFrom(it) }.collect { [it.host, it.value, it.source, it.insteadOf] } ==
            [['web-02', 81, "host web-02, $file:7", [[value: 80, source: "group web, $file:5"]]]]
    }

    def 'with --json standard output is JSON of the promised form only: #arguments'() {
        given:
        def schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonReporter.getResourceAsStream(JsonReporter.SCHEMA).text)
        session.program = { shell(it, 1, 'echo hi; echo no >&2'); shell(it, 2, 'exit 7') }

        when:
        session.call(*arguments, '--json', *rest)
        def lines = session.out.readLines()

        then:
        lines
        lines.collectMany { line -> schema.validate(line, InputFormat.JSON).collect { "$it in $line" as String } } == []
        JSON.std.mapFrom(lines.last()).type == last

        where:
        arguments                                  | rest                || last
        ['run', 'd.groovy', '-i', 'local', '-y']   | []                  || 'runFinished'
        ['plan', 'd.groovy', '-i', 'local']        | []                  || 'runFinished'
        ['check', 'd.groovy']                      | []                  || 'filesChecked'
        ['exec', '-i', 'local']                    | ['--', 'echo hi']   || 'runFinished'
        ['fact', 'Words', 'x', '-i', 'local']      | []                  || 'runFinished'
        ['op', 'server.shell', 'true', '-yi', 'local'] | []              || 'runFinished'
        ['inventory', '-i', 'local']               | []                  || 'hostListed'
        ['fact', '--list']                         | []                  || 'factListed'
        ['op', '--list']                           | []                  || 'operationListed'
        ['run', 'd.groovy']                        | []                  || 'problemFound'
        ['jobs', 'nosuch', '-i', 'local']          | []                  || 'problemFound'
        ['inventory', '-i', 'local', '--explain', 'x'] | []              || 'problemFound'
        ['inventory', '-i', 'local', '--explain', 'x', '--data', 'x=1'] | [] || 'valueExplained'
    }

    def 'with --json a problem after a run belongs to it and is numbered on'() {
        given:
        def objects = session.call('jobs', 'nosuch', '-i', 'local', '--json').out.readLines().collect { JSON.std.mapFrom(it) }

        expect:
        objects*.type.last() == 'problemFound'
        objects*.seq == (1..objects.size()).toList()
        objects.dropWhile { it.type != 'runStarted' }*.run.toSet().size() == 1
    }

    def 'how to list jobs is said with the flags that were given: #flags'() {
        when:
        session.call('jobs', 'nosuch', *flags)

        then:
        session.code == 2
        session.err.contains("List them: groovy-infra jobs $listing\n")

        where:
        flags                                   || listing
        ['-i', 'local']                         || '-i local; with --sudo those of root'
        ['--wait', '-i', 'demo:1', '--demo-reset', '--limit=demo-1'] || '-i demo:1 --limit=demo-1; with --sudo those of root'
    }

    def 'with --json a pass says first what it is for: #arguments'() {
        given:
        session.program = { shell(it, 1, 'echo hi') }

        expect:
        session.call(*arguments, '--json', *rest).out.readLines()
            .collect { JSON.std.mapFrom(it) }.findAll { it.type == 'runStarted' }.collect { [it.mode, it.files] } == [[mode, files]]

        where:
        arguments                             | rest              || mode    | files
        ['plan', 'd.groovy', '-i', 'local']   | []                || 'plan'  | ['d.groovy']
        ['run', 'd.groovy', '-yi', 'local']   | []                || 'apply' | ['d.groovy']
        ['op', 'server.shell', 'true', '-yi', 'local'] | []       || 'apply' | ['server.shell true']
        ['exec', '-i', 'local']               | ['--', 'echo hi'] || 'exec'  | ['exec echo hi']
        ['fact', 'Words', 'x', '-i', 'local'] | []                || 'fact'  | ['Words x']
        ['jobs', '-i', 'local']               | []                || 'jobs'  | ['jobs']
    }

    def 'colours: --color #flag on #what with #environment'() {
        given:
        session.terminal = terminal
        session.environment.putAll(environment)

        when:
        session.call('exec', '-i', 'local', *(flag ? ['--color', flag] : []), '--', 'true')

        then:
        session.out.contains('\u001b[1m') == coloured

        where:
        flag     | terminal | environment      || coloured
        null     | true     | [:]              || true
        'auto'   | true     | [:]              || true
        'auto'   | false    | [:]              || false
        'always' | false    | [:]              || true
        'never'  | true     | [:]              || false
        null     | true     | [NO_COLOR: '1']  || false
        null     | true     | [NO_COLOR: '']   || true
        'always' | true     | [NO_COLOR: '1']  || true
        null     | true     | [TERM: 'dumb']   || false
        null     | true     | [TERM: '']       || false
        'always' | false    | [TERM: 'dumb']   || true

        what = terminal ? 'a terminal' : 'a pipe'
    }
}
