package groovyinfra.stdlib.server

import groovyinfra.model.Secret
import groovyinfra.stdlib.Shells
import groovyinfra.stdlib.server.UserInfo.Account
import spock.lang.Specification

/** Facts about users and groups. */
class UserFactsSpec extends Specification {

    def 'Users by name'() {
        expect:
        new Users().parse(['root:x:0:0:root:/root:/bin/bash', 'ann:x:1000:1001:Ann,,,:/home/ann:', 'broken', '+::::::', '#x:x:1:1:::',
                'nfsnobody:x:4294967294:4294967294::/:']) == [
            root: new Users.User('root', 0, 0, 'root', '/root', '/bin/bash'),
            ann: new Users.User('ann', 1000, 1001, 'Ann,,,', '/home/ann', ''),
            '#x': new Users.User('#x', 1, 1, '', '', ''),
            nfsnobody: new Users.User('nfsnobody', 4294967294, 4294967294, '', '/', '')
        ]
    }

    def 'Groups by name'() {
        expect:
        new Groups().parse(['root:x:0:', 'sudo:x:27:ann,bob', '', '+:::']) == [
            root: new Groups.Group('root', 0, []), sudo: new Groups.Group('sudo', 27, ['ann', 'bob'])
        ]
    }

    def 'UserInfo of #lines'() {
        expect:
        new UserInfo('ann').parse(lines) == expected

        where:
        lines                                                                          || expected
        []                                                                             || Account.missing('ann')
        ['/home']                                                                      || Account.missing('ann')
        ['/srv/home']                                                                  || Account.missing('ann', '/srv/home')
        ['ann:x:1000:1000:Ann:/home/ann:/bin/sh', 'ann', 'ann sudo adm', 'home']       || new Account('ann', true, 1000, 'ann', ['sudo', 'adm'], 'Ann', '/home/ann', '/bin/sh', true)
        ['ann:x:1000:27::/home/ann:/bin/sh', 'sudo', 'sudo', '']                       || new Account('ann', true, 1000, 'sudo', [], '', '/home/ann', '/bin/sh', false)
        ['ann:x:4294967294:27::/:', 'sudo', 'sudo', 'home']                            || new Account('ann', true, 4294967294, 'sudo', [], '', '/', '', true)
    }

    def 'GroupInfo of #lines'() {
        expect:
        new GroupInfo('sudo').parse(lines) == expected

        where:
        lines                   || expected
        []                      || new GroupInfo.Entry('sudo', false, null)
        ['sudo:x:27:ann,bob']   || new GroupInfo.Entry('sudo', true, 27)
    }

    def 'PasswordHash is a secret, and empty without a user'() {
        expect:
        new PasswordHash('ann').parse(['$y$j9T$salt$hash']) == Secret.of('$y$j9T$salt$hash')
        new PasswordHash('ann').parse([]) == Secret.of('')
    }

    def 'this machine answers by #shell'() {
        expect:
        Shells.ask(shell, new Users()).root.uid() == 0
        Shells.ask(shell, new Groups()).root.gid() == 0
        Shells.ask(shell, new UserInfo('root')).with { present && uid() == 0 && group() == 'root' && home() == '/root' && homePresent() }
        !Shells.ask(shell, new UserInfo('0')).present
        Shells.ask(shell, new UserInfo('no-such-user')) == Account.missing('no-such-user')
        !Shells.ask(shell, new UserInfo("it's; reboot")).present
        Shells.ask(shell, new GroupInfo('root')).gid() == 0
        !Shells.ask(shell, new GroupInfo('no-such-group')).present
        Shells.ask(shell, new NumberOwner('passwd', 0)) == 'root'
        Shells.ask(shell, new NumberOwner('group', 0)) == 'root'
        Shells.ask(shell, new NumberOwner('group', 4294967000)) == ''

        where:
        shell << Shells.all()
    }

    def 'a host without getent is asked by its files'() {
        given:
        def hidden = 'command() { return 1; }; '

        expect:
        Shells.output('dash', hidden + new UserInfo('root').command().script()).startsWith('root:')
        Shells.output('dash', hidden + new UserInfo('no-such-user').command().script()) == '/home\n'
        Shells.output('dash', hidden + new GroupInfo('root').command().script()).startsWith('root:')
        Shells.output('dash', hidden + new NumberOwner('passwd', 0).command().script()) == 'root\n'
        Shells.output('dash', hidden + new NumberOwner('group', 4294967000).command().script()) == ''
        Shells.output('dash', hidden + new Users().command().script()).contains('root:')
    }
}
