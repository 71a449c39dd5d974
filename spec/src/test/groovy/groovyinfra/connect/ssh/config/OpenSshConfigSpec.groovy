package groovyinfra.connect.ssh.config

import groovyinfra.connect.ssh.Sshd
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.MessageDigest
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** What applies to a host, compared with what OpenSSH's own client says ({@code ssh -G}). */
@Requires({ Sshd.usable() })
class OpenSshConfigSpec extends Specification {
    private static final List<String> SINGLE = [
        'User', 'Port', 'IdentitiesOnly', 'IdentityAgent', 'StrictHostKeyChecking', 'ConnectTimeout', 'ServerAliveCountMax',
        'ServerAliveInterval', 'HostKeyAlias', 'ConnectionAttempts']
    private static final List<String> SEVERAL = ['IdentityFile', 'CertificateFile']
    private static final Map<String, String> FILES = [
        UserKnownHostsFile: '~/.ssh/known_hosts ~/.ssh/known_hosts2',
        GlobalKnownHostsFile: '/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2']
    private static final Map<String, String> NOT_SAID = [
        StrictHostKeyChecking: 'ask', ConnectTimeout: 'none', ServerAliveCountMax: '3', ServerAliveInterval: '0', Port: '22',
        IdentitiesOnly: 'no', ConnectionAttempts: '1', User: System.getProperty('user.name')]

    @TempDir Path folder

    private Path written(String text, String name = 'config') {
        Files.writeString(folder.resolve(name), text.stripIndent())
    }

    /** What OpenSSH makes of it, as far as we look at it. */
    private static Map<String, Object> theirs(Path file, String host, List<String> options) {
        def lines = Sshd.run(['ssh', '-G', '-F', file.toString()] + options + [host]).readLines()*.split(' ', 2)
            .findAll { it.size() == 2 }
        Closure<List<String>> all = { String name ->
            lines.findAll { it[0] == name.toLowerCase() }.collect { it[1].replace("${System.getProperty('user.home')}/", '~/') }
        }
        def said = SINGLE.collectEntries { [it, value(it, all(it)[0])] } + SEVERAL.collectEntries { [it, all(it)] }
        if (said.IdentityFile.every { it ==~ '~/.ssh/id_(rsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss|dsa)' }) {
            said.IdentityFile = []
        }
        said += FILES.collectEntries { name, usual -> [name, all(name)[0] ?: usual] }
        said + [HostName: all('HostName')[0], SetEnv: all('SetEnv'), SendEnv: all('SendEnv') as Set,
                proxy: (all('ProxyJump').collect { "jump $it" } + all('ProxyCommand').collect { "command $it" }).join(' ')]
    }

    private Map<String, Object> ours(Path file, String host, Map<String, Object> given) {
        def config = OpenSshConfig.read(System.getProperty('user.name'), folder, file, folder.resolve('none'), 'sh')
        def settled = config.of(new Query(host, Optional.ofNullable(given.user as String), Optional.ofNullable(given.port as Integer)))
        Closure<List<String>> all = { String name -> settled.all(name)*.value().unique() }
        def said = SINGLE.collectEntries { [it, value(it, settled.value(it).orElse(null))] } + SEVERAL.collectEntries { [it, all(it)] }
        said += FILES.collectEntries { name, usual -> [name, settled.first(name).map { it.words().join(' ') }.orElse(usual)] }
        given.each { name, value -> said[name.capitalize()] = value.toString() }
        def name = settled.value('HostName').map { it.replace('%h', host) }.orElse(host).toLowerCase()
        said + [HostName: name, SetEnv: settled.first('SetEnv').map { it.words() }.orElse([]), SendEnv: sent(settled), proxy: proxy(settled)]
    }

    private static Set<String> sent(Settled settled) {
        settled.all('SendEnv')*.words().flatten().inject([] as Set) { Set names, String word ->
            word.startsWith('-') ? names.findAll { !Patterns.glob(word.substring(1), it as String) } : names + word
        } as Set
    }

    private static String proxy(Settled settled) {
        settled.proxy().filter { !it.text().equalsIgnoreCase('none') }.map { (it.is('ProxyJump') ? 'jump ' : 'command ') + it.text() }.orElse('')
    }

