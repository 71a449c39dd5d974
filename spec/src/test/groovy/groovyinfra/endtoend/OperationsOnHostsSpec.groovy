package groovyinfra.endtoend

import com.fasterxml.jackson.jr.ob.JSON
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Every operation on a real, separate host: the steps and differences of files in the plan are those of the apply, without an exception,
 * and after it there is nothing left to plan.
 * An operation without documentation, without a table of its branches, or without a row here fails the build.
 */
class OperationsOnHostsSpec extends Specification {
    private static final Path ROOT = Path.of(System.getProperty('project.root'))

    @TempDir
    @Shared
    Path folder

    def '#operation: #what'() {
        given:
        def host = Fleet.separate(1)
        def command = typist(host)
        if (before) host.exec('sh', '-c', before)
        Files.writeString(folder.resolve('deploy.groovy'), deploy.replace('FOLDER', "$folder") + '\n')

        when: 'it is planned, and applied'
        def planned = events(command, 'plan')
        def applied = events(command, 'run', '-y')

        then: 'what was planned is what was done, step by step, and line by line of files'
        counts(planned) == (plan == 'changes' ? [1, 0, 0] : [0, 0, 1])
        applied.findAll { it.type == 'callFinished' }*.outcome*.kind == [outcome]
        done(applied) == foreseen(planned)
        foreseen(planned)*.steps.every()
        !check || host.exec('sh', '-c', check) != null

        when: 'it is planned again'
        def again = events(command, 'plan')

        then: 'nothing is left to do'
        counts(again) == (plan == 'changes' ? [0, 1, 0] : [0, 0, 1])

        where:
        [operation, what, before, deploy, plan, outcome, check] << ROWS
    }

    def '#operation has a row above'() {
        expect:
        operation in ROWS*.first()

        where:
        operation << StandardOperations.all()*.title()
    }

    def '#operation.title() has documentation with an example, and a table of its branches'() {
        given:
        def folder = operation.library().packageName.tokenize('.').last()
        def tables = new File("$ROOT/spec/src/test/groovy/groovyinfra/stdlib/$folder").listFiles()*.text.join('\n')

        expect:
        operation.doc().contains('<pre>')
        tables =~ /def '[^']*\b${operation.name()}\b/
        tables =~ /\b[A-Z]+\.${operation.name()}[( ]/

        where:
        operation << StandardOperations.all()
    }

    def 'the example of #operation.title() compiles'() {
        given:
        def file = folder.resolve("${operation.name()}.groovy")
        def text = operation.doc().replaceAll(/(?m)^\s*\* ?/, '')
        Files.writeString(file, text.findAll(/(?s)<pre>(.*?)<\/pre>/) { all, code -> code.stripIndent() }.join('\n'))

        when:
        def command = new Typist(folder).call(['check', file])

        then:
        [command.code, command.err] == [0, command.err]

        where:
        operation << StandardOperations.all()
    }

    def 'the libraries that are looked at are all there are'() {
        expect:
        StandardOperations.all()*.title().size() == StandardOperations.all()*.title().toSet().size()
        StandardOperations.all().size() >= 26
    }

    private List<Map> events(Typist command, String... words) {
        command.call([*words, folder.resolve('deploy.groovy'), '-i', folder.resolve('inventory.yaml'), '--json'])
        assert [command.code, command.err] == [0, command.err]
        command.out.readLines().collect { JSON.std.mapFrom(it) }
    }

    /** How many calls of a plan change something, leave all as it is, run always. */
    private static List<Integer> counts(List<Map> events) {
        def plan = events.last().plan
        [plan.changes, plan.unchanged, plan.always]
    }

    /** The steps of each call of a plan, with the differences of files. */
    private static List<Map> foreseen(List<Map> events) {
        events.last().plan.stages*.calls.flatten().collect { [host: it.host, target: it.target, steps: it.steps] }
    }

