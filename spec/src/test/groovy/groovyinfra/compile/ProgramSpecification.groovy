package groovyinfra.compile

import groovyinfra.deploy.Deploy
import groovyinfra.deploy.DeployLoader
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Specs that compile deploy files. */
abstract class ProgramSpecification extends Specification {
    @TempDir
    Path folder

    final DeployLoader loader = ServiceLoader.load(DeployLoader).findFirst().get()

    /** A library whose operations show what they got. */
    static final String TOOL = '''
        /** Shows what it gets. */
        class Tool extends Library {
            /** Echoes. */
            @Operation
            void echo(List<String> words, int times = 1, boolean loud = false, Mode mode = null, Duration within = null,
                      Map<String, String> extra = [:], Content content = null, String note = null) {
                run 'echo', words, times, loud, mode, within, extra.collect { key, value -> key + '=' + value }, note
                if (content) runWith content, 'cat'
            }

            /** Runs a command. */
            @Operation
            void shell(Command command) {
                run command
            }

            /** Copies. */
            @Operation
            void copy(String from, String to, Mode mode = null) {
                run 'cp', from, to, mode
            }

            /** Takes a secret. */
            @Operation
            void login(String user, Secret password) {
                runWith new Content.Hidden(password), 'login', user
            }

            /** Nothing to say. */
            @Operation
            void reload() {
                run 'reload'
            }

            def release(String version) {
                echo version
                sudo { shell "deploy ${version} ${host.name}" }
            }
        }
        '''

    Path file(String name, String text) {
        Path path = folder.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, text.stripIndent())
        path
    }

    Deploy load(Map<String, Object> params = [:], String... texts) {
        file('lib/Tool.groovy', TOOL)
        loader.load(
                texts.toList().withIndex().collect { text, i -> file(i == 0 ? 'deploy.groovy' : "deploy${i}.groovy", text) },
                new DeployLoader.Settings(params, folder.resolve('cache')))
    }

    /** A program that is expected to compile. */
    Deploy loaded(Map<String, Object> params = [:], String... texts) {
        try {
            load(params, texts)
        } catch (ProblemException found) {
            throw new AssertionError(found.problems().join('\n'), found)
        }
    }

    Recording run(Map<String, Object> data = [:], String text) {
        Recording recording = Recording.of(data)
        try {
            load(text).evaluate(recording)
        } catch (ProblemException found) {
            throw new AssertionError(found.problems().join('\n'), found)
        }
        recording
    }

    List<Problem> problems(Closure<?> body) {
        try {
            body.call()
            []
        } catch (ProblemException found) {
            found.problems()
        }
    }

    /** Problems of a deploy file, as column, summary and attempt. */
    List<String> compileProblems(String text) {
        problems { load(text) }.collect {
            "${it.where().position().get().line()}:${it.where().position().get().column()} ${it.summary()}. ${it.attempt()}".toString()
        }
    }
}