    private static String value(String name, String said) {
        def words = [yes: 'true', no: 'false', '1m': '60', off: 'false']
        def text = said ?: NOT_SAID[name]
        words.getOrDefault(text, text)
    }

    private void agreed(Path file, String host, Map<String, Object> given = [:]) {
        def options = given.user ? ['-l', given.user] : []
        options += given.port ? ['-p', given.port as String] : []
        def ours = ours(file, host, given)
        def theirs = theirs(file, host, options*.toString())
        assert ours == theirs, "$host in:\n${Files.readString(file)}"
    }

    def 'of #what the same is understood as OpenSSH understands'() {
        given:
        def file = written(text.replace('DIR', folder.toString()))
        written('Host web*\n  User included\nUser any\n', 'a.inc')
        written('Port 77\n', 'b.inc')

        expect:
        ['web1', 'web2', 'WEB1', 'db.example.com'].each { agreed(file, it) }
        agreed(file, 'web1', [user: 'ada'])
        agreed(file, 'web1', [port: 2022])

        where:
        what                            | text
        'names'                         | 'Host web1\n User a\nHost web1 web2\n User b\n Port 7'
        'wildcards'                     | 'Host web?\n User a\nHost *.example.com\n User b\nHost d*m\n Port 3'
        'large letters'                 | 'HOST WEB1\n uSER a\nHost web1\n USER b'
        'negation'                      | 'Host * !web2\n User a\nHost !web1\n User b\nHost !db* *\n Port 3'
        'the first of several values'   | 'User a\nHost web1\n User b\n Port 2\nHost *\n Port 3'
        'equals signs'                  | 'Host=web1\n User = a\n Port=7\nHost = web2\n User=b'
        'quotes'                        | 'Host "web1" \'web2\'\n User "a b"\n IdentityFile "/x y/z"\n IdentityFile /a\\ b'
        'comments and blank lines'      | '# User x\n\n  # y\nHost web1 # web2\n User a # b\n\t\n Port 7'
        'tabs and ends of lines'        | 'Host\tweb1\t\n\tUser\ta  \r\n\tPort 7\f\n'
        'host names'                    | 'Host web1\n HostName %h.Example.com\nHost web2\n HostName 10.0.0.1\n HostName other'
        'Match all'                     | 'Match all\n User a\nHost web1\n User b'
        'Match host'                    | 'Host web1\n HostName db.example.com\nMatch host *.example.com\n User a\nMatch host web*,!web2\n Port 3'
        'Match originalhost'            | 'Host web1\n HostName other\nMatch originalhost WEB1\n User a\nMatch !originalhost web*\n Port 3'
        'Match user'                    | 'Match user ada\n Port 3\nHost web2\n User bob\nMatch user bob,carl host web2\n Port 4'
        'Match localuser'               | "Match localuser ${System.getProperty('user.name')}\n Port 3\nMatch !localuser nobody\n User a"
        'Match exec'                    | 'Match exec "test %h = web1"\n User a\nMatch host web* exec false\n User b\nMatch !exec false\n Port 3'
        'Match canonical'               | 'Match canonical all\n User a\nMatch !canonical host web1\n User b'
        'Match final'                   | 'Match final host *.example.com\n User a\nHost web1\n HostName x.example.com\nMatch !final all\n Port 3'
        'Include'                       | 'Include DIR/a.inc DIR/b.inc\nUser b'
        'Include with a glob'           | 'Include DIR/*.inc DIR/nothing*\nUser b'
        'Include in a block'            | 'Host web2\n Include DIR/a.inc\n Port 5\nHost *\n User c'
        'Include in a Match'            | 'Match host nobody\n Include DIR/a.inc\nMatch all\n Include DIR/b.inc\n User c'
        'several identities'            | 'Host web1\n IdentityFile ~/a\n CertificateFile ~/a-cert.pub\nHost *\n IdentityFile ~/b\n IdentityFile ~/a'
        'no identity'                   | 'IdentityFile none\nIdentitiesOnly yes\nIdentityAgent none'
        'jumps'                         | 'Host web1\n ProxyJump a,b@c:5\nHost web2\n ProxyJump none\nHost *\n ProxyJump d'
        'commands'                      | 'Host web1\n ProxyCommand nc %h "%p x" # here\nHost *\n ProxyJump d'
        'a command after a jump'        | 'Host web1\n ProxyJump d\nHost web2\n ProxyJump none\nHost *\n ProxyCommand x'
        'no command'                    | 'Host web1\n ProxyCommand none\nHost *\n ProxyJump d'
        'variables'                     | 'SendEnv A B_* C\nSetEnv X=1 "Y=a b"\nSetEnv Z=3\nHost web1\n SendEnv -B* D'
        'times'                         | 'ConnectTimeout 7\nServerAliveInterval 1m\nServerAliveCountMax 5\nConnectionAttempts 4'
        'host keys'                     | 'Host web1\n StrictHostKeyChecking no\n HostKeyAlias x\nHost *\n StrictHostKeyChecking accept-new'
    }

