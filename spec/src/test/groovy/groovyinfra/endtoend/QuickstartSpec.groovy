package groovyinfra.endtoend

import groovyinfra.Golden
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

class QuickstartSpec extends Specification {
    static final DEPLOY = Masks.ROOT.resolve('examples/quickstart/deploy.groovy').toString()

    @TempDir
    Path home

    @Shared
    golden = new Golden('quickstart')

    private String masked(Object said) {
        Masks.over(home, said)
    }

    def 'the quick start says what it does, does it, and has nothing to do the second time'() {
        given:
        def program = new CommandLine(home, home.resolve('cache'))

        when:
        def said = program.run(['plan', DEPLOY, '-i', 'demo:3', '--diff', '-v'])

        then:
        masked(said) == golden.text('plan', masked(said))

        when:
        said = program.run(['run', DEPLOY, '-i', 'demo:3', '-y'])

        then:
        masked(said) == golden.text('first-run', masked(said))

        when:
        said = program.run(['run', DEPLOY, '-i', 'demo:3', '-y'])

        then:
        masked(said) == golden.text('second-run', masked(said))
        said.out.contains('No changes: 3 hosts')

        when:
        said = program.run(['plan', DEPLOY, '-i', 'demo:3', '--fail-on-changes'])

        then:
        said.code == 0

        when:
        said = program.run(['run', DEPLOY, '-i', 'demo:3', '-y', '--set', 'title=Another title'])

        then:
        masked(said) == golden.text('third-run', masked(said))
    }

    def 'with the inventory of its project file, one host has a page more'() {
        given:
        def program = new CommandLine(home, home.resolve('cache'))

        when:
        def said = program.run(['run', DEPLOY, '-y', '-v'])

        then:
        masked(said) == golden.text('project', masked(said))
    }

    def 'its help lists what can be set'() {
        given:
        def program = new CommandLine(home, home.resolve('cache'))

        expect:
        program.run(['run', DEPLOY, '--help']).out.endsWith("  title (String)  title of the site  (default: 'Quick start')\n")
    }
}
