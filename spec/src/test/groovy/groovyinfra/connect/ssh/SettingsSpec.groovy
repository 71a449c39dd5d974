package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
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
        of() == new SshSettings('web1.example.com', 22, 'me',
            new SshSettings.Login(['id_ed25519', 'id_rsa'].collect { home.resolve(".ssh/$it") }, false, Optional.empty(),
                Optional.empty(), Optional.empty(), false),
            new SshSettings.Trust(HostKeyPolicy.STRICT, Optional.empty()), Duration.ofSeconds(10), 10)
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
        [mine.address(), mine.port(), mine.user(), mine.login().keys(), mine.login().given()] ==
            ['10.0.0.1', 24, 'mine', [home.resolve('one'), Path.of('/two')], true]
        [theirs.address(), theirs.port(), theirs.user(), theirs.login().keys(), theirs.login().given()] ==
            ['10.0.0.1', 23, 'theirs', [home.resolve('.ssh/theirs')], false]
    }

    def '~/.ssh/config: #what'() {
        given:
        config text

        when:
        def found = of([:], address)

        then:
        [found.user(), found.port(), found.address()] == expected

        where:
        what                                 | address | text                                                    || expected
        'a name'                             | 'web1'  | 'Host web1\n User a'                                    || ['a', 22, 'web1']
        'another name'                       | 'web2'  | 'Host web1\n User a'                                    || ['me', 22, 'web2']
        'one of several names'               | 'web2'  | 'Host web1 web2\n User a'                               || ['a', 22, 'web2']
        'a wildcard'                         | 'web2'  | 'Host web*\n User a'                                    || ['a', 22, 'web2']
        'one character'                      | 'web12' | 'Host web?\n User a'                                    || ['me', 22, 'web12']
        'a negation'                         | 'web2'  | 'Host * !web2\n User a'                                 || ['me', 22, 'web2']
        'a negation alone'                   | 'web1'  | 'Host !web2\n User a'                                   || ['me', 22, 'web1']
        'the first value counts'             | 'web1'  | 'Host web1\n User a\nHost *\n User b\n Port 2'          || ['a', 2, 'web1']
        'lines above all hosts'              | 'web1'  | 'User a\nHost web1\n User b'                            || ['a', 22, 'web1']
        'an equals sign'                     | 'web1'  | 'Host=web1\n User = a\n Port=7'                         || ['a', 7, 'web1']
        'any case'                           | 'WEB1'  | 'HOST Web1\n uSER a'                                    || ['a', 22, 'WEB1']
        'quotes'                             | 'web1'  | 'Host "web1"\n User "a b"'                              || ['a b', 22, 'web1']
        'comments and blank lines'           | 'web1'  | '# User x\n\nHost web1 # here\n\n  # User y\n User a'   || ['a', 22, 'web1']
        'tabs'                               | 'web1'  | 'Host\tweb1\n\tUser\ta'                                 || ['a', 22, 'web1']
        'a name in a name'                   | 'web1'  | 'Host web1\n HostName %h.example.com'                   || ['me', 22, 'web1.example.com']
        'a percent sign'                     | 'web1'  | 'Host web1\n User 100%%'                                || ['100%%', 22, 'web1']
        'what stands below Match'            | 'web1'  | 'Match all\n User x\nHost web1\n User a'                || ['a', 22, 'web1']
    }

    def 'a key file may name home, user and host'() {
        given:
        config 'Host *\n User you\n HostName %h.example.com\n IdentityFile ~/keys/%h/%n/%u/%r\n IdentityFile %d/second\n IdentityFile none'

        expect:
        of([:], 'web1').login().keys() == [home.resolve('keys/web1.example.com/web1/me/you'), home.resolve('second')]
    }

    def 'what is not obeyed is named once for all hosts'() {
        given:
        config '''\
            Host web*
              ForwardAgent yes
              User a
              ProxyJump bastion
            Host other
              Compression yes
            Host web2
              forwardagent no
              ServerAliveInterval 5
            Match exec true
              User b
        '''
        def reader = reader()

        when:
        (1..3).each { reader.of(host([:], "web$it")) }

        then:
        warnings*.detail() == ['ForwardAgent (line 2), ProxyJump (line 4), Match (line 10)', 'ServerAliveInterval (line 9)']
        warnings*.summary().unique() == ['Not supported yet in ~/.ssh/config']
        warnings[0].where() == Problem.Where.at(new Position("$home/.ssh/config", 2, 0))
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
        of(connectTimeout: written).connectTimeout() == expected

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
        'user, port, key, passphrase, agent, password, askPassword, hostKeys, hostKey, connectTimeout, connectAttempts'

    def 'all that is wrong is told at once'() {
        when:
        def problems = new SshConnector(new LocalUser('me', home, Optional.empty()), Asker.NOBODY, Optional.empty(), { })
            .check([host([port: 0, agent: 3]), host([user: 'good']), host([usr: 'x'])])

        then:
        problems*.detail() == ['ssh: port: 0', 'ssh: agent: 3', "ssh: usr (known: $KNOWN)"]
    }

    def 'a wrong port in ~/.ssh/config is a problem too'() {
        given:
        config 'Host *\n Port http'

        expect:
        new SshConnector(new LocalUser('me', home, Optional.empty()), Asker.NOBODY, Optional.empty(), { }).check([host([:])])*.detail() ==
            ['ssh: Port in ~/.ssh/config: http']
    }
}