    def 'a configuration such as #who has is understood as OpenSSH understands'() {
        given:
        def file = written(text.replace('DIR', folder.toString()))
        Files.createDirectories(folder.resolve('conf.d'))
        written('Include DIR/conf.d/*.more\nHost *.corp\n  User corp\n'.replace('DIR', folder.toString()), 'conf.d/10-corp.conf')
        written('Host db*.corp\n  Port 2200\n  IdentityFile ~/.ssh/%r@db\n', 'conf.d/20-db.more')
        written('Match host *.corp user corp\n  ProxyJump gate.corp,gate2.corp:2222\n', 'conf.d/30-late.conf')

        expect:
        hosts.each { agreed(file, it) }
        agreed(file, hosts[0], [user: 'ada', port: 2022])

        where:
        who                                | hosts                                     | text
        'somebody with a bastion'          | ['bastion', 'web1.int', 'db1.int']        | '''
            Host bastion
              HostName bastion.example.com
              User jump
              IdentityFile ~/.ssh/bastion_ed25519
              ServerAliveInterval 30
            Host *.int !bastion
              ProxyJump bastion
              User deploy
              StrictHostKeyChecking accept-new
            Host *
              ServerAliveCountMax 4
              ConnectTimeout 5
            '''
        'somebody with two accounts'       | ['github.com', 'github-work', 'other']    | '''
            Host github.com
              User git
              IdentityFile ~/.ssh/id_private
              IdentitiesOnly yes
            Host github-work
              HostName github.com
              User git
              IdentityFile ~/.ssh/id_work
              IdentitiesOnly=yes
            '''
        'what vagrant prints'              | ['default', 'default2']                   | '''
            Host default
              HostName 127.0.0.1
              User vagrant
              Port 2222
              UserKnownHostsFile /dev/null
              StrictHostKeyChecking no
              PasswordAuthentication no
              IdentityFile "/home/me/my boxes/.vagrant/machines/default/virtualbox/private_key"
              IdentitiesOnly yes
              LogLevel FATAL
            '''
        'somebody in a cloud'              | ['i-0123456789abcdef0', 'mi-42', 'gce-1'] | '''
            Host i-* mi-*
              ProxyCommand sh -c "aws ssm start-session --target %h --document-name AWS-StartSSHSession --parameters 'portNumber=%p'"
              User ec2-user
            Host gce-*
              HostName compute.%h
              HostKeyAlias compute.4711
              UserKnownHostsFile=~/.ssh/google_compute_known_hosts
              CheckHostIP no
              IdentityFile=~/.ssh/google_compute_engine
              CertificateFile ~/.ssh/google_compute_engine-cert.pub
            '''
        'somebody whose keys are in a vault' | ['any', 'pi']                           | '''
            Host pi
              SetEnv TERM=xterm LANG=C
              SendEnv -LC_* EDITOR
              IdentityAgent none
            Host *
              IdentityAgent "~/Library/Group Containers/2BUA8C4S2C.com.1password/t/agent.sock"
              SendEnv LANG LC_*
              UserKnownHostsFile ~/.ssh/known_hosts "~/.ssh/more hosts"
              GlobalKnownHostsFile /dev/null
            '''
        'a company that hands out files'   | ['web1.corp', 'db1.corp', 'elsewhere']    | '''
            Include DIR/conf.d/*.conf
            Match exec "test %h = web1.corp" !user root
              ConnectionAttempts 3
            Match originalhost gate.corp,gate2.corp
              ProxyJump none
            Host *
              ProxyJump outer
              Port 22
            '''
        'somebody on the move'             | ['nas', 'nas.home', 'desk']               | '''
            Match originalhost nas exec "false"
              HostName 192.168.1.2
            Match originalhost nas
              HostName nas.example.net
              ProxyCommand ssh -W [%h]:%p -q gate
            Match final host *.example.net
              User away
            Host nas.home desk
              AddressFamily inet
              ForwardAgent no
              Compression yes
              IdentityFile %d/.ssh/%n
              TCPKeepAlive yes
            '''
    }

