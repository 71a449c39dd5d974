package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What holds for the user who has logged in, and was changed during the run, on a real separate host. */
class NewLoginSpec extends Specification {
    @TempDir
    Path folder

    String run(Object host, String deploy) {
        Files.createDirectories(folder.resolve('.ssh'))
        Files.copy(host.knownHosts(), folder.resolve('.ssh/known_hosts'))
        Files.writeString(folder.resolve('inventory.yaml'),
            "hosts: {web: {address: ${host.address()}, ssh: {user: deploy, port: ${host.port()}, key: ${host.key()}}}}\n")
        Files.writeString(folder.resolve('deploy.groovy'), deploy)
        def command = new Typist(folder).call(['run', folder.resolve('deploy.groovy'), '-i', folder.resolve('inventory.yaml'), '-y'])
        assert [command.code, command.err] == [0, command.err]
        command.out + command.err
    }

    def 'after a change of the login user\'s own groups the calls that follow have them, as every user'() {
        given:
        def host = Fleet.separate(1)
        host.reset()

        when:
        def said = run(host, '''
            println "before: ${server.shell('id -Gn').stdout}"
            server.group 'crew', sudo: true
            server.user 'deploy', groups: ['crew'], append: true, sudo: true
            println "after: ${server.shell('id -Gn').stdout}"
            println "sudo: ${server.shell('id -Gn', sudo: 'deploy').stdout}"
            server.shell 'usermod -aG games deploy', sudo: true
            println "not yet: ${server.shell('id -Gn').stdout}"
            reconnect()
            println "reconnected: ${server.shell('id -Gn').stdout}"
            '''.stripIndent())

        then:
        !(said =~ /before: .*crew/)
        said =~ /after: .*crew/
        said =~ /sudo: .*crew/
        !(said =~ /not yet: .*games/)
        said =~ /reconnected: .*games/
    }
}