    /** The steps of each call of an apply, with the differences of files. */
    private static List<Map> done(List<Map> events) {
        events.findAll { it.type == 'callStarted' }.collect { call ->
            def steps = events.findAll { it.type == 'stepStarted' && it.stage == call.stage && it.host == call.host }
            [host: call.host, target: call.target, steps: steps*.subMap('shown', 'difference')]
        }
    }

    private Typist typist(Fleet.Machine host) {
        if (!Files.exists(folder.resolve('inventory.yaml'))) {
            host.reset()
            Files.createDirectories(folder.resolve('.ssh'))
            Files.copy(host.knownHosts(), folder.resolve('.ssh/known_hosts'))
            Files.writeString(folder.resolve('inventory.yaml'), """\
                hosts:
                  web:
                    address: ${host.address()}
                    ssh: {user: deploy, port: ${host.port()}, key: ${host.key()}}
                    options: {sudo: true}
                    data: {token: geheim}
                """.stripIndent())
            Files.writeString(folder.resolve('plain.txt'), 'plain\n')
            Files.writeString(folder.resolve('site.j2'), 'server_name {{ host.name }};\n{% for p in ports %}\nlisten {{ p }};\n{% endfor %}\n')
            Files.createDirectories(folder.resolve('site/a'))
            Files.createDirectories(folder.resolve('many'))
            ['a/one': 'one\n', 'a/run': '#!/bin/sh\n', 'x.map': ''].each { name, text -> Files.writeString(folder.resolve("site/$name"), text) }
            folder.resolve('site/a/run').toFile().executable = true
            Files.createSymbolicLink(folder.resolve('site/link'), Path.of('a/one'))
            (1..40).each { Files.writeString(folder.resolve("many/$it"), "$it\n") }
            Files.writeString(folder.resolve('make.sh'), '#!/bin/bash\necho "$1" > /srv/made\n')
            Files.writeString(folder.resolve('app.asc'), '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n')
        }
        new Typist(folder)
    }

    private static final String REPOSITORY = '''
        git init -q -b main /srv/origin && cd /srv/origin && git config user.name x && git config user.email x@y
        git commit -q --allow-empty -m one && git tag v1 && echo 2 > file && git add file && git commit -q -m two'''

    private static final String SUBMODULE = '''
        git config --system protocol.file.allow always && git config --system safe.directory '*'
        git init -q -b main /srv/part && cd /srv/part && git config user.name x && git config user.email x@y
        touch file && git add file && git commit -q -m one && cd /srv/origin && git submodule add -q /srv/part sub && git commit -q -m sub'''

    private static final String PACKAGES = '''
        mkdir -p /srv/packages && cd /srv/packages && for version in 1.0 2.0; do
            mkdir -p /srv/build/DEBIAN /srv/build/srv /srv/build/etc && echo $version > /srv/build/srv/tiny
            echo set > /srv/build/etc/tiny.conf && echo /etc/tiny.conf > /srv/build/DEBIAN/conffiles
            printf 'Package: tiny\nVersion: %s\nArchitecture: all\nMaintainer: x\nDescription: tiny\n' $version > /srv/build/DEBIAN/control
            dpkg-deb --build /srv/build tiny_$version.deb >/dev/null
            cat /srv/build/DEBIAN/control; echo "Filename: ./tiny_$version.deb"; echo "Size: $(stat -c %s tiny_$version.deb)"
            echo "SHA256: $(sha256sum < tiny_$version.deb | cut -d' ' -f1)"; echo; done > Packages'''

    private static final String OLD_LISTS = 'touch -d "2 days ago" /var/lib/apt/lists /var/lib/apt/periodic/update-success-stamp'

    private static final String UNIT = '''
        printf '[Service]\nExecStart=/bin/sleep 1d\n[Install]\nWantedBy=multi-user.target\n' > /lib/systemd/system/app.service
        systemctl daemon-reload && systemctl enable --now app'''