    def 'the words of a command of Match are those that OpenSSH gives it'() {
        given:
        def file = written('''
            Host web1
              HostName %h.example.com
              HostKeyAlias other
              User ada
              Port 2022
            Match exec "echo '%C|%h|%i|%k|%L|%l|%n|%p|%r|%u|%%|%d' >>OUT"
              ConnectTimeout 3
            '''.replace('OUT', "$folder/said"))

        when:
        hosts.each { theirs(file, it, []) }
        def theirs = Files.readAllLines(folder.resolve('said'))
        Files.delete(folder.resolve('said'))
        def config = OpenSshConfig.read(System.getProperty('user.name'), Path.of(System.getProperty('user.home')), file, folder.resolve('none'), 'sh')
        hosts.each { config.of(new Query(it, Optional.empty(), Optional.empty())) }

        then:
        Files.readAllLines(folder.resolve('said')) == theirs

        where:
        hosts << [['web1', 'Web2', 'db.example.com']]
    }

    def 'of random configurations the same is understood as OpenSSH understands'() {
        given:
        def random = new Random(Long.getLong('seed', 20261121L))

        expect:
        (1..Integer.getInteger('configurations', 60)).each {
            def inner = written(randomLines(random, null), "inner${it}.inc")
            def file = written(randomLines(random, inner), "config$it")
            def host = one(random, ['web1', 'web2', 'db1.example.com', 'Web1'])
            agreed(file, host, random.nextInt(3) == 0 ? [user: one(random, ['ada', 'bob'])] : [:])
        }
    }

    private static <T> T one(Random random, List<T> list) {
        list[random.nextInt(list.size())]
    }

    private static String pattern(Random random) {
        (random.nextInt(4) == 0 ? '!' : '') + one(random, ['*', 'web1', 'web2', 'web?', 'w*1', '*.example.com', 'db*', 'WEB1', '*b*', '??b1'])
    }

    private static String criterion(Random random) {
        (random.nextInt(4) == 0 ? '!' : '') + one(random, [
            "host ${pattern(random)}", "host ${pattern(random)},${pattern(random)}", "originalhost ${pattern(random)}",
            'user ada,bob', 'user a*', 'user !root,*', 'localuser *', 'exec "test %n = web1"', 'exec "test %r != bob"'])
    }

    private static String randomLines(Random random, Path inner) {
        (1..(2 + random.nextInt(12))).collect {
            switch (random.nextInt(10)) {
                case 0..2: return 'Host ' + (0..random.nextInt(3)).collect { pattern(random) }.join(' ')
                case 3: return 'Match ' + (0..random.nextInt(3)).collect { criterion(random) }.join(' ')
                case 4: return inner ? "Include $inner" : 'Port 9'
                default: return '  ' + one(random, [
                    'User ada', 'User bob', 'Port 7', 'Port 8', 'HostName %h.example.com', 'HostName db1.example.com',
                    'IdentityFile ~/a', 'IdentityFile "/b c"', 'IdentityFile none', 'CertificateFile ~/c', 'IdentitiesOnly yes',
                    'IdentityAgent none', 'ProxyJump j', 'ProxyJump none', 'ProxyCommand nc %h', 'ProxyCommand none', 'SendEnv A B*',
                    'SendEnv -A', 'SetEnv X=1', 'SetEnv Y=2 Z=3', 'StrictHostKeyChecking no', 'StrictHostKeyChecking accept-new',
                    'ConnectTimeout 3', 'ServerAliveInterval 9', 'HostKeyAlias z'])
            }
        }.join('\n') + '\n'
    }

