package groovyinfra.endtoend

import groovyinfra.cli.Main
import groovyinfra.cli.Surroundings
import groovyinfra.cli.Terminal
import groovyinfra.deploy.DeployLoader
import java.nio.file.Path

/** A user with a home of its own, who calls the program inside of this process and answers every question with yes. */
class Typist {
    private final Path home
    int code
    String out
    String err

    Typist(Path home) {
        this.home = home
    }

    /** Calls the program. */
    Typist call(List<?> arguments) {
        def (results, progress) = [new ByteArrayOutputStream(), new ByteArrayOutputStream()]
        def environment = [HOME: "$home".toString(), XDG_CACHE_HOME: "$home/cache".toString(), PATH: System.getenv('PATH')]
        code = Main.run(arguments*.toString() as String[], new Surroundings(environment, new PrintStream(results, true, 'UTF-8'),
                new PrintStream(progress, true, 'UTF-8'), new Yes(), { ServiceLoader.load(DeployLoader).findFirst().get() }))
        out = results.toString('UTF-8')
        err = progress.toString('UTF-8')
        this
    }

    private static class Yes implements Terminal {
        boolean showsResults() { false }
        boolean showsProgress() { false }
        boolean answers() { true }
        int width() { 120 }
        Optional<String> line() { Optional.of('yes') }
        Optional<String> hidden(Runnable question) { Optional.empty() }
    }
}
