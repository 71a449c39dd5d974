package groovyinfra.endtoend

import groovyinfra.connect.ssh.Sshd
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Jobs as a user meets them: in deploy files, at the end of a run, and with {@code groovy-infra jobs}. */
@Timeout(180)
class JobsSpec extends Specification {
    @TempDir Path folder

    private program(List<?> arguments) {
        new CommandLine(folder, folder.resolve('cache')).run([arguments.first(), '--color', 'never', *arguments.drop(1)]*.toString())
    }

    private deploy(String text, List<?> flags = ['-i', 'demo:1', '-y']) {
        def file = folder.resolve('deploy.groovy')
        Files.writeString(file, text.stripIndent())
        program([flags.contains('-y') ? 'run' : 'plan', file, *flags])
    }

    def 'a job is started, looked at, and waited for; its failure is the wait\'s'() {
        when:
        def said = deploy('''
            def job = server.shell('while [ ! -e go ]; do sleep 0.1; done; echo made; echo bad >&2; exit 3', background: true, name: 'backup')
            println "started ${job.changed} ${job.poll.running} ${job.poll.name()} ${jobs.all*.name()}"
            server.shell 'touch go'
            try {
                job.wait()
            } catch (OperationFailed failed) {
                println "failed: ${failed.message}"
            }
            println "present ${job.poll.present}"
            def second = server.shell('echo two', background: true)
            def end = second.wait(timeout: 1.min)
            println "${end.stdout.trim()} ${end.exitCode} ${end.changed}"
            def third = server.shell('exit 4', background: true).wait(ignoreErrors: true)
            println "third ${third.failed} ${third.exitCode}"
            def none = server.shell('exit 4', background: true, when: false)
            println "none ${none.wait().skipped} ${none.poll.present}"
            server.shell('exit 5', background: true).wait(successCodes: [5])
            server.script('job.sh', background: true, arguments: ['a b']).wait()
        ''')

        then:
        said.code == 0
        said.all.contains('started true true backup [backup]')
        said.all =~ /failed: Command failed/
        said.all.contains('present false')
        said.all.contains('two 0 true')
        said.all.contains('third true 4')
        said.all.contains('none true false')
        !said.all.contains('In the background')
    }

    def setup() {
        Files.writeString(folder.resolve('job.sh'), '#!/bin/sh\ntest "$1" = "a b"\n')
    }

    def 'a failure shows exit code and last lines, and ends the host'() {
        when:
        def said = deploy('''
            def job = server.shell('echo last words >&2; exit 3', background: true, name: 'backup')
            job.wait()
            server.shell 'echo never'
        ''')

        then:
        said.code == 1
        said.all.contains('wait for backup: exit 3')
        said.all.contains('last words')
        said.all.contains('deploy.groovy:3')
        !said.all.contains('echo never  ')
    }

    def 'a plan shows start and wait, and ends where the job is looked at'() {
        when:
        def said = deploy('''\
            def job = server.shell('make-backup', background: true)
            job.wait(timeout: 1.h)
            if (job.poll.ended) println 'over'
        ''', ['-i', 'demo:2'])

        then:
        said.code == 0
        said.out.contains('[1/2] server.shell make-backup           always      demo-[1-2]')
        said.out.contains('[2/2] job.wait server.shell make-backup  always      demo-[1-2]')
        said.out =~ /then more on demo-\[1-2], depending on server.shell make-backup, \S*deploy.groovy:1/
    }

    def 'what is left is said with the command to type; later it is listed, shown, waited for, stopped, removed'() {
        when:
        def said = deploy("""
            server.shell "echo begun; while [ ! -e ${folder}/go ]; do sleep 0.1; done; echo over", background: true, name: 'backup'
            server.shell 'echo x; sleep 1000', background: true, name: 'other'
        """.stripIndent(), ['-i', 'demo:2', '-y', '--demo-reset'])

        then:
        said.code == 0
        said.out.contains('In the background: backup on demo-[1-2]\nIn the background: other on demo-[1-2]\n')
        said.out.contains('Next: groovy-infra jobs --color never -i demo:2\n')

        when:
        def listed = program(['jobs', '-i', 'demo:2'])

        then:
        listed.code == 0
        listed.out.readLines()*.replaceAll(/\b[0-9a-f]{8}\b/, 'ID......')*.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/, 'TIME')*.replaceAll(/  +/, '  ')*.replaceAll(/[\d.]+ s|\d+ min \d+ s/, 'TOOK') == [
            'host  id  state  took  started  user  job',
            *['demo-1', 'demo-2'].collectMany { host -> ['backup', 'other'].collect { "$host  ID......  running  TOOK  TIME  ${System.getProperty('user.name')}  $it".toString() } }]

