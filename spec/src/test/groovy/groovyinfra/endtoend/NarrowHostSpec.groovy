package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Hosts whose directory for temporary files is full or noexec, or whose home is read-only: real separate ones. */
class NarrowHostSpec extends Specification {
    @TempDir
    @Shared
    Path folder

    @Shared
    Object host

    def setupSpec() {
        host = Fleet.separate(2)
        host.reset()
        Files.createDirectories(folder.resolve('.ssh'))
        Files.copy(host.knownHosts(), folder.resolve('.ssh/known_hosts'))
        Files.write(folder.resolve('large'), new byte[300_000])
        Files.createDirectories(folder.resolve('tree'))
        (1..40).each { Files.writeString(folder.resolve("tree/$it"), 'x' * 5000) }
        Files.writeString(folder.resolve('show.sh'), '''\
            #!/bin/sh
            echo "user $(id -un), directory $(stat -c %a "$(dirname "$0")"), owned by $(stat -c %U "$(dirname "$0")")"
            '''.stripIndent())
    }

    /** What the program says; the directory for temporary files is that of the host, unless another one is given. */
    Typist run(String deploy, String temporary = '') {
        def settings = "user: deploy, port: ${host.port()}, key: ${host.key()}" + (temporary ? ", tempDirectory: $temporary" : '')
        Files.writeString(folder.resolve('inventory.yaml'), "hosts: {web: {address: ${host.address()}, ssh: {$settings}}}\n")
        Files.writeString(folder.resolve('deploy.groovy'), deploy.stripIndent())
        new Typist(folder).call(['run', folder.resolve('deploy.groovy'), '-i', folder.resolve('inventory.yaml'), '-y', '-vv'])
    }

    def 'with a full, noexec /tmp and a read-only home everything works that needs no room there'() {
        given:
        host.exec('sh', '-c', '''
            mount -t tmpfs -o size=64k,noexec,mode=1777 tmpfs /tmp && { head -c 100000 /dev/zero >/tmp/full; true; }
            mount --bind /home/deploy /home/deploy && mount -o remount,ro,bind /home/deploy && install -d -o deploy /srv/own''')

        when:
        def said = run('''
            server.shell 'touch ~/file', successCodes: [1]
            println "fact: ${fact(CommandPath, 'sh').present}"
            server.shell 'cat >/srv/own/given', stdin: 'given'
            files.file '/srv/own/small', content: 'small'
            files.put 'large', '/srv/own/large'
            files.put 'large', '/etc/large', sudo: true, mode: '0600'
            files.sync 'tree', '/srv/own/tree'
            println "terminal: ${server.shell('test -t 0 && echo yes', pty: true).stdout}"
            ''')

        then:
        [said.code, said.out + said.err] == [0, said.out + said.err]
        said.err.contains('fact: true')
        said.err.contains('terminal: yes')
        host.exec('sh', '-c', 'cat /srv/own/small; stat -c %s /srv/own/large /etc/large; ls /srv/own/tree | wc -l') == 'small300000\n300000\n40\n'
    }

    def 'what needs room there says so, and works with another directory'() {
        when:
        def said = run("server.shell 'wc -c', stdin: 'x' * 300000")

        then:
        said.code == 1
        said.err =~ /(?i)no space left/

        when:
        said = run("println server.shell('wc -c', stdin: 'x' * 300000).stdout", '/var/tmp')

        then:
        said.code == 0
        said.err.contains('300000')
    }

    def 'a script needs no right to execute, and no file that others could read'() {
        when:
        def said = run('''
            println server.script('show.sh').stdout
            println server.script('show.sh', sudo: 'games').stdout
            ''', '/var/tmp')

        then:
        [said.code, said.out + said.err] == [0, said.out + said.err]
        said.err.contains('user deploy, directory 700, owned by deploy')
        said.err.contains('user games, directory 700, owned by games')

        when:
        host.exec('sh', '-c', 'rm /tmp/full')
        said = run("println server.script('show.sh').stdout")

        then:
        said.code == 0
        said.err.contains('user deploy, directory 700')

        cleanup:
        host.exec('sh', '-c', 'umount /tmp; umount /home/deploy')
    }
}
