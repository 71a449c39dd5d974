package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class InterruptSpec extends Specification {
    @TempDir
    Path folder

    def 'the second Ctrl-C ends what runs on the hosts, with its children, and the summary says where the run stood'() {
        given:
        def machines = Fleet.thin(2)
        def ever = "9${System.nanoTime() % 1_000_000}"
        def me = ProcessHandle.current().pid()
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {key: ${machines[0].key()}, hostKeys: insecure}
            hosts:
              one: {address: ${machines[0].address()}, ssh: {port: ${machines[0].port()}}}
              two: {address: ${machines[1].address()}, ssh: {port: ${machines[1].port()}}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'), """\
            server.shell 'true', name: 'Begin'
            if (host.name == 'one') publish 'ready', true
            else inventory.host('one').published('ready')
            server.shell raw('sleep $ever & [ "\$SSH_CONNECTION" ] && kill -INT $me; sleep $ever'), name: 'Wait', parallel: 1
            server.shell 'true', name: 'Never'
            """.stripIndent())
        def line = new CommandLine(folder, folder.resolve('cache'))
        def pressed = false
        line.listener = { String err ->
            if (!pressed && err.contains('stopping: what runs comes to its end')) {
                pressed = true
                new ProcessBuilder('kill', '-INT', "$me").start()
            }
        }

        when:
        def said = line.run(['run', folder.resolve('deploy.groovy').toString(), '-i', folder.resolve('hosts.yaml').toString(), '-y'])

        then:
        said.code == 130
        said.err.contains('failed: Command was stopped')
        said.out =~ /Interrupted: 2 hosts \(1 failed, 1 not reached\)/
        !said.all.contains('Never')
        left(ever) == []
    }

    private static List<String> left(String ever) {
        ProcessHandle.allProcesses().map { it.info().commandLine().orElse('') }.filter { it.contains("sleep $ever") }.toList()
    }
}
