package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Options
import groovyinfra.model.Step
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The last words are those of real programs. */
class DiagnosisSpec extends Specification {
    @TempDir @Shared Path home
    @Shared @AutoCleanup ShellSession dash
    @Shared @AutoCleanup ShellSession bash
    @Shared @AutoCleanup ShellSession ash

    def setupSpec() {
        dash = new ShellConnector('dash', home).session()
        bash = new ShellConnector('bash', home).session()
        ash = new ShellConnector('ash', home).session()
    }

    def 'of "#script" it is "#summary"'() {
        expect:
        [dash, bash, ash].each { session ->
            def result = session.carryOut(
                [new Step.Run(Command.raw(script), Options.NONE, Optional.empty())], Options.NONE, Session.Progress.SILENT).first()
            assert Diagnosis.of(result).map { it.summary() }.orElse(null) == summary
        }

        where:
        script                                                    || summary
        'no-such-command --now'                                   || 'Command not found'
        'touch plain; chmod 644 plain; ./plain'                   || 'Command cannot be executed'
        'cat /dev/zero >/dev/full'                                || 'Disk is full on the host'
        'ln -s x nowhere/x'                                       || 'Directory is not there'
        'echo "E: Could not get lock /var/lib/dpkg/lock" >&2; exit 100' || 'Package manager is busy'
        'echo x 2>/dev/null >/sys/kernel/no-such-file || { echo "mkdir: Permission denied" >&2; exit 1; }' || 'Permission denied'
        'echo "Permission denied" >&2'                            || null
        'exit 127'                                                || null
        'exit 1'                                                  || null
    }
}
