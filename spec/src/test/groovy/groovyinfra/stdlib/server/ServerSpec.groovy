package groovyinfra.stdlib.server

import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.Shells
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.server.UserInfo.Account
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

import static groovyinfra.stdlib.files.Paths.content
import static groovyinfra.stdlib.files.Paths.directory
import static groovyinfra.stdlib.files.Paths.file
import static groovyinfra.stdlib.files.Paths.info
import static groovyinfra.stdlib.files.Paths.none

class ServerSpec extends Specification {
    static final Server SERVER = new Server()
    static final String KEY = 'ssh-ed25519 AAAAC3Nza ann@home'
    static final String OTHER = 'ssh-ed25519 AAAAzzzz bob@home'

    @TempDir
    Path folder

    def 'shell: #script runs always'() {
        when:
        def work = new Body().work { SERVER.shell(command) }

        then:
        work.steps().collect { Body.shown(it) } == [script]
        work.always()
        work.touches() == [Area.ALL] as Set

        where:
        command                               || script
        'uptime | head -1'                    || 'uptime | head -1'
        "rm -rf ${'a b'}/cache"               || "rm -rf 'a b'/cache"
        ['echo', "it's"]                      || "echo 'it'\\''s'"
        Command.of('id')                      || 'id'
    }

    def 'shell: nothing to run is refused'() {
        when:
        new Body().work { SERVER.shell(command) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Command is empty'

        where:
        command << ['', ' \n', []]
    }

    def 'script: runs always, by the program of its first line: #first'() {
        when:
        def work = new Body(files: ['s.sh': "$first\necho hi\n"]).work { SERVER.script('s.sh', arguments: ['a b']) }

        then:
        work.always()
        Body.shown(work.steps().first()).contains(" $program \"\$d/script\" 'a b' </dev/null <<< $first")
        work.steps().first().shown() == "$program s.sh 'a b'"

        where:
        first                          || program
        '#!/bin/bash -eu'              || '/bin/bash -eu'
        '#!/usr/bin/env python3'       || '/usr/bin/env python3'
        '#! /bin/sh'                   || '/bin/sh'
        'echo no first line'           || 'sh'
    }

    def 'script: an empty one is one of the shell'() {
        expect:
        new Body(files: ['s.sh': '']).work { SERVER.script('s.sh') }.steps()*.shown() == ['sh s.sh']
    }

    def 'script: a real one gets its arguments and its input, and leaves nothing behind: #said, #hidden'() {
        given:
        def script = '#!/bin/sh\necho "$0|$1|$2"; read x && echo "ü $x" || echo no input\n'
        def step = new Body(files: ['s': script], options: options).work { SERVER.script('s', arguments: ['a b', '*']) }.steps().first()
        def builder = new ProcessBuilder('sh', '-c', step.command().script())
        builder.environment().TMPDIR = "$folder".toString()
        def process = builder.start()

        when:
        process.outputStream.withStream { it << step.stdin().get().open() }
        def lines = process.inputStream.readLines()

        then:
        process.waitFor() == 0
        lines[0].endsWith('/script|a b|*')
        lines[1] == said
        Files.list(folder).toList() == []
        step.stdin().get() instanceof Content.Hidden == hidden

        where:
        options                                                                      || said     | hidden
        Options.NONE                                                                 || 'no input' | false
        Options.NONE.with(Option.STDIN, Content.text('hello\n'))                     || 'ü hello' | false
        Options.NONE.with(Option.STDIN, new Content.Hidden(Secret.of('hello\n')))    || 'ü hello' | true
    }

    def 'script: what a killed one left is taken away a day later'() {
        given:
        def step = new Body(files: ['s': 'true']).work { SERVER.script('s') }.steps().first()
        def left = [1, 100_000].collect { age ->
            def path = Files.createDirectory(folder.resolve(".groovy-infra-script.$age"))
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(age)))
        }

