package groovyinfra.connect

import groovyinfra.connect.demo.DemoConnector
import groovyinfra.connect.demo.DemoHomes
import groovyinfra.connect.ssh.LocalUser
import groovyinfra.connect.ssh.SshConnector
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Shared

/** A demo host, over SSH. */
class DemoSessionSpec extends SessionContract {
    @Shared DemoHomes homes
    @Shared @AutoCleanup SshConnector ssh =
        new SshConnector(LocalUser.present(), Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
    @Shared @AutoCleanup DemoConnector connector

    @Override
    Session open() {
        homes = new DemoHomes(directory.resolve('demo'))
        connector = new DemoConnector(homes, ssh)
        open('demo-1')
    }

    Session open(String name) {
        ShellSession.open(new Host(name, name, 'demo', [:], [:], ['all'], Options.NONE), connector)
    }

    def 'each host has a home of its own, which is where it begins'() {
        given:
        def second = open('demo-2')

        when:
        carryOut(run('echo mine >file; echo "$HOME"'))
        def results = second.carryOut([run('pwd; echo "$HOME"; ls')], Options.NONE, Session.Progress.SILENT)

        then:
        Files.readString(homes.directory().resolve('demo-1/file')) == 'mine\n'
        results[0].stdout() == "${homes.directory().resolve('demo-2')}\n" * 2

        cleanup:
        second.close()
    }

    def 'nothing of our own environment gets to a host'() {
        expect:
        carryOut(run('env | cut -d= -f1 | sort')).stdout().readLines() - ['LANG', '_', 'OLDPWD', 'SHLVL'] ==
            ['HOME', 'LOGNAME', 'PATH', 'PWD', 'SHELL', 'USER']
    }

    def 'nobody becomes another user by #by'() {
        when:
        def result = carryOut(run("$by -u root true"))

        then:
        result.exitCode == 1
        result.stderr() == "$by is refused on demo hosts: they are this machine, as the current user\n"

        where:
        by << ['sudo', 'su', 'doas']
    }

    def 'sudo is a problem that says so'() {
        when:
        carryOut(run('true'), Options.NONE.with(Option.SUDO, Identity.root()))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'Sudo is refused'
        refused.problems()[0].detail().contains('they are this machine')
    }

    def 'what a host has is kept until a reset'() {
        given:
        def other = open('demo-3')
        other.carryOut([run('touch kept; ln -s / root; mkdir -p a/b')], Options.NONE, Session.Progress.SILENT)
        other.close()

        when:
        other = open('demo-3')

        then:
        other.carryOut([run('ls kept')], Options.NONE, Session.Progress.SILENT)[0].exitCode == 0

        when:
        other.close()
        homes.reset('demo-3')

        then:
        !Files.exists(homes.directory().resolve('demo-3'))
        Files.exists(homes.directory().resolve('demo-1'))
        Files.exists(directory)

        cleanup:
        session.close()
        session = open('demo-1')
    }
}