        when:
        def shown = program(['jobs', 'other', '-i', 'demo:1', '--json'])
        Files.createFile(folder.resolve('go'))
        def waited = program(['jobs', 'backup', '-i', 'demo:2', '--wait'])
        def stopped = program(['jobs', 'other', '-i', 'demo:2', '--stop'])
        def cleaned = program(['jobs', '-i', 'demo:2', '--clean'])
        def unknown = program(['jobs', 'backup', '-i', 'demo:2'])

        then:
        shown.out.contains('"type":"jobListed"')
        shown.out.contains('"state":"running"')
        shown.out.contains('"stdout":"x\\n"')
        waited.code == 0
        waited.out.contains('demo-[1-2]:\n  begun\n  over\n')
        stopped.out =~ /(?m)^demo-1 .* stopped .* other$/
        stopped.out.contains('demo-[1-2]: stopped')
        cleaned.out.contains('demo-[1-2]: removed 1\nno jobs\n')
        unknown.code == 2
        unknown.err.contains('No such job')
    }

    @Requires({ Sshd.usable() })
    def 'a job outlives its connection and its run; the next run waits for it'() {
        given:
        def server = Sshd.start()
        def inventory = folder.resolve('hosts.yaml')
        Files.writeString(inventory, "hosts: {here: {address: 127.0.0.1, ssh: {port: $server.port, user: $server.user, hostKeys: insecure, key: $server.home/.ssh/id_ed25519}}}")

        when:
        def first = deploy("""
            server.shell "while [ ! -e ${folder}/go ]; do sleep 0.1; done; echo survived", background: true, name: 'backup'
            server.shell 'exec sleep 0.1'
        """, ['-i', inventory, '-y'])
        server.killSessions()
        Files.createFile(folder.resolve('go'))
        def second = deploy('''
            println "found ${jobs.named('backup').poll.present}"
            println jobs.named('backup').wait(timeout: 1.min).stdout
            println "left ${jobs.all.size()}"
        ''', ['-i', inventory, '-y'])

        then:
        first.code == 0
        first.out.contains("Next: groovy-infra jobs --color never -i $inventory")
        second.code == 0
        second.all.contains('found true')
        second.all.contains('here: survived')
        second.all.contains('left 0')

        cleanup:
        server?.close()
    }

    def 'exec starts a job, too'() {
        when:
        def started = program(['exec', '-i', 'demo:1', '--demo-reset', '--background', '--', 'echo hello'])
        def waited = program(['jobs', 'exec echo hello', '-i', 'demo:1', '--wait'])

        then:
        started.out =~ /^demo-1: [0-9a-f]{8}\n/
        waited.out.contains('demo-1: hello\n')
    }

    def 'flags that exclude each other are refused: #flags'() {
        when:
        def said = program(['jobs', '-i', 'demo:1', *flags])

        then:
        said.code == 2
        said.err.contains(message)

        where:
        flags                     || message
        ['--wait']                || 'no job is named'
        ['--stop']                || 'no job is named'
        ['x', '--wait', '--stop'] || 'exclude each other'
    }

    def 'jobs of root are other jobs: by sudo on a separate host'() {
        given:
        def machine = Fleet.separate(3)
        def inventory = folder.resolve('hosts.yaml')
        Files.writeString(inventory, "hosts: {h3: {address: ${machine.address()}, ssh: {port: ${machine.port()}, user: deploy, hostKeys: insecure, key: ${machine.key()}}}}")

        when:
        def said = deploy('''
            def job = sudo { server.shell('id -un; pwd; sleep 1000', background: true, name: 'as root', timeout: 1.h) }
            println "seen ${job.poll.user()} ${jobs.all.size()}"
        ''', ['-i', inventory, '-y'])
        def login = program(['jobs', '-i', inventory])
        def root = program(['jobs', '-i', inventory, '--sudo'])
        def stopped = program(['jobs', 'as root', '-i', inventory, '--sudo', '--stop'])
        def shown = program(['jobs', 'as root', '-i', inventory, '--sudo', '--wait'])

        then:
        said.code == 0
        said.all.contains('seen root 0')
        said.out.contains("Next: groovy-infra jobs --sudo --color never -i $inventory")
        login.out == 'no jobs\n'
        root.out =~ /(?m)^h3 .* running .* root  +as root$/
        stopped.out.contains('h3: stopped')
        shown.code == 1
        shown.out.contains('  root\n  /root\n')
        machine.exec('sh', '-c', 'ls /root/.cache/groovy-infra/jobs').blank
    }
}