        when:
        Shells.output(shell, "TMPDIR='$folder'; ${step.command().script()}")

        then:
        Files.list(folder).toList() == left.take(1)

        where:
        shell << Shells.all()
    }

    static Map loginAs(String user) {
        [(new UserName()): user]
    }

    def 'user: #what'() {
        given:
        def host = new Body(facts: groups('ann') + [(new UserInfo('ann')): now] + more)

        expect:
        host.steps { SERVER.user(arguments, 'ann') } == steps
        host.rounds == 1 + (arguments.keys == null ? 0 : 1) + (more.keySet().any { it in [new UserName(), new PathInfo('/home/ann')] } ? 1 : 0) +
                (more.keySet().any { it instanceof NumberOwner } ? 1 : 0)

        where:
        what                    | now            | more                         | arguments                                          || steps
        'is made'               | NONE           | noGroup()                    | [:]                                                || ['useradd --create-home --user-group -- ann']
        'is made for its group' | NONE           | groups('ann')                | [:]                                                || ['useradd --create-home --gid ann -- ann']
        'is made for the group' | NONE           | groups('ann')                | [group: 'ann']                                     || ['useradd --create-home --gid ann -- ann']
        'is made as wanted'     | NONE           | groups('a', 'b', 'g') + number(2000) | [uid: 2000, group: 'g', groups: ['a', 'b'], home: '/srv/ann', shell: '/bin/bash', comment: 'Ann B'] || ["useradd --create-home --uid 2000 --comment 'Ann B' --home-dir /srv/ann --shell /bin/bash --gid g --groups a,b -- ann"]
        'is made for a system'  | NONE           | noGroup()                    | [system: true, createHome: false]                  || ['useradd --system --no-create-home --user-group -- ann']
        'is made once more'     | NONE           | noGroup()                    | [uid: 0, unique: false]                            || ['useradd --create-home --user-group --uid 0 --non-unique -- ann']
        'is there'              | ANN            | [:]                          | [:]                                                || []
        'is as wanted'          | ANN            | groups('sudo', 'adm', 'ann') | [uid: 1000, group: 'ann', groups: ['adm', 'sudo'], home: '/home/ann', shell: '/bin/sh', comment: 'Ann', createHome: true] || []
        'has no number twice'   | ANN            | [:]                          | [unique: false]                                    || []
        'has another shell'     | ANN            | [:]                          | [shell: '/bin/bash']                               || ['usermod --shell /bin/bash -- ann']
        'has another home'      | ANN            | number(7)                    | [home: '/srv/ann', uid: 7]                         || ['usermod --uid 7 --home /srv/ann -- ann']
        'moves'                 | ANN            | [:]                          | [home: '/srv/ann', moveHome: true]                 || ['usermod --home /srv/ann --move-home -- ann']
        'stays'                 | ANN            | [:]                          | [home: '/home/ann', moveHome: true]                || []
        'stays, with a slash'   | ANN            | [:]                          | [home: '/home/ann/']                               || []
        'has a home to be made' | homeless()     | [:]                          | [createHome: true]                                 || [home('/home/ann')]
        'has no home'           | homeless()     | [:]                          | [:]                                                || []
        'becomes root'          | ANN            | [:]                          | [uid: 0, unique: false]                            || ['usermod --uid 0 --non-unique -- ann']
        'loses its comment'     | ANN            | [:]                          | [comment: '']                                      || ["usermod --comment '' -- ann"]
        'has another group'     | ANN            | groups('g') + gid('g') + loginAs('bob') | [group: 'g']                                       || ['usermod --gid g -- ann']
        'is in other groups'    | ANN            | groups('www') + gid('www') + loginAs('bob') | [groups: ['www']]                                  || ['usermod --groups www -- ann']
        'is in its own group'   | ANN            | groups('sudo', 'adm')        | [groups: ['ann', 'sudo', 'adm']]                   || []
        'joins a group'         | ANN            | groups('www') + gid('www') + loginAs('bob') | [groups: ['www'], append: true]                    || ['usermod --groups sudo,adm,www -- ann']
        'is us, and joins one'  | ANN            | groups('www') + gid('www') + loginAs('ann') | [groups: ['www'], append: true]                    || ['usermod --groups sudo,adm,www -- ann', 'connect again']
        'joins a group without a number yet' | ANN | [(new GroupInfo('new')): new GroupInfo.Entry('new', true, null)] + loginAs('bob') | [groups: ['new'], append: true] || ['usermod --groups sudo,adm,new -- ann']
        'has joined'            | ANN            | groups('adm')                | [groups: ['adm'], append: true]                    || []
        'is in a group by its other name' | ANN  | groups('wheel') + gid('sudo') | [groups: ['wheel'], append: true]                || []
        'has a first group by its other name' | ANN | groups('people') + gid('ann') | [group: 'people']                               || []
        'leaves all groups'     | ANN            | loginAs('bob')               | [groups: []]                                       || ["usermod --groups '' -- ann"]
        'goes'                  | ANN            | [:]                          | [present: false]                                   || ['userdel -- ann']
        'goes with its home'    | ANN            | [:]                          | [present: false, removeHome: true]                 || ['userdel -r -- ann']
        'is gone'               | NONE           | [:]                          | [present: false]                                   || []
        'has the password'      | ANN            | password('$y$x')             | [password: Secret.of('$y$x')]                      || []
        'gets a password'       | ANN            | password('!')                | [password: Secret.of('$y$x')]                      || ['chpasswd -e <<< SECRET ann:$y$x\n']
        'has the key'           | ANN            | keys(KEY)                    | [keys: [KEY]]                                      || []
        'has the key by another name' | ANN      | keys(KEY)                    | [keys: ['ssh-ed25519 AAAAC3Nza laptop']]           || []
        'gets a key'            | ANN            | keys(OTHER)                  | [keys: KEY]                                        || [su("$OTHER\n$KEY\n")]
        'gets the keys of a file' | ANN          | keys(OTHER)                  | [keys: "# two\n$OTHER\n\n$KEY\n"]                || [su("$OTHER\n$KEY\n")]
        'has a key restricted'  | ANN            | keys(KEY)                    | [keys: "restrict,from=\"10.*\" $KEY"]              || [su("restrict,from=\"10.*\" $KEY\n")]
        'has a restricted key'  | ANN            | keys("restrict $KEY")        | [keys: "restrict $KEY"]                            || []
        'gets only one key'     | ANN            | keys(OTHER, '# old')         | [keys: [KEY], exclusive: true]                     || [su("$KEY\n")]
        'keeps only one key'    | ANN            | keys(OTHER, KEY)             | [keys: [KEY], exclusive: true]                     || [su("$KEY\n")]
        'gets no key'           | ANN            | keys(OTHER)                  | [keys: [], exclusive: true]                        || [su('')]
        'has no key'            | ANN            | noKeys('/home/ann')          | [keys: []]                                         || []
        'is made with a key'    | NONE           | noGroup() + noKeys('/home/ann') | [keys: [KEY]]                                   || ['useradd --create-home --user-group -- ann', su("$KEY\n")]
        'is made with a key, in a home that is there' | NONE | noGroup() + noKeys('/home/ann', true) + info(directory('/home/ann')) | [keys: [KEY], createHome: false] || ['useradd --no-create-home --user-group -- ann', su("$KEY\n")]
        'has neither home nor keys' | homeless() | noKeys('/home/ann', true)    | [keys: []]                                         || []
        'is made with a key, with its home' | NONE | noGroup() + noKeys('/home/ann', true) | [keys: [KEY]]                         || ['useradd --create-home --user-group -- ann', su("$KEY\n")]
        'is made with a key, and has nothing to move' | NONE | noGroup() + noKeys('/srv/a') | [keys: [KEY], home: '/srv/a', moveHome: true] || ['useradd --create-home --user-group --home-dir /srv/a -- ann', su("$KEY\n")]
        'is made with a key elsewhere' | NONE    | noGroup() + noKeys('/srv/a') | [keys: [KEY], home: '/srv/a']                      || ['useradd --create-home --user-group --home-dir /srv/a -- ann', su("$KEY\n")]
        'moves with its keys'   | ANN            | keys(KEY)                    | [keys: [KEY], home: '/srv/a', moveHome: true]      || ['usermod --home /srv/a --move-home -- ann']
        'has a key that others could change' | ANN | keyFile('0666', 'ann')   | [keys: [KEY]]                                      || [su("$KEY\n")]
        'has a key of root\'s'  | ANN            | keyFile('0644', 'root')    | [keys: [KEY]]                                      || []
        'has a key of root\'s that only root can read' | ANN | keyFile('0600', 'root')  | [keys: [KEY]]                                      || [su("$KEY\n")]
        'has keys in a place of root\'s that only root sees' | ANN | keys(KEY) + folder('0700', 'root') | [keys: [KEY]]         || ['chown -h ann: -- /home/ann/.ssh', su("$KEY\n")]
        'has keys in a place of root\'s' | ANN   | keys(KEY) + folder('0755', 'root') | [keys: [KEY, OTHER]]                         || ['chown -h ann: -- /home/ann/.ssh', su("$KEY\n$OTHER\n")]
        'has no key, in a place of another\'s' | ANN | noKeys('/home/ann') + folder('0700', 'bob') | [keys: []]                    || []
        'has keys in a place of another\'s' | ANN | keys(KEY) + folder('0700', 'bob') | [keys: [KEY]]                                || ['chown -h ann: -- /home/ann/.ssh', su("$KEY\n")]
    }

    def 'user: a plan goes on with the user as it will be: #given'() {
        given:
        def host = new Body(facts: [(new UserInfo('ann')): now] + groups('a', 'ann') + keys() + password('!') + loginAs('bob') + number(7) + gid('a'))

        when:
        def work = host.work { SERVER.user(arguments, 'ann') }
        host.facts.putAll(work.assumptions())

        then:
        work.steps()
        host.work { SERVER.user(arguments, 'ann') }.steps() == []
        !work.touches().any { it.overlaps(UserInfo.area('bob')) }

        where:
        now                    | arguments
        NONE | [:]
        NONE | [uid: 7, groups: ['a'], shell: '/bin/bash', keys: [KEY], password: Secret.of('x')]
        ANN                    | [groups: ['a'], keys: [KEY], password: Secret.of('x')]
        ANN                    | [present: false]
        ANN                    | [home: '/srv/ann', keys: [KEY], moveHome: true]
        homeless()             | [createHome: true, comment: '']

        given = arguments.keySet()
    }

    def 'user: #summary'() {
        when:
        new Body(facts: groups('ann') + noKeys('/home/ann', true) + info(none('/home/ann')) + [(new UserInfo('ann')): now, (new GroupInfo('nope')): new GroupInfo.Entry('nope', false, null)])
                .work { SERVER.user(arguments, name) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        name   | now        | arguments                        || summary
        'ann'  | ANN        | [groups: ['nope']]               || 'Group is unknown'
        'ann'  | ANN        | [group: 'nope']                  || 'Group is unknown'
        'a b'  | ANN        | [:]                              || 'User name is not valid'
        '-rf'  | ANN        | [:]                              || 'User name is not valid'
        '4711' | ANN        | [:]                              || 'User name is not valid'
        'ann'  | ANN        | [groups: ['g@']]                 || 'Group name is not valid'
        'a:b'  | ANN        | [:]                              || 'User name is not valid'
        'ann'  | NONE       | [keys: KEY, createHome: false]   || 'User has no home directory'
        'ann'  | homeless() | [keys: KEY]                      || 'User has no home directory'
    }

    def 'user and group: #number is refused where another one has it: #refused'() {
        given:
        def facts = [(new UserInfo('ann')): now, (new GroupInfo('ann')): new GroupInfo.Entry('ann', now.present(), now.uid()),
            (new NumberOwner('passwd', 1000)): owner, (new NumberOwner('passwd', 7)): owner, (new NumberOwner('group', 7)): owner]
        def body = new Body(facts: facts)
        def refusals = [body.work { SERVER.user('ann', uid: number, unique: unique) }, body.work { SERVER.group('ann', gid: number, unique: unique) }]*.refusal()

        expect:
        refusals.collect { it.map { it.detail() }.orElse('') } == [refused ? "ann is to have $number, which is the number of bob" : ''] * 2

        where:
        now  | number | unique | owner || refused
        ANN  | 7      | true   | 'bob' || true
        NONE | 7      | true   | 'bob' || true
        ANN  | 7      | false  | 'bob' || false
        ANN  | 7      | true   | ''    || false
        ANN  | 7      | true   | 'ann' || false
        ANN  | 1000   | true   | 'bob' || false
    }

    def 'a number that a user leaves is free, and one that it gets is taken'() {
        given:
        def facts = [(new UserInfo('ann')): ANN] + groups('ann') + number(7)

        expect:
        new Body(facts: facts).work { SERVER.user('ann', present: false) }.assumptions()[new NumberOwner('passwd', 1000)] == ''
        with(new Body(facts: facts).work { SERVER.user('ann', uid: 7) }) {
            assumptions().subMap([new NumberOwner('passwd', 1000), new NumberOwner('passwd', 7)]).values().toList() == ['', 'ann']
            touches().containsAll([NumberOwner.area('passwd', 1000), NumberOwner.area('passwd', 7)])
        }
    }

    def 'the group of a user may go with it: nothing is known of it then'() {
        expect:
        with(new Body(facts: [(new UserInfo('ann')): ANN]).work { SERVER.user('ann', present: false) }) {
            touches().contains(GroupInfo.area('ann'))
            !assumptions().containsKey(new GroupInfo('ann'))
        }
    }

    def 'user: keys have no place where their directory is a file'() {
        given:
        def facts = groups('ann') + content(none('/home/ann/.ssh/authorized_keys')) + info(file('/home/ann/.ssh')) + [(new UserInfo('ann')): ANN]

        when:
        new Body(facts: facts).work { SERVER.user('ann', keys: KEY) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == '/home/ann/.ssh is to hold keys and is a file'
    }

    def 'group: #what'() {
        given:
        def host = new Body(facts: [(new GroupInfo('web')): now, (new NumberOwner('group', 70)): '', (new NumberOwner('group', 71)): ''])

        when:
        def work = host.work { SERVER.group(arguments, 'web') }
        def shown = work.steps().collect { Body.shown(it) }
        host.facts.putAll(work.assumptions())

        then:
        shown == steps
        host.work { SERVER.group(arguments, 'web') }.steps() == []

        where:
        what                | now                                     | arguments                || steps
        'is made'           | new GroupInfo.Entry('web', false, null) | [:]                      || ['groupadd -- web']
        'is made as wanted' | new GroupInfo.Entry('web', false, null) | [gid: 70, system: true]  || ['groupadd --system --gid 70 -- web']
        'is there'          | new GroupInfo.Entry('web', true, 70)    | [:]                      || []
        'has the number'    | new GroupInfo.Entry('web', true, 70)    | [gid: '70']              || []
        'gets a number'     | new GroupInfo.Entry('web', true, 70)    | [gid: 71, system: true]  || ['groupmod --gid 71 -- web']
        'shares a number'   | new GroupInfo.Entry('web', true, 70)    | [gid: 0, unique: false]  || ['groupmod --gid 0 --non-unique -- web']
        'goes'              | new GroupInfo.Entry('web', true, 70)    | [present: false]         || ['groupdel -- web']
        'is gone'           | new GroupInfo.Entry('web', false, null) | [present: false]         || []
    }

    def 'group: a name that cannot be'() {
        when:
        new Body().work { SERVER.group('a b') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Group name is not valid'
    }

    def 'hostname: #what'() {
        given:
        def host = new Body(facts: [(new Hostname()): running] + file)

        when:
        def work = host.work { SERVER.hostname('web-1') }
        def shown = work.steps().collect { Body.shown(it) }
        host.facts.putAll(work.assumptions())

        then:
        shown == steps
        host.work { SERVER.hostname('web-1') }.steps() == []

        where:
        what             | running | file                                                || steps
        'is set'         | 'web-1' | content(file('/etc/hostname', 'web-1\n'), 'web-1\n') || []
        'is set for now' | 'web-1' | content(none('/etc/hostname'))                      || ['write /etc/hostname - - <<< web-1\n']
        'is set later'   | 'old'   | content(file('/etc/hostname', 'web-1\n'), 'web-1\n') || ['hostname web-1']
        'is another'     | 'old'   | content(file('/etc/hostname', 'old\n'), 'old\n')    || ['write /etc/hostname - - <<< web-1\n', 'hostname web-1']
    }

    def 'hostname: #name is not valid'() {
        when:
        new Body().work { SERVER.hostname(name) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Host name is not valid'

        where:
        name << ['', 'a b', '-x', 'x-', 'a' * 65, 'x;reboot']
    }

    static final Account ANN = new Account('ann', true, 1000, 'ann', ['sudo', 'adm'], 'Ann', '/home/ann', '/bin/sh', true)
    static final Account NONE = Account.missing('ann')

    private static Account homeless() {
        new Account('ann', true, 1000, 'ann', ['sudo', 'adm'], 'Ann', '/home/ann', '/bin/sh', false)
    }

    private static Map groups(String... names) {
        names.collectEntries { [new GroupInfo(it), new GroupInfo.Entry(it, true, 5)] }
    }

    /** Who has the number that all groups have here. */
    private static Map gid(String name) {
        [(new NumberOwner('group', 5)): name]
    }

    private static Map number(long uid) {
        [(new NumberOwner('passwd', uid)): '']
    }

    private static Map noGroup() {
        [(new GroupInfo('ann')): new GroupInfo.Entry('ann', false, null)]
    }

    private static Map password(String hash) {
        [(new PasswordHash('ann')): Secret.of(hash)]
    }

    private static Map keys(String... lines) {
        lines ? keyFile('0600', 'ann', lines) : noKeys('/home/ann') + noKeys('/srv/ann')
    }

    private static Map keyFile(String mode, String owner, String... lines = [KEY]) {
        content(file('/home/ann/.ssh/authorized_keys', '', mode, owner), lines.collect { "$it\n" }.join('')) + folder('0700', 'ann')
    }

    private static Map noKeys(String home, boolean orphan = false) {
        content(none("$home/.ssh/authorized_keys", true)) + info(none("$home/.ssh", orphan))
    }

    private static Map folder(String mode, String owner) {
        info(directory('/home/ann/.ssh', mode, owner))
    }

    private static String home(String path) {
        "h=$path ; [ -d \"\$h\" ] || { mkdir -p -- \"\$h\" && chmod 0700 -- \"\$h\" && if [ -d /etc/skel ]; then" +
            ' cp -R /etc/skel/. "$h/"; fi && chown -R ann: -- "$h"; }'
    }

    private static String su(String keys) {
        "su -s /bin/sh -c 'umask 077 && mkdir -p ~/.ssh && chmod go-w ~/.ssh && cat >~/.ssh/.keys && mv -f ~/.ssh/.keys ~/.ssh/authorized_keys' -- ann <<< $keys"
    }
}
