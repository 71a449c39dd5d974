package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class SettingsSpec extends Specification {
    @TempDir Path home
    List<Problem> warnings = []

    def setup() {
        Files.createDirectories(home.resolve('.ssh'))
    }

    private SshSettings of(Map<String, Object> settings = [:], String address = 'web1.example.com', HostKeyPolicy flag = null) {
        reader(flag).of(host(settings, address))
    }

    private SettingsReader reader(HostKeyPolicy flag = null) {
        new SettingsReader(new LocalUser('me', home, Optional.empty()), Optional.ofNullable(flag), { warnings << it })
    }

    private static Host host(Map<String, Object> settings, String address = 'web1.example.com') {
        new Host('web1', address, 'ssh', settings, [:], ['all'], Options.NONE)
    }

    private void config(String text) {
        Files.writeString(home.resolve('.ssh/config'), text.stripIndent())
    }

    def 'without a word from anybody, a host is reached as OpenSSH would'() {
        given:
        ['id_rsa', 'id_ed25519', 'id_ecdsa.pub', 'other'].each { Files.createFile(home.resolve(".ssh/$it")) }

        expect:
        of() == new SshSettings('web1.example.com', 22, 'me', new SshSettings.Route.Direct(),
            new SshSettings.Login(['id_ed25519', 'id_rsa'].collect { home.resolve(".ssh/$it") }, [], false, Optional.empty(),
                Optional.empty(), Optional.empty(), false),
            new SshSettings.Trust(HostKeyPolicy.STRICT, Optional.empty(), Optional.empty(), new SshSettings.Trust.Files(
                ['known_hosts', 'known_hosts2'].collect { home.resolve(".ssh/$it") },
                ['ssh_known_hosts', 'ssh_known_hosts2'].collect { home.resolve("no-such-folder/$it") }, false)),
            new SshSettings.Patience(Duration.ofSeconds(10), 10, Duration.ofSeconds(15), 3, Duration.ofSeconds(60)), [:], SshSettings.Algorithms.USUAL)
        warnings.empty
    }

    def 'what the inventory says counts more than ~/.ssh/config'() {
        given:
        config '''
            Host web1.example.com
              User theirs
              Port 23
              HostName 10.0.0.1
              IdentityFile ~/.ssh/theirs
        '''

        when:
        def mine = of(user: 'mine', port: '24', key: ['~/one', '/two'])
        def theirs = of()

        then:
        [mine.address(), mine.port(), mine.user(), mine.login().keys(), mine.login().only()] ==
            ['10.0.0.1', 24, 'mine', [home.resolve('one'), Path.of('/two')], true]
        [theirs.address(), theirs.port(), theirs.user(), theirs.login().keys(), theirs.login().only()] ==
            ['10.0.0.1', 23, 'theirs', [home.resolve('.ssh/theirs')], false]
    }

    def 'a key file may name home, user and host'() {
        given:
        config 'Host *\n User you\n HostName %h.example.com\n IdentityFile ~/keys/%h/%n/%u/%r\n IdentityFile %d/second\n IdentityFile none'

        expect:
        of([:], 'web1').login().keys() == [home.resolve('keys/web1.example.com/web1/me/you'), home.resolve('second')]
    }

    def 'a token that nobody knows is a problem with its place: #line'() {
        given:
        config "Host *\n $line"

        when:
        of()

        then:
        def wrong = thrown(ProblemException)
        def at = new Position("$home/.ssh/config", 2, 0)
        def place = line.startsWith('Proxy') ? Problem.Where.host('web1', at) : Problem.Where.at(at)
        wrong.problems() == [new Problem('No such token', place, detail,
            'write one of %C %d %h %i %j %k %L %l %n %p %r %u, or %% for a percent sign')]

        where:
        line                          || detail
        'IdentityFile ~/.ssh/%X'      || '%X in: ~/.ssh/%X'
        'CertificateFile /%h/%T'      || '%T in: /%h/%T'
        'UserKnownHostsFile /a /%f'   || '%f in: /%f'
        'IdentityAgent /run/%X'       || '%X in: /run/%X'
        'ProxyCommand date +%s'       || '%s in: date +%s'
        'ProxyJump gate%X'            || '%X in: gate%X'
    }

    def 'the jump host is a token, wherever it was written'() {
        given:
        config 'Host *.example.com\n ProxyJump gate\nHost *\n IdentityFile /keys/%j'

        expect:
        of().login().keys() == [Path.of('/keys/gate')]
        of(jump: 'other').login().keys() == [Path.of('/keys/other')]
        of(jump: 'none').login().keys() == [Path.of('/keys')]
    }

    def 'a port may be the name of a service'() {
        given:
        config 'Host web1.example.com\n Port https'

        expect:
        of().port() == 443
    }

    private SshConnector connector(LocalUser user = new LocalUser('me', home, Optional.empty())) {
        new SshConnector(user, Asker.NOBODY, Optional.empty(), { warnings << it })
    }

    def 'what is not obeyed is named in one warning for all hosts, and once'() {
        given:
        config '''\
            Host web*
              ForwardAgent yes
              User a
              Compression no
              batchmode NO
              StrictHostKeyCheking no
            Host other
              Compression yes
            Host web2
              forwardagent no
              ForwardAgent yes
              LocalForward 80 x:80
              ControlMaster auto
              IgnoreUnknown UseKey*,Foo
              UseKeychain yes
            Match tagged x
              User b
        '''
        def connector = connector()
        def hosts = (1..3).collect { host([:], "web$it") }

        expect:
        connector.check(hosts) == []
        connector.check(hosts) == []
        warnings == [new Problem('Not supported in ssh\'s configuration', Problem.Where.at(new Position("$home/.ssh/config", 2, 0)),
            "ForwardAgent ($home/.ssh/config:2), StrictHostKeyCheking ($home/.ssh/config:6), Match tagged ($home/.ssh/config:16), " +
                "ForwardAgent ($home/.ssh/config:11), LocalForward ($home/.ssh/config:12)",
            'if a host needs it, set what it does under `ssh:`')]
    }

    def 'a name of an algorithm that nobody knows is a warning with its line, and once for all hosts: #line'() {
        given:
        config "Host web*\n$line"
        def connector = connector()

        expect:
        connector.check([host([:], 'web1'), host([:], 'web2')]) == []
        connector.check([host([:], 'web3')]) == []
        warnings == names.collect { name, attempt ->
            new Problem('Algorithm is not known', Problem.Where.at(new Position("$home/.ssh/config", 2, 0)), "${line.takeBefore(' ')}: '$name'", attempt)
        }

        where:
        line                                                       || names
        'Ciphers aes265-ctr,aes128-ctr'                            || ['aes265-ctr': "did you mean 'aes256-ctr'?"]
        'KexAlgorithms +curve25519-sha265,rot13'                   || ['curve25519-sha265': "did you mean 'curve25519-sha256'?", rot13: 'correct the name, or take it out']
        'MACs -hmac-sh1'                                           || ['hmac-sh1': "did you mean 'hmac-sha1'?"]
        'HostKeyAlgorithms ^ssh-ed25591'                           || ['ssh-ed25591': "did you mean 'ssh-ed25519'?"]
        'MACs umac-128-etm@openssh.com,hmac-sha2-256'              || [:]
        'KexAlgorithms sntrup761x25519-sha512@openssh.com,curve*'  || [:]
        'HostKeyAlgorithms -nothing*,?sh-such'                     || [:]
    }

    @Requires({ Sshd.usable() })
    def 'no name that OpenSSH knows for #keyword is taken for a mistake'() {
        given:
        config "$keyword ${Sshd.run(['ssh', '-Q', query]).readLines().join(',')}"

        expect:
        connector().check([host([:])]) == []
        warnings == []

        where:
        keyword             | query
        'KexAlgorithms'     | 'kex'
        'Ciphers'           | 'cipher'
        'MACs'              | 'mac'
        'HostKeyAlgorithms' | 'HostKeyAlgorithms'
    }

    def 'host keys that are not checked because of ~/.ssh/config are a warning'() {
        given:
        config 'Host web*\n StrictHostKeyChecking no'

        expect:
        connector().check([host([:], 'web1'), host([:], 'web2')]) == []
        warnings*.summary() == ['Host keys are not checked']
        warnings*.detail() == ["StrictHostKeyChecking ($home/.ssh/config:2)"]
    }

    def 'the way to a host: #what'() {
        given:
        config '''
            Host web2
              ProxyJump first,ada@second:2022
            Host web3
              ProxyCommand nc %h %p %r %n
              HostName three.example.com
            Host second
              ProxyJump elsewhere
              IdentityFile /second
            Host first
              ProxyJump zero
              User fred
            Host web4
              ProxyJump none
            Host *4 web5
              ProxyJump second
            Host web6
              ProxyJump %r@%h.gate,%n@plain
              HostName six
        '''

        expect:
        route(of(settings, name)) == expected

        where:
        what                                     | name   | settings                                     || expected
        'nothing said'                           | 'web1' | [:]                                          || []
        'a list: each through the one before it' | 'web2' | [:]                                          || ['ada@second:2022', 'fred@first:22', 'me@zero:22']
        'a command with its tokens'              | 'web3' | [user: 'eve']                                || ['nc three.example.com 22 eve web3']
        'none'                                   | 'web4' | [:]                                          || []
        'a jump host that has one of its own'    | 'web5' | [:]                                          || ['me@second:22', 'me@elsewhere:22']
        'tokens'                                 | 'web6' | [user: 'CORP\\eve']                           || ['web6@plain:22', 'CORP\\eve@six.gate:22']
        'none in the inventory'                  | 'web5' | [jump: 'none']                               || []
        'a jump host in the inventory'           | 'web5' | [jump: 'x@y:7']                              || ['x@y:7']
        'several in the inventory'               | 'web1' | [jump: ['y:7', 'u@z']]                       || ['u@z:22', 'me@y:7']
        'with commas'                            | 'web1' | [jump: 'y:7, u@z']                           || ['u@z:22', 'me@y:7']
        'a URI and a numeric address'            | 'web1' | [jump: ['ssh://a@b:9', '[::1]:7']]           || ['me@::1:7', 'a@b:9']
        'a jump host with settings'              | 'web1' | [jump: [host: 'y', port: 7, user: 'u']]      || ['u@y:7']
        'a command in the inventory'             | 'web5' | [proxyCommand: 'nc -X 5 %h %p']              || ['nc -X 5 web5 22']
    }

    def 'the name that a command must not have is told with host and place: #text'() {
        given:
        config text

        expect:
        connector().check([host([user: 'eve;x'])]) == [new Problem('Name is not safe in a command',
            Problem.Where.host('web1', new Position("$home/.ssh/config", 2, 0)), "%r is 'eve;x' in: $command",
            'give host and user names without signs that a shell understands')]
        connector().check([host([user: 'CORP\\eve'])]) == []

        where:
        text                                 | command
        'Host web*\n ProxyCommand nc %r %h'  | 'nc %r %h'
        'Host x\nMatch exec "true %r"'       | 'true %r'
    }

    private static List<String> route(SshSettings settings) {
        switch (settings.route()) {
            case SshSettings.Route.Through:
                def jump = settings.route().jump()
                return ["${jump.user()}@${jump.address()}:${jump.port()}".toString()] + route(jump)
            case SshSettings.Route.Command:
                return [settings.route().command()]
            default:
                return []
        }
    }

    def 'a jump host has the keys that its own settings name'() {
        given:
        config 'Host second\n IdentityFile /second\n IdentityFile /third'

        expect:
        of([jump: 'second', key: '/mine']).route().jump().login().keys() == [Path.of('/second'), Path.of('/third')]
        of([jump: [[host: 'second', key: '/given']], key: '/mine']).route().jump().login().keys() == [Path.of('/given')]
    }

    def 'jump hosts that lead in a circle are a problem'() {
        given:
        config 'Host *\n ProxyJump bastion'

        when:
        of()

        then:
        def circle = thrown(ProblemException)
        circle.problems() == [new Problem('Jump hosts lead in a circle', Problem.Where.host('web1'),
            'me@web1.example.com through me@bastion through me@bastion',
            'leave the jump host out of its own block: Host * !bastion, or give it ProxyJump none')]
    }

    def 'two names of one server are no circle'() {
        given:
        config 'Host *\n HostName 10.0.0.1\nHost web1.example.com\n ProxyJump bastion'

        expect:
        of().route().jump().address() == '10.0.0.1'
    }

    def 'the agent of #what is asked'() {
        given:
        config text
        def user = new LocalUser('me', home, Optional.of(Path.of('/usual')), [OTHER: '/other', RUN: '/run/me'], home)

        expect:
        new SettingsReader(user, Optional.empty(), { }).of(host([:])).login().agent().map { it.toString() }.orElse(null) == expected

        where:
        what               | text                               || expected
        'the environment'  | ''                                 || '/usual'
        'the same'         | 'IdentityAgent SSH_AUTH_SOCK'      || '/usual'
        'a variable'       | 'IdentityAgent $OTHER'             || '/other'
        'another variable' | 'IdentityAgent ${RUN}/%r.sock'     || '/run/me/me.sock'
        'nobody'           | 'IdentityAgent none'               || null
        'a path'           | 'IdentityAgent /a/b'               || '/a/b'
    }

    def 'variables are those that are named, but not the locale, and those that are set'() {
        given:
        config 'SendEnv LANG LC_* A B_*\nSendEnv -B_SECRET\nSetEnv X=1 "A=a b"'
        def environment = [LANG: 'de_DE', LC_ALL: 'C', A: '1', B_ONE: '2', B_SECRET: '3', C: '4']
        def user = new LocalUser('me', home, Optional.empty(), environment, home)

        expect:
        new SettingsReader(user, Optional.empty(), { }).of(host([:])).environment() == [A: 'a b', B_ONE: '2', X: '1']
    }

    def 'how long is waited: #text'() {
        given:
        config text

        expect:
        of().patience() == new SshSettings.Patience(Duration.ofSeconds(timeout), attempts, Duration.ofSeconds(alive), misses, Duration.ofSeconds(60))

        where:
        text                                                                      || timeout | attempts | alive | misses
        'ConnectTimeout 1m\nConnectionAttempts 2'                                 || 60      | 2        | 15    | 3
        'ConnectTimeout none\nServerAliveInterval 0'                              || 10      | 10       | 0     | 3
        'ConnectTimeout 0'                                                        || 10      | 10       | 15    | 3
        'ServerAliveInterval 1h5m\nServerAliveCountMax 7'                         || 10      | 10       | 3900  | 7
    }

    def 'files of known hosts are those that are configured'() {
        given:
        config 'Host web*\n UserKnownHostsFile ~/mine /theirs/%h\n GlobalKnownHostsFile none\n HashKnownHosts yes\n HostKeyAlias Web'

        expect:
        of([:], 'web1').trust() == new SshSettings.Trust(HostKeyPolicy.STRICT, Optional.empty(), Optional.of('web'),
            new SshSettings.Trust.Files([home.resolve('mine'), Path.of('/theirs/web1')], [], true))
    }

    def 'a password without a key means the password alone'() {
        given:
        Files.createFile(home.resolve('.ssh/id_rsa'))

        expect:
        of(password: Secret.of('x')).login().keys() == []
        of(password: Secret.of('x'), key: '/k').login().keys() == [Path.of('/k')]
    }

    def 'a time is #written'() {
        expect:
        of(connectTimeout: written).patience().connectTimeout() == expected

        where:
        written                || expected
        5                      || Duration.ofSeconds(5)
        '5'                    || Duration.ofSeconds(5)
        '5s'                   || Duration.ofSeconds(5)
        '250 ms'               || Duration.ofMillis(250)
        '2m'                   || Duration.ofMinutes(2)
        Duration.ofSeconds(3)  || Duration.ofSeconds(3)
    }

    def 'a wrong setting is a problem that names key and value: #settings'() {
        when:
        def problems = new SshConnector(new LocalUser('me', home, Optional.empty()), Asker.NOBODY, Optional.empty(), { }).check([host(settings)])

        then:
        problems == [new Problem(summary, Problem.Where.host('web1'), detail, attempt)]

        where:
        settings                     || summary                             | detail                            | attempt
        [port: 0]                    || 'Connection setting is not right'   | 'ssh: port: 0'                    | 'give a number from 1 to 65535'
        [port: '22a']                || 'Connection setting is not right'   | 'ssh: port: 22a'                  | 'give a number from 1 to 65535'
        [port: 99999]                || 'Connection setting is not right'   | 'ssh: port: 99999'                | 'give a number from 1 to 65535'
        [user: '']                   || 'Connection setting is not right'   | 'ssh: user: '                     | 'give a word'
        [user: ['a']]                || 'Connection setting is not right'   | 'ssh: user: [a]'                  | 'give a word'
        [agent: 'maybe']             || 'Connection setting is not right'   | 'ssh: agent: maybe'               | 'give true or false'
        [hostKeys: 'yes']            || 'Connection setting is not right'   | 'ssh: hostKeys: yes'              | 'give strict, accept-new or insecure'
        [hostKey: 'aa:bb']           || 'Connection setting is not right'   | 'ssh: hostKey: aa:bb'             | 'give a fingerprint as `ssh-keygen -lf` shows it: SHA256:...'
        [connectTimeout: 'soon']     || 'Connection setting is not right'   | 'ssh: connectTimeout: soon'       | 'give a time such as 10 s'
        [connectTimeout: 0]          || 'Connection setting is not right'   | 'ssh: connectTimeout: 0'          | 'give a time such as 10 s'
        [password: 'open']           || 'Connection setting is not right'   | 'ssh: password: ****'             | 'give a secret: write `password: !secret ...`'
        [key: [[a: 1]]]              || 'Connection setting is not right'   | 'ssh: key: {a=1}'                 | 'give a file name'
        [prot: 22]                   || 'No such connection setting'        | "ssh: prot (known: $KNOWN)"       | 'did you mean `port`?'
        [zzzzzzzz: 22]               || 'No such connection setting'        | "ssh: zzzzzzzz (known: $KNOWN)"   | 'remove it'
    }

    private static final String KNOWN =
        'user, port, key, passphrase, agent, password, askPassword, sudoPassword, suPassword, hostKeys, hostKey, connectTimeout, connectAttempts, jump, proxyCommand, tempDirectory, reconnect'

    def 'all that is wrong is told at once'() {
        when:
        def problems = new SshConnector(new LocalUser('me', home, Optional.empty()), Asker.NOBODY, Optional.empty(), { })
            .check([host([port: 0, agent: 3]), host([user: 'good']), host([usr: 'x'])])

        then:
        problems*.detail() == ['ssh: port: 0', 'ssh: agent: 3', "ssh: usr (known: $KNOWN)"]
    }

    def 'a wrong port in ~/.ssh/config is a problem too'() {
        given:
        config 'Host *\n Port no-such-service'

        expect:
        new SshConnector(new LocalUser('me', home, Optional.empty()), Asker.NOBODY, Optional.empty(), { }).check([host([:])])*.detail() ==
            ["ssh: Port ($home/.ssh/config:2): no-such-service".toString()]
    }
}
