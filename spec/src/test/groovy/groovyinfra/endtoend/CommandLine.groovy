package groovyinfra.endtoend

import groovy.transform.CompileStatic
import groovyinfra.cli.Main
import groovyinfra.cli.Surroundings
import groovyinfra.cli.Terminal
import groovyinfra.deploy.DeployLoader
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path

/** The program, run in this process as if by a script: without a terminal as a rule, with a home and a cache of its own. */
@CompileStatic
class CommandLine {
    final Path directory
    /** Is told what stands on stderr so far, whenever there is more. */
    Closure<?> listener
    /** Types an answer; without it there is no terminal. */
    Closure<String> typing
    private final Map<String, String> environment

    CommandLine(Path directory, Path cache, Map<String, String> environment = [:]) {
        this.directory = directory
        this.environment = [
            HOME: Files.createDirectories(directory.resolve('home')).toString(),
            PATH: System.getenv('PATH'),
            XDG_CACHE_HOME: cache.toString()] + environment
    }

    /** What a run of the program gave. */
    static class Said {
        int code
        String out
        String err

        String getAll() {
            out + err
        }

        @Override
        String toString() {
            "exit $code\n$all"
        }

        /** Whether a problem says what to do next. */
        boolean hasAttempt() {
            all =~ /(?m)^  try     \S/
        }

        /** A line of a stack trace. */
        boolean hasTrace() {
            all =~ /(?m)^\s*at [\w.$\/]+\(.*\)$/
        }
    }

    Said run(List<String> arguments) {
        def out = new ByteArrayOutputStream()
        def err = new Heard(listener)
        int code = Main.run(arguments as String[], new Surroundings(
            environment, stream(out), stream(err), new Person(typing), { ServiceLoader.load(DeployLoader).first() }))
        new Said(code: code, out: text(out), err: text(err))
    }

    private static class Heard extends ByteArrayOutputStream {
        private final Closure<?> listener

        Heard(Closure<?> listener) {
            this.listener = listener
        }

        @Override
        void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length)
            listener?.call(toString(StandardCharsets.UTF_8))
        }
    }

    private static PrintStream stream(OutputStream bytes) {
        new PrintStream(bytes, true, StandardCharsets.UTF_8)
    }

    private static String text(ByteArrayOutputStream bytes) {
        bytes.toString(StandardCharsets.UTF_8)
    }

    /** Looks at no output, and answers only where something is typed. */
    private static class Person implements Terminal {
        private final Closure<String> typing

        Person(Closure<String> typing) {
            this.typing = typing
        }

        @Override
        boolean showsResults() {
            false
        }

        @Override
        boolean showsProgress() {
            false
        }

        @Override
        boolean answers() {
            typing
        }

        @Override
        int width() {
            80
        }

        @Override
        Optional<String> line() {
            Optional.ofNullable(typing?.call())
        }

        @Override
        Optional<String> hidden(Runnable question) {
            question.run()
            Optional.of(typing.call())
        }
    }
}