    def 'an included file is looked for below #where'() {
        given:
        Files.createDirectories(folder.resolve('.ssh/conf.d'))
        Files.writeString(folder.resolve('.ssh/conf.d/one'), 'User one')
        Files.writeString(folder.resolve('outside'), 'User outside')
        Files.createDirectories(folder.resolve('etc'))
        Files.writeString(folder.resolve('etc/more.conf'), 'User machine')
        def own = written(text)
        def machine = Files.writeString(folder.resolve('etc/ssh_config'), 'Include more.conf')
        def config = OpenSshConfig.read('me', folder, own, machine, 'sh')

        expect:
        config.of(new Query('h', Optional.empty(), Optional.empty())).value('User').get() == user

        where:
        where                             | text                  || user
        '~/.ssh'                          | 'Include conf.d/*'    || 'one'
        'the home'                        | 'Include ~/outside'   || 'outside'
        'the folder of the machine'       | 'Port 3'              || 'machine'
    }

    def 'a line that says #what is a problem at its place'() {
        given:
        def file = written("Host *\n$line\n")

        when:
        OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')

        then:
        def wrong = thrown(ProblemException)
        wrong.problems()[0].summary() == 'Line of ssh\'s configuration is wrong'
        wrong.problems()[0].where().position().get().shown() == "$file:2"

        where:
        what                     | line
        'nothing'                | 'User'
        'half a quote'           | 'User "ada'
        'a match of nothing'     | 'Match host'
        'two words for one'      | 'User a b'
    }

    def 'a value that OpenSSH refuses is refused, and one that it takes is taken: #line'() {
        given:
        def file = written("Host other\n  $line\n")
        def process = new ProcessBuilder('ssh', '-G', '-F', file.toString(), 'h').redirectErrorStream(true).start()
        process.inputStream.text
        boolean theirs = process.waitFor() == 0

        when:
        boolean ours = true
        try {
            OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')
        } catch (ProblemException wrong) {
            assert wrong.problems()[0].where().position().get().shown() == "$file:2"
            assert wrong.problems()[0].detail() == line
            ours = false
        }

        then:
        ours == theirs

        where:
        line << [
            'IdentitiesOnly ture', 'IdentitiesOnly TRUE', 'IdentitiesOnly 1', 'HashKnownHosts maybe', 'HashKnownHosts no',
            'StrictHostKeyChecking accept_new', 'StrictHostKeyChecking Accept-New', 'StrictHostKeyChecking ask',
            'StrictHostKeyChecking false', 'Port 0', 'Port 22x', 'Port 22', 'Port ssh', 'ConnectTimeout soon', 'ConnectTimeout none',
            'ConnectTimeout 0', 'ConnectTimeout 1.5', 'ConnectTimeout 1m30s', 'ServerAliveInterval x', 'ServerAliveInterval none', 'ServerAliveCountMax x',
            'ServerAliveCountMax -1', 'ServerAliveCountMax 0', 'ConnectionAttempts x', 'ConnectionAttempts 3', 'HostName a b',
            'HostKeyAlias a b', 'IdentityFile a b', 'IdentityFile "a b"', 'IdentityAgent a b', 'CertificateFile a b', 'User a # b']
    }

    def 'HostName knows the name that was given and the percent sign, as OpenSSH does: #name'() {
        given:
        def file = written("HostName $name\nMatch host x.y\n  User a\n")
        def config = OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')

        when:
        config.of(new Query('web', Optional.empty(), Optional.empty()))

        then:
        def wrong = thrown(ProblemException)
        wrong.problems()[0].where().position().get().shown() == "$file:1"
        wrong.problems()[0].detail() == "HostName $name"

        where:
        name << ['10.0.0.%p', '%n', 'x%', '%u.example.com']
    }

    def 'files that include one another are a problem'() {
        given:
        def file = written("Include $folder/config\n")

        when:
        OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')

        then:
        def wrong = thrown(ProblemException)
        wrong.problems()[0].attempt() == 'do not let files include one another'
    }

