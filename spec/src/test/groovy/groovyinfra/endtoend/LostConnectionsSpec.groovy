package groovyinfra.endtoend

import groovyinfra.cli.Main
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(300)
class LostConnectionsSpec extends Specification {
    /** Ends the nearest sshd above. */
    static final String CUT = 'at=$$; while ! grep -q "^sshd" /proc/$at/comm; do at=$(cut -d" " -f4 /proc/$at/stat); done; kill -9 $at'

    @TempDir
    Path folder

    private CommandLine.Said run(String verb, String... arguments) {
        new CommandLine(folder, folder.resolve('cache')).run([verb, '-i', folder.resolve('hosts.yaml').toString(), *arguments])
    }

    def 'a run whose connections are cut in the middle of a call ends well, and says that the hosts were connected again'() {
        given:
        def machines = [Fleet.separate(1), Fleet.separate(2)]
        machines*.reset()
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {user: deploy, key: ${machines[0].key()}, hostKeys: insecure}
            hosts:
              one: {address: ${machines[0].address()}, ssh: {port: ${machines[0].port()}}}
              two: {address: ${machines[1].address()}, ssh: {port: ${machines[1].port()}}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'), """\
            def first = server.shell raw('echo begun; $CUT; sleep 2; echo survived; echo x >>/tmp/times'), name: 'Cut'
            message first.stdout.trim().replace('\\n', ', ')
            sudo {
                def second = server.shell raw('$CUT; sleep 1; id -un; wc -l </tmp/times'), name: 'Cut as root'
                message second.stdout.trim().replace('\\n', ', ')
            }
            files.file '/tmp/after', mode: '0600'
            """.stripIndent())

        when:
        def said = run('run', folder.resolve('deploy.groovy').toString(), '-y')

        then:
        said.code == 0
        said.all =~ /(one,two|two,one): begun, survived/
        said.all =~ /(one,two|two,one): root, 1/
        ['one', 'two'].every { host ->
            (said.err =~ /(?m)^$host was lost \(.*\), and is being connected again$/).size() == 2 &&
                (said.err =~ /(?m)^$host is connected again, after .* s$/).size() == 2
        }

        and: 'nothing stays on the hosts'
        machines.every { it.exec('sh', '-c', 'ls -d /tmp/.groovy-infra-* 2>/dev/null || echo none').trim() == 'none' }
        machines.every { it.exec('sh', '-c', 'pgrep -x tee || echo none').trim() == 'none' }
    }

    def 'exec gives a host up whose connection is cut, where its settings do not say for how long to connect again'() {
        given:
        def machine = Fleet.separate(3)
        machine.reset()
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {user: deploy, key: ${machine.key()}, hostKeys: insecure$settings}
            hosts:
              one: {address: ${machine.address()}, ssh: {port: ${machine.port()}}}
            """.stripIndent())

        when:
        def said = run('exec', '--', "echo begun; $CUT; sleep 1; echo sur''vived")

        then:
        said.code == code
        said.all.contains('survived') == survives
        said.all.contains('is being connected again') == survives

        where:
        settings            | code | survives
        ''                  | 1    | false
        ', reconnect: 60s'  | 0    | true
    }

    def 'for --debug the end of a connection is an error where it was lost, and none where it was no longer needed'() {
        given:
        def machine = Fleet.thin(1)[0]
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {key: ${machine.key()}, hostKeys: insecure}
            hosts:
              one: {address: ${machine.address()}, ssh: {port: ${machine.port()}}}
            """.stripIndent())

        when:
        def said = run('exec', '--debug', '--', command)

        then:
        said.code == code
        (said.err =~ /(?m)^\S+ ERROR net\.schmizz.*$/).collect().empty == (code == 0)

        where:
        command       | code
        'echo done'   | 0
        'sleep 5 &'   | 0
        CUT           | 1
    }

    def 'what a killed run has left running comes to its end, and what it has left lying there is removed by a later run'() {
        given:
        def machine = Fleet.thin(1)[0]
        def temporary = Files.createDirectory(folder.resolve('tmp'))
        def begun = folder.resolve('begun')
        def gate = folder.resolve('gate')
        def done = folder.resolve('done')
        def conditions = new PollingConditions(timeout: 90, delay: 0.1)
        def records = { Files.list(temporary).withCloseable { it.toList() } }
        Files.writeString(folder.resolve('hosts.yaml'), """\
            ssh: {key: ${machine.key()}, hostKeys: insecure, tempDirectory: $temporary}
            hosts:
              one: {address: ${machine.address()}, ssh: {port: ${machine.port()}}}
            """.stripIndent())
        Files.writeString(folder.resolve('deploy.groovy'),
            "server.shell raw('[ -e $gate ] || { : >$begun; while [ ! -e $gate ]; do echo tick; sleep 0.1; done; echo end; : >$done; }')\n")
        def arguments = ['run', folder.resolve('deploy.groovy').toString(), '-y', '-i', folder.resolve('hosts.yaml').toString()]
        def builder = new ProcessBuilder([
            "${System.getProperty('java.home')}/bin/java", '-cp', System.getProperty('java.class.path'), Main.name, *arguments]*.toString())
        builder.environment().putAll(HOME: folder.toString(), XDG_CACHE_HOME: folder.resolve('cache').toString())

        when: 'the runner is killed in the middle of a command'
        def runner = builder.redirectErrorStream(true).redirectOutput(folder.resolve('said').toFile()).start()
        conditions.within(200) { assert Files.exists(begun) || !runner.alive }
        assert Files.exists(begun): Files.readString(folder.resolve('said'))
        runner.destroyForcibly().waitFor()
        Files.createFile(gate)

        then:
        conditions.eventually { assert Files.exists(done) }
        records().size() == 1
        conditions.eventually { assert Files.readString(records()[0].resolve('notes')).contains(' over\n') }

        when: 'much later'
        Files.setLastModifiedTime(records()[0].resolve('notes'), FileTime.from(Instant.now() - Duration.ofHours(2)))
        def said = run('run', folder.resolve('deploy.groovy').toString(), '-y')

        then:
        said.code == 0
        conditions.eventually { assert records() == [] }
    }
}
