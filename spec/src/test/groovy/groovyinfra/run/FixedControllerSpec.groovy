package groovyinfra.run

import groovyinfra.model.ProblemException
import groovyinfra.report.Masker
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What the controller gives from its own files. */
@Timeout(60)
class FixedControllerSpec extends Specification {
    @TempDir Path folder

    def 'a source of a file that is #what is a problem, and is not waited for'() {
        given:
        assert ['sh', '-c', "cd '$folder' && $made"].execute().waitFor() == 0
        def controller = new FixedController([:], { Optional.empty() }, { true }, new Masker())

        when:
        controller.entry(folder.resolve('source'))

        then:
        def thrown = thrown(ProblemException)
        thrown.problems()[0].summary() == summary
        thrown.problems()[0].detail().contains("'$folder/source'")

        where:
        what      | made            || summary
        'missing' | 'true'          || 'File does not exist'
        'a pipe'  | 'mkfifo source' || 'File cannot be read'
    }
}