    def 'a file that others may write to is refused'() {
        given:
        def file = written('User a')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-rw-r--'))

        when:
        OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')

        then:
        def wrong = thrown(ProblemException)
        wrong.problems()[0].attempt() == "chmod go-w $file"
        wrong.problems()[0].where().position().get().toString() == "$file"
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def 'a file of somebody else is refused, also where it is included'() {
        given:
        def theirs = written('User a', 'theirs')
        Files.setAttribute(theirs, 'unix:uid', 4711)
        def mine = written("Include $theirs")

        when:
        OpenSshConfig.read('me', folder, file == 'theirs' ? theirs : mine, folder.resolve('none'), 'sh')

        then:
        def wrong = thrown(ProblemException)
        with(wrong.problems()[0]) {
            detail() == 'it belongs to 4711'
            attempt() == "chown 0 $theirs"
        }

        where:
        file << ['theirs', 'mine']
    }

    def 'a name that is not in the command may be anything'() {
        given:
        def config = OpenSshConfig.read('me', folder, written('Match exec "true %h"\n Port 7'), folder.resolve('none'), 'sh')

        expect:
        config.of(new Query('web', Optional.of('a;b'), Optional.empty())).value('Port').get() == '7'
    }

    def 'a name that a shell would understand is not given to a command'() {
        given:
        def config = OpenSshConfig.read('me', folder, written('Match exec "true %h"\n User a'), folder.resolve('none'), 'sh')

        when:
        config.of(new Query(name, Optional.empty(), Optional.empty()))

        then:
        def wrong = thrown(ProblemException)
        wrong.problems()[0].summary() == 'Name is not safe in a command'

        where:
        name << ['a;touch /x', '$(touch)', '-oProxyCommand=x', 'a b', 'a`b`', "a'b"]
    }

    def 'a token that OpenSSH does not know is a problem at its place: #command'() {
        given:
        def file = written("Match exec \"$command\"\n User a")
        def config = OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh')

        when:
        config.of(new Query('web', Optional.empty(), Optional.empty()))

        then:
        def wrong = thrown(ProblemException)
        with(wrong.problems()[0]) {
            summary() == 'No such token'
            where().position().get().shown() == "$file:1"
            detail() == "$token in: $command"
        }

        where:
        command   || token
        'true %X' || '%X'
        'true %'  || '%'
    }

    def 'a command of Match is run by the shell of the user: #shell'() {
        given:
        def file = written('Match exec "[[ x == x* ]]"\n User a')
        def config = OpenSshConfig.read('me', folder, file, folder.resolve('none'), shell)

        expect:
        config.of(new Query('web', Optional.empty(), Optional.empty())).value('User').present == matches

        where:
        shell       || matches
        '/bin/bash' || true
        '/bin/dash' || false
    }

    def 'the hash of a connection is that of OpenSSH, with the jump host: #config'() {
        given:
        def file = written("Host web\n HostName 10.0.0.1\n User ada\n Port 2022\n $config\nMatch exec \"echo %C %l %j >$folder/said\"\n User b")

        when:
        OpenSshConfig.read('me', folder, file, folder.resolve('none'), 'sh').of(new Query('web', Optional.empty(), Optional.empty()))

        then:
        def (hash, local, next) = (Files.readString(folder.resolve('said')).trim() + ' -').split(' ')
        hash == MessageDigest.getInstance('SHA-1').digest("${local}10.0.0.12022ada$jump".bytes).encodeHex().toString()
        next == (jump ?: '-')

        where:
        config                                || jump
        'ConnectTimeout 3'                    || ''
        'ProxyJump none'                      || ''
        'ProxyCommand nc %h %p'               || ''
        'ProxyJump gate'                      || 'gate'
        'ProxyJump a@outer:22,me@gate:2222'   || 'gate'
        'ProxyJump ssh://me@[fe80::1]:22/'    || 'fe80::1'
    }

    def 'a command is run once for all hosts'() {
        given:
        def config = OpenSshConfig.read('me', folder, written("Match exec \"echo x >> $folder/ran\"\n User a"), folder.resolve('none'), 'sh')

        when:
        (1..5).each { config.of(new Query("h$it", Optional.empty(), Optional.empty())) }

        then:
        Files.readString(folder.resolve('ran')) == 'x\n'
    }
}