    /** operation, what, command on the host before, deploy file, what the plan says, how the apply ends, command that checks. */
    private static final List<List> ROWS = [
        ['server.shell', 'a command', '', "server.shell 'touch /srv/shell'", 'always', 'changed', 'ls /srv/shell'],
        ['server.script', 'a script', '', "server.script 'make.sh', arguments: ['a b']", 'always', 'changed', 'grep "a b" /srv/made'],
        ['server.group', 'a new one', '', "server.group 'web', gid: 2000", 'changes', 'changed', 'getent group web | grep 2000'],
        ['server.group', 'another number', '', "server.group 'web', gid: 2001", 'changes', 'changed', 'getent group web | grep 2001'],
        ['server.group', 'none', 'groupadd old', "server.group 'old', present: false", 'changes', 'changed', '! getent group old'],
        ['server.user', 'a new one', '', """server.user 'ann', groups: ['web'], shell: '/bin/bash', comment: 'Ann B',
            keys: ['ssh-ed25519 AAAAC3NzaC1 ann'], password: '\$6\$x\$y'""", 'changes', 'changed',
            'id ann | grep web && grep AAAAC3NzaC1 ~ann/.ssh/authorized_keys && stat -c %a ~ann/.ssh/authorized_keys | grep 600'],
        ['server.user', 'with changes', '', "server.user 'ann', groups: [], shell: '/bin/sh', keys: [], exclusive: true", 'changes', 'changed',
            '! id ann | grep web && ! grep AAAA ~ann/.ssh/authorized_keys'],
        ['server.user', 'none', '', "server.user 'ann', present: false, removeHome: true", 'changes', 'changed', '! id ann && ! ls /home/ann'],
        ['server.user', 'for the group of its name', 'groupadd carl', "server.user 'carl', comment: 'Carl'", 'changes', 'changed',
            'id -gn carl | grep -x carl && test -d /home/carl'],
        ['server.user', 'with keys in another place', '', "server.user 'carl', home: '/srv/carl', moveHome: true, keys: ['restrict ssh-ed25519 AAAAC3NzaC1']",
            'changes', 'changed', 'grep "restrict ssh-ed25519 AAAAC3NzaC1" /srv/carl/.ssh/authorized_keys && ! test -e /home/carl'],
        ['server.user', 'with keys that anybody could change', 'chown root /srv/carl/.ssh && chmod 666 /srv/carl/.ssh/authorized_keys',
            "server.user 'carl', keys: ['restrict ssh-ed25519 AAAAC3NzaC1']", 'changes', 'changed',
            'stat -c %U%a /srv/carl/.ssh | grep carl700 && stat -c %U%a /srv/carl/.ssh/authorized_keys | grep carl600'],
        ['server.user', 'with a home once more', 'rm -r /srv/carl', "server.user 'carl', createHome: true, groups: ['carl', 'adm']", 'changes', 'changed',
            'stat -c %U%G%a /srv/carl | grep carlcarl700 && ls /srv/carl/.profile && id carl | grep adm'],
        ['server.user', 'with a number twice', '', "server.user 'root2', uid: 0, unique: false, createHome: false", 'changes', 'changed', 'id -u root2 | grep -x 0'],
        ['server.hostname', 'another', '', "server.hostname 'web-1'", 'changes', 'changed', 'grep -x web-1 /etc/hostname && hostname | grep -x web-1'],
        ['files.file', 'a new one', '', "files.file '/srv/a', content: \"a \${host.name}\\n\", mode: '0640', group: 'adm'", 'changes', 'changed',
            'grep -x "a web" /srv/a && stat -c "%a %G" /srv/a | grep "640 adm"'],
        ['files.file', 'another content', '', "files.file '/srv/a', content: 'b'", 'changes', 'changed', 'stat -c "%a %G" /srv/a | grep "640 adm"'],
        ['files.file', 'another content, and the old one kept', '', "files.file '/srv/a', content: 'kept', backup: true", 'changes', 'changed',
            'grep kept /srv/a && grep b /srv/a.*~ && stat -c "%a %G" /srv/a.*~ | grep "640 adm"'],
        ['files.file', 'another mode', '', "files.file '/srv/a', mode: '0600', owner: 'deploy'", 'changes', 'changed',
            'stat -c "%a %U" /srv/a | grep "600 deploy"'],
        ['files.file', 'a new one of new directories', '', "files.file '/srv/n/e/w', parents: true", 'changes', 'changed', 'ls /srv/n/e/w'],
        ['files.file', 'what a link leads to', 'ln -s a /srv/link', "files.file '/srv/link', content: 'c'", 'changes', 'changed',
            'test -L /srv/link && grep c /srv/a'],
        ['files.file', 'a secret', '', "files.file '/srv/secret', content: secret(host.data.token), mode: '0600'", 'changes', 'changed',
            'grep geheim /srv/secret'],
        ['files.file', 'in place of a directory', 'mkdir /srv/d', "files.file '/srv/d', force: true", 'changes', 'changed', 'test -f /srv/d'],
        ['files.file', 'a touched one', '', "files.file '/srv/a', touch: true", 'always', 'changed', ''],
        ['files.file', 'none', '', "files.file '/srv/a', present: false", 'changes', 'changed', '! ls /srv/a'],
        ['files.directory', 'a new one', '', "files.directory '/srv/one/two', mode: '2750', group: 'adm'", 'changes', 'changed',
            'stat -c "%a %G" /srv/one/two | grep "2750 adm"'],
        ['files.directory', 'all in it', 'touch /srv/one/two/x', "files.directory '/srv/one', owner: 'deploy', recursive: true", 'changes', 'changed',
            'stat -c %U /srv/one/two/x | grep deploy'],
        ['files.directory', 'none', '', "files.directory '/srv/one', present: false", 'changes', 'changed', '! ls /srv/one'],
        ['files.link', 'a new one', '', "files.link '/srv/current', target: 'releases/1'", 'changes', 'changed',
            'readlink /srv/current | grep -x releases/1'],
        ['files.link', 'below new directories', '', "files.link '/srv/l/i/nk', target: '/srv', parents: true, owner: 'deploy'", 'changes', 'changed',
            'readlink /srv/l/i/nk && stat -c %U /srv/l/i | grep deploy'],
        ['files.link', 'in place of a directory that is kept', 'mkdir -p /srv/kept/x', "files.link '/srv/kept', target: 'one', force: true, backup: true",
            'changes', 'changed', 'test -L /srv/kept && test -d /srv/kept.*~/x'],
        ['files.link', 'another target', '', "files.link '/srv/current', target: '/srv'", 'changes', 'changed', 'readlink /srv/current | grep -x /srv'],
        ['files.link', 'a hard one', 'echo > /srv/hard', "files.link '/srv/harder', target: '/srv/hard', symbolic: false", 'changes', 'changed',
            'test /srv/hard -ef /srv/harder'],
        ['files.link', 'none', '', "files.link '/srv/current', present: false", 'changes', 'changed', '! test -L /srv/current'],
        ['files.put', 'a new one', '', "files.put 'plain.txt', '/srv/plain', mode: '0644'", 'changes', 'changed', 'grep -x plain /srv/plain'],
        ['files.put', 'into a directory', '', "files.put 'plain.txt', '/srv/into/', parents: true", 'changes', 'changed',
            'grep -x plain /srv/into/plain.txt'],
        ['files.sync', 'a new one', '', "files.sync 'site', '/srv/sync', owner: 'deploy', group: 'adm', exclude: ['*.map']", 'changes', 'changed',
            'grep -x one /srv/sync/a/one && stat -c "%a %U %G" /srv/sync/a/run | grep "755 deploy adm" && readlink /srv/sync/link && ! ls /srv/sync/x.map'],
        ['files.sync', 'with changes', 'echo two >/srv/sync/a/one; echo >/srv/sync/more', "files.sync 'site', '/srv/sync', delete: true, mode: '0600'",
            'changes', 'changed', '! ls /srv/sync/more && grep -x one /srv/sync/a/one && stat -c "%a %U" /srv/sync/a/one | grep "600 deploy"'],
        ['files.sync', 'as one stream', '', "files.sync 'many', '/srv/sync', delete: true, owner: 'deploy'", 'changes', 'changed',
            'ls -A /srv/sync | wc -l | grep -x 40 && ! find /srv/sync ! -user deploy | grep .'],
        ['files.get', 'below a new directory', 'echo from the host > /srv/there', "files.get '/srv/there', 'FOLDER/far/away.txt', parents: true", 'changes',
            'changed', ''],
        ['files.get', 'a new one', 'echo from the host > /srv/there', "files.get '/srv/there', 'FOLDER/got.txt'", 'changes', 'changed', ''],
        ['files.template', 'a new one', '', "files.template 'site.j2', '/srv/site', data: [ports: [80, 443]]", 'changes', 'changed',
            'printf "server_name web;\\nlisten 80;\\nlisten 443;\\n" | cmp - /srv/site'],
        ['files.line', 'a new one', '', "files.line '/etc/sudoers.d/admins', 'ann ALL=(ALL) ALL', validate: 'visudo -cf %s', mode: '0440'",
            'changes', 'changed',

            'grep -x "ann ALL=(ALL) ALL" /etc/sudoers.d/admins && ls -A /etc/sudoers.d | grep -v "^\\.[^.]" | grep admins'],
        ['files.line', 'another', '', "files.line '/etc/sudoers.d/admins', 'bob ALL=(ALL) ALL', match: '^ann ', validate: 'visudo -cf %s'",
            'changes', 'changed',

            'grep -x "bob ALL=(ALL) ALL" /etc/sudoers.d/admins && stat -c %a /etc/sudoers.d/admins | grep 440'],
        ['files.line', 'none', '', "files.line '/etc/sudoers.d/admins', 'bob ALL=(ALL) ALL', present: false", 'changes', 'changed',
            '! grep bob /etc/sudoers.d/admins'],
        ['files.block', 'a new one', '', "files.block '/etc/hosts', '10.9.9.1 db\\n10.9.9.2 cache', marker: '# {mark} cluster'", 'changes', 'changed',
            'getent hosts cache | grep 10.9.9.2'],
        ['files.block', 'another', '', "files.block '/etc/hosts', '10.9.9.3 cache', marker: '# {mark} cluster'", 'changes', 'changed',
            'getent hosts cache | grep 10.9.9.3'],
        ['files.block', 'none', '', "files.block '/etc/hosts', '', present: false, marker: '# {mark} cluster'", 'changes', 'changed',
            '! grep cluster /etc/hosts'],
        ['apt.key', 'a new one', '', "apt.key 'app.asc'", 'changes', 'changed', 'grep AAAA /etc/apt/keyrings/app.asc'],
        ['apt.repo', 'a new one', PACKAGES, "apt.repo 'deb [trusted=yes] file:/srv/packages ./', file: 'local'", 'changes', 'changed',
            'apt-cache show tiny'],
        ['apt.packages', 'a new one', '', "apt.packages ['tiny', 'curl'], update: true, cacheTime: 1.day", 'changes', 'changed', 'test -f /srv/tiny'],
        ['apt.packages', 'none', '', "apt.packages 'tiny', present: false, purge: true", 'changes', 'changed', '! test -f /srv/tiny'],
        ['apt.packages', 'a version', '', "apt.packages 'tiny=1.0'", 'changes', 'changed', 'dpkg-query -W tiny | grep 1.0'],
        ['apt.packages', 'all that is newer', '', 'apt.packages([], upgrade: true)', 'changes', 'changed', 'dpkg-query -W tiny | grep 2.0'],
        ['apt.packages', 'an older version', '', "apt.packages 'tiny=1.0', force: true", 'changes', 'changed', 'dpkg-query -W tiny | grep 1.0'],
        ['apt.packages', 'none and no settings', 'apt-get remove -y tiny', "apt.packages 'tiny', present: false, purge: true", 'changes', 'changed',
            '! ls /etc/tiny.conf'],
        ['apt.packages', 'of the architecture', '', 'apt.packages "tiny:${fact(DebArch)}=1.0"', 'changes', 'changed', 'ls /etc/tiny.conf'],
        ['apt.packages', 'the latest', '', "apt.packages 'tiny', latest: true", 'changes', 'changed', 'dpkg-query -W tiny | grep 2.0'],
        ['apt.repo', 'another in the same file', '', "apt.repo 'deb [trusted=yes] file:/srv/packages/ /', file: 'local'", 'changes', 'changed',
            'grep -c "file:/srv/packages" /etc/apt/sources.list.d/local.list | grep -x 2'],
        ['apt.repo', 'none of them', '', "apt.repo 'deb [trusted=yes] file:/srv/packages /', present: false", 'changes', 'changed',
            'grep -c "file:/srv/packages" /etc/apt/sources.list.d/local.list | grep -x 1'],
        ['apt.update', 'after two days', OLD_LISTS, 'apt.update cacheTime: 1.day', 'changes', 'changed', ''],
        ['apt.update', 'always', '', 'apt.update()', 'always', 'changed', ''],
        ['apt.repo', 'none', '', "apt.repo 'deb [trusted=yes]  file:/srv/packages/ ./', present: false", 'changes', 'changed',
            '! ls /etc/apt/sources.list.d/local.list'],
        ['systemd.service', 'stopped', UNIT, "systemd.service 'app', running: false, enabled: false", 'changes', 'changed', '! systemctl is-active app'],
        ['systemd.service', 'started', '', "systemd.service 'app', enabled: true", 'changes', 'changed',
            'systemctl is-active app && systemctl is-enabled app'],
        ['systemd.service', 'restarted', '', "systemd.service 'app', restarted: true", 'always', 'changed', 'systemctl is-active app'],
        ['systemd.service', 'masked', '', "systemd.service 'app', masked: true, running: false", 'changes', 'changed',
            'systemctl is-enabled app | grep masked'],
        ['systemd.service', 'unmasked', '', "systemd.service 'app', masked: false", 'changes', 'changed', 'systemctl is-active app'],
        ['systemd.daemonReload', 'always', '', 'systemd.daemonReload()', 'always', 'changed', ''],
        ['git.repo', 'a new one', REPOSITORY, "git.repo '/srv/origin', '/srv/tree', version: 'v1'", 'changes', 'changed',
            'test -d /srv/tree/.git && ! test -e /srv/tree/file'],
        ['git.repo', 'a branch', '', "git.repo '/srv/origin', '/srv/tree'", 'changes', 'changed',
            'grep 2 /srv/tree/file && cd /srv/tree && git branch --show-current | grep main'],
        ['git.repo', 'with submodules', SUBMODULE, "git.repo '/srv/origin', '/srv/tree', submodules: true", 'changes', 'changed', 'ls /srv/tree/sub/file'],
        ['git.repo', 'with submodules that are behind', 'git -C /srv/tree submodule deinit -q --all',
            "git.repo '/srv/origin', '/srv/tree', submodules: true", 'changes', 'changed', 'ls /srv/tree/sub/file'],
        ['git.repo', 'of another user', 'install -d -o deploy /srv/own', "git.repo '/srv/part', '/srv/own', sudo: 'deploy'", 'changes', 'changed',
            'stat -c %U /srv/own/file | grep deploy'],
        ['message', 'always', '', 'message "on ${host.name}"', 'always', 'unchanged', ''],
        ['confirm', 'always', '', "confirm 'go on?'", 'always', 'unchanged', ''],
        ['pause', 'always', '', 'pause 100.ms', 'always', 'unchanged', ''],
        ['reconnect', 'always', '', 'reconnect()', 'always', 'unchanged', ''],
        ['waitFor', 'a port', '', 'waitFor port: 22', 'always', 'unchanged', ''],
        ['waitFor', 'a file', '', "waitFor file: '/etc/passwd'", 'always', 'unchanged', ''],
        ['waitFor', 'from the controller', '', 'local { waitFor(port: 22, address: host.address, sudo: false) }', 'always', 'unchanged', ''],
        ['call', 'always', '', 'call { 1 + 1 }', 'always', 'changed', ''],
        ['fail', 'is caught', '', "try { fail 'no' } catch (OperationFailed failed) { println failed.message }", 'always', 'failed', '']
    ]
}
