package groovyinfra.endtoend

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The password of sudo on a real host: it opens the way to root, and is looked for in everything that can be seen meanwhile. */
class PasswordCanarySpec extends Specification {
    static final String CANARY = 'canary-of-sudo-77123'

    @TempDir Path home
    Fleet.Machine machine = Fleet.separate(2)

    def 'a password of sudo shows nowhere (#arguments)'() {
        given:
        machine.exec('sh', '-c', "echo 'ops:$CANARY' | chpasswd")
        Files.writeString(home.resolve('deploy.groovy'), '''
            sudo {
                server.shell 'id -un; head -c 200000 /dev/zero | wc -c'
                files.file '/root/by-sudo', content: 'x' * 100_000
            }
            server.shell 'ps -eww -o args; env'
            '''.stripIndent())
        Files.writeString(home.resolve('hosts.yaml'), """
            hosts:
              h2:
                address: $machine.address
                ssh:
                  user: ops
                  port: $machine.port
                  key: ${machine.key()}
                  hostKeys: insecure
                  sudoPassword: !secret {env: PASSWORD}
            """.stripIndent())
        def processes = new ProcessTable([CANARY])

        when:
        def said = new CommandLine(home, home.resolve('cache'), [PASSWORD: CANARY])
            .run(arguments + [home.resolve('deploy.groovy').toString(), '-i', home.resolve('hosts.yaml').toString(), '--color', 'never'])

        then:
        said.code == 0
        arguments.first() == 'plan' || said.all.contains('root')
        !said.all.contains(CANARY)
        !said.all.contains(CANARY.bytes.encodeBase64().toString().substring(0, 20))
        processes.looks.get() > 100
        processes.seen.empty

        and: 'nothing of it is kept, here or there'
        Files.walk(home.resolve('cache')).filter(Files::isRegularFile).noneMatch {
            new String(Files.readAllBytes(it), StandardCharsets.ISO_8859_1).contains(CANARY)
        }
        machine.exec('sh', '-c', "grep -rlF '${CANARY.take(9)}''${CANARY.drop(9)}' /tmp /root /home /var/log /var/tmp || true") == ''
        !machine.exec('journalctl', '--no-pager').contains(CANARY)

        cleanup:
        processes?.close()
        machine.exec('sh', '-c', 'echo ops:ops | chpasswd; rm -f /root/by-sudo')

        where:
        arguments << [['plan', '--debug'], ['run', '-y', '-vv', '--debug'], ['run', '-y', '--json']]
    }
}
