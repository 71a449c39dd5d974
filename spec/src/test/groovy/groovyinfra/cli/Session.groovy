package groovyinfra.cli

import groovyinfra.deploy.CallResult
import groovyinfra.deploy.Deploy
import groovyinfra.deploy.DeployLoader
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.deploy.Reference
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import groovyinfra.model.Work

import java.nio.file.Path

/** Calls of the program inside of this process, with what was written and the exit code. */
class Session {
    final Path home
    final Map<String, String> environment
    final List<String> answers = []
    boolean terminal
    boolean full
    /** What the user does before an answer is typed. */
    Closure<?> before = { }
    Closure<?> program = { }
    List<Param> params = []
    Map<String, Object> set = [:]
    int code
    String out = ''
    String err = ''

    Session(Path home) {
        this.home = home
        this.environment = [HOME: home.toString(), XDG_CACHE_HOME: home.resolve('cache').toString(), TERM: 'xterm']
    }

    Session call(String... arguments) {
        def outBytes = full ? new Full() : new ByteArrayOutputStream()
        def errBytes = new ByteArrayOutputStream()
        code = Main.run(arguments, new Surroundings(environment, new PrintStream(outBytes, true, 'UTF-8'),
            new PrintStream(errBytes, true, 'UTF-8'), new Typed(), { new Language() }))
        out = outBytes.toString('UTF-8')
        err = errBytes.toString('UTF-8')
        this
    }

    /** A disk that is full. */
    private static class Full extends ByteArrayOutputStream {
        void write(byte[] bytes, int from, int length) { throw new IOException('No space left on device') }
    }

    /** A terminal on which answers are typed ahead. */
    private class Typed implements Terminal {
        boolean showsResults() { terminal }
        boolean showsProgress() { terminal }
        boolean answers() { terminal }
        int width() { 80 }
        Optional<String> line() { before(); answers ? Optional.of(answers.removeFirst()) : Optional.empty() }
        Optional<String> hidden(Runnable question) { question.run(); line() }
    }

    /** Deploy files are closures here: how real ones are compiled is not what these specs are about. */
    private class Language implements DeployLoader {
        Deploy load(List<Path> files, DeployLoader.Settings settings) {
            set = settings.params()
            new Closed(program)
        }

        Deploy call(String operation, List<String> arguments, DeployLoader.Settings settings) {
            if (operation != 'server.shell') {
                throw new ProblemException(new Problem('Unknown operation', Problem.Where.NOWHERE, "'$operation'", 'name another one'))
            }
            new Closed({ Evaluation evaluation -> shell(evaluation, 1, arguments.join(' ')) })
        }

        Fact<?> fact(String name, List<String> arguments) {
            if (name != 'Words') {
                throw new ProblemException(new Problem('Unknown fact', Problem.Where.NOWHERE, "'$name'", "did you mean 'Words'?"))
            }
            new Words(arguments)
        }

        Reference reference() {
            def shell = new Reference.Entry('server.shell', 'server.shell command, option: ..',
                new Reference.Text(['Runs a command. Or `two`.', 'In a shell.'], ['server.shell "id"']), 'Runs always.',
                [new Reference.Item('command', 'command', '', 'what to run'),
                 new Reference.Item('loud', 'true or false', 'false', '')], Optional.empty())
            def shape = new Reference.Shape('Count', new Reference.Text(['Both.'], []), [new Reference.Item('words', 'list of text', '', '')])
            def words = new Reference.Entry('Words', 'fact(Words, words)', new Reference.Text(['Words, counted.'], []), '',
                [new Reference.Item('words', 'list of text', "['a']", 'to count')], Optional.of(new Reference.Answer('`Count`', [shape])))
            new Reference([new Reference.Library('server', new Reference.Text(['Commands.'], []), [shell])], [words],
                [new Reference.Item('retries', 'whole number', '', 'How often a failed call is tried again.')])
        }
    }

    private class Closed implements Deploy {
        private final Closure<?> body

        Closed(Closure<?> body) {
            this.body = body
        }

        List<Param> params() { params }
        void evaluate(Evaluation evaluation) { body(evaluation) }
    }

    static class Words implements Fact<List<String>> {
        private final List<String> words

        Words(List<String> words) {
            this.words = words
        }

        Command command() { Command.of('printf', '%s\\n', words) }
        List<String> parse(List<String> lines) { lines }
    }

    /** A call of a program: a command that always runs. */
    static CallResult shell(Evaluation evaluation, int line, String script, boolean always = true, Options options = evaluation.options()) {
        def steps = script ? [new Step.Run(Command.raw(script), Options.NONE, Optional.empty())] : []
        evaluation.call(new Call(CallPath.of(new Position('deploy.groovy', line, 1), 0, line), 'server.shell',
            Optional.of(script), [:], options, { new Work(steps, [] as Set, [:], always && script) }))
    }
}
