package groovyinfra.endtoend

import groovyinfra.connect.ssh.Sshd
import groovyinfra.connect.ssh.WeakWay
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

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

    @Timeout(60)
    def 'Ctrl-C number #times ends a loop that has no end #where, and the summary is written'() {
        given:
        def me = ProcessHandle.current().pid()
        Files.writeString(folder.resolve('deploy.groovy'), """\
            server.shell raw('(until [ -e $folder/begun ]; do sleep 0.1; done; kill -INT $me) >$folder/log 2>&1 &')
            call { new File('$folder/begun').createNewFile(); $within }
            int turns = 0
            try {
                $after
            } finally {
                for (word in ['closed']) { new File('$folder', word).createNewFile() }
            }
            """.stripIndent())
        def line = new CommandLine(folder, folder.resolve('cache'))
        def pressed = 1
        line.listener = { String err ->
            if (pressed < times && err.contains('stopping: what runs comes to its end')) {
                pressed++
                new ProcessBuilder('kill', '-INT', "$me").start()
            }
        }

        when:
        def said = line.run(['run', folder.resolve('deploy.groovy').toString(), '-i', 'local', '-y'])

        then:
        said.code == 130
        said.out.contains('Interrupted: 1 host (1 not reached)')
        said.err.contains('ending what runs on the hosts') == (times == 2)

        and: 'what the script has begun comes to its end'
        times == 2 || Files.exists(folder.resolve('closed'))

        where:
        times | where                   | within                            | after
        1     | 'between calls'         | ''                                | 'while (true) { turns++ }'
        1     | 'that asks at its end'  | ''                                | 'do { turns++ } while (true)'
        1     | 'with nothing to ask'   | ''                                | 'for (;;) { turns++ }'
        2     | 'within a call'         | 'int n = 0; while (true) { n++ }' | ''
    }

    @Timeout(60)
    def 'the first Ctrl-C lets a loop within a call come to its end'() {
        given:
        Files.writeString(folder.resolve('deploy.groovy'), """\
            server.shell raw('(until [ -e $folder/begun ]; do sleep 0.1; done; kill -INT ${ProcessHandle.current().pid()}) >$folder/log 2>&1 &')
            call {
                new File('$folder/begun').createNewFile()
                int turns = 0
                while (!new File('$folder/go').exists()) { turns++ }
                new File('$folder/done').createNewFile()
            }
            call { new File('$folder/never').createNewFile() }
            """.stripIndent())
        def line = new CommandLine(folder, folder.resolve('cache'))
        line.listener = { String err ->
            if (err.contains('stopping: what runs comes to its end')) {
                Files.writeString(folder.resolve('go'), '')
            }
        }

        when:
        def said = line.run(['run', folder.resolve('deploy.groovy').toString(), '-i', 'local', '-y'])

        then:
        said.code == 130
        said.out.contains('Interrupted: 1 host (1 not reached), 2 calls (2 changed)')
        Files.exists(folder.resolve('done'))
        !Files.exists(folder.resolve('never'))
    }

    @Timeout(20)
    def 'Ctrl-C does not wait for a host that is being connected, #how'() {
        given:
        def server = OddServer.silent()
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {hostKeys: insecure, port: $server.port, user: me$settings}
            hosts: {one: {address: 127.0.0.1}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'), "server.shell 'true'\n")
        def line = new CommandLine(folder, folder.resolve('cache'))
        def pressed = false
        line.listener = { String err ->
            if (!pressed) {
                pressed = true
                new ProcessBuilder('kill', '-INT', "${ProcessHandle.current().pid()}").start()
            }
        }

        when:
        def said = line.run(['run', folder.resolve('deploy.groovy').toString(), '-i', folder.resolve('hosts.yaml').toString(), '-y'])

        then:
        said.code == 130
        said.out.contains('Interrupted: 1 host (1 not reached), 0 calls')

        cleanup:
        server.close()

        where:
        how                   | settings
        'and says nothing'    | ''
        'through a program'   | ', proxyCommand: sleep 60'
    }

    @Requires({ Sshd.usable() })
    @Timeout(60)
    def 'the second Ctrl-C does not wait for a host that is away, and the summary says that it was lost'() {
        given:
        def sshd = Sshd.start()
        def way = new WeakWay(sshd.port)
        def begun = folder.resolve('begun')
        def gate = folder.resolve('gate')
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {key: $sshd.home/.ssh/id_ed25519, hostKeys: insecure, port: $way.port}
            hosts: {one: {address: 127.0.0.1}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'),
            "server.shell 'true'\nserver.shell raw(': >$begun; while [ ! -e $gate ]; do sleep 0.1; done'), name: 'Wait'\n")
        def line = new CommandLine(folder, folder.resolve('cache'))
        def presses = ['is being connected again', 'stopping: what runs comes to its end'] as Queue
        def pressed = 0L
        line.listener = { String err ->
            if (presses && err.contains(presses.peek())) {
                presses.remove()
                pressed = System.nanoTime()
                new ProcessBuilder('kill', '-INT', "${ProcessHandle.current().pid()}").start()
            }
        }
        def cut = Thread.startVirtualThread {
            new PollingConditions(timeout: 50, delay: 0.05).eventually { assert Files.exists(begun) }
            way.blocked = true
            way.cut()
        }

        when:
        def said = line.run(['run', folder.resolve('deploy.groovy').toString(), '-i', folder.resolve('hosts.yaml').toString(), '-y'])
        def took = Duration.ofNanos(System.nanoTime() - pressed)

        then:
        said.code == 130
        said.out =~ /Interrupted: 1 host \(1 lost\)/
        said.all.contains('the host was not waited for any longer')
        presses.empty
        took < Duration.ofSeconds(10)

        cleanup:
        Files.writeString(gate, '')
        cut.join()
        way.close()
        sshd.close()
    }

    @Timeout(60)
    def 'Ctrl-C at the question for a password ends it, and what needed it does not run, whatever is typed later'() {
        given:
        def machine = Fleet.separate(1)
        def typed = new CountDownLatch(1)
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {user: ops, password: !secret {command: echo ops}, hostKeys: insecure, port: ${machine.port()}}
            hosts: {one: {address: ${machine.address()}}, two: {address: ${machine.address()}}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'), "sudo { server.shell 'touch /root/after-ctrl-c' }\n")
        def line = new CommandLine(folder, folder.resolve('cache'))
        line.typing = {
            new ProcessBuilder('kill', '-INT', "${ProcessHandle.current().pid()}").start()
            typed.await()
            'ops'
        }

        when:
        def began = System.nanoTime()
        def said = line.run(arguments.collect { folder.resolve(it).toFile().exists() ? folder.resolve(it).toString() : it })
        def took = Duration.ofNanos(System.nanoTime() - began)
        typed.countDown()

        then:
        said.code == 130
        said.err.contains('Password for sudo on the hosts: \n')
        said.err.contains('stopping: what runs comes to its end')
        said.out.contains('Interrupted: ')
        took < Duration.ofSeconds(10)
        machine.exec('sh', '-c', 'ls /root | grep -c after-ctrl-c || true').trim() == '0'

        where:
        arguments << [['run', 'deploy.groovy', '-i', 'hosts.yaml', '-y'],
                      ['exec', '-i', 'hosts.yaml', '--sudo', '--', 'touch /root/after-ctrl-c']]
    }

    private static List<String> left(String ever) {
        ProcessHandle.allProcesses().map { it.info().commandLine().orElse('') }.filter { it.contains("sleep $ever") }.toList()
    }
}
