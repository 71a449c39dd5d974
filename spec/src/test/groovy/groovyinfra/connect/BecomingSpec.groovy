package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** Users who become others with a password, with programs in place of sudo, su and doas that ask as these do. */
@Timeout(60)
class BecomingSpec extends Specification {
    /** Like sudo: refuses to be silent, lectures, asks by the prompt that it is given, three times. */
    static final String SUDO = '''
        printf '%s\\n' "$1" >>"$HOME/sudo"
        [ "$1" = -n ] && { echo "sudo: a password is required" >&2; exit 1; }
        [ "$1 $2 $4 $5" = "-S -p -H -u" ] || exit 9
        prompt=$3; shift 6
        echo "We trust you have received the usual lecture: think before you type." >&2
        printf %s "$prompt" >&2
        read -r password || exit 1
        echo "$password" >>"$HOME/seen"
        [ "$password" = "$(cat "$HOME/right")" ] || { echo "Sorry, try again." >&2; printf %s "$prompt" >&2; read -r password; exit 1; }
        exec "$@"
    '''

    /** Like su of util-linux: asks in its own words, in the language of the host, and reads standard input. */
    static final String SU = '''
        [ "$1 $2 $4" = "-s /bin/sh -c" ] || exit 9
        printf 'Passwort: ' >&2
        read -r password || exit 1
        echo "$password" >>"$HOME/seen"
        [ "$password" = "$(cat "$HOME/right")" ] || { echo "su: Fehler bei Authentifizierung" >&2; exit 1; }
        exec sh -c "$5"
    '''

    /** Like doas: asks on the terminal only, wherever its standard streams lead. */
    static final String DOAS = '''
        printf '%s\\n' "$1" >>"$HOME/doas"
        [ "$1" = -n ] && { echo "doas: Authentication required" >&2; exit 1; }
        [ "$1" = -u ] || exit 9
        shift 2
        exec 3<>/dev/tty || { echo "doas: a tty is required" >&2; exit 1; }
        stty -echo <&3
        printf 'doas (me@here) password: ' >&3
        read -r password <&3 || exit 1
        stty echo <&3
        echo "$password" >>"$HOME/seen"
        [ "$password" = "$(cat "$HOME/right")" ] || { echo "doas: Authentication failed" >&2; exit 1; }
        exec "$@" 3<&-
    '''

    static final Map<String, String> PROGRAMS = [sudo: SUDO, su: SU, doas: DOAS]

    /** What does not travel in a message, but as a stream of its own. */
    static final Map<String, Closure<Step>> STREAMS = [
        'much input': { run('wc -c', Content.text('x' * 100_000)) },
        'a large file': { upload("$it/file", new byte[100_000]) },
        'a file that is brought': { new Step.Download('/etc/passwd', it.resolve('down')) }]

    /** Does not go on until the connection is lost; only the first time. */
    static final String HANG = '[ -e "$HOME/hung" ] || { : >"$HOME/hung"; while [ ! -e "$HOME/gate" ]; do sleep 0.05; done; exit 1; }'

    static final String RIGHT = 'cor"rect $horse\'s'

    @TempDir Path home
    ShellConnector connector
    List<String> questions = new CopyOnWriteArrayList<>()
    List<Session> sessions = new CopyOnWriteArrayList<>()

    def setup() {
        connector = new ShellConnector('dash', home)
        PROGRAMS.each { name, script -> connector.program(name, script) }
        Files.writeString(home.resolve('right'), RIGHT)
    }

    def cleanup() {
        sessions*.close()
        ShellConnector.remove(home)
    }

    UserPasswords typing(String answer) {
        new UserPasswords(new Asker() {
            @Override
            Optional<Secret> secret(String question) {
                questions << question
                Optional.ofNullable(answer).map { Secret.of(it) }
            }

            @Override
            Optional<Boolean> agree(String question) {
                Optional.empty()
            }
        })
    }

    Session session(UserPasswords passwords, String name = 'one', Map<String, Object> settings = [:]) {
        def host = new Host(name, name, 'shell', settings, [:], ['all'], Options.NONE)
        sessions << ShellSession.open(host, connector, passwords, Session.Watch.NOBODY)
        sessions.last()
    }

    static List<?> results(Session session, List<Step> steps, Options options) {
        session.carryOut(steps, options, Session.Progress.SILENT)
    }

    static Step.Run run(String script, Content stdin = null) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.ofNullable(stdin))
    }

    static Step.Upload upload(String path, byte[] bytes) {
        new Step.Upload(new Content.Bytes(bytes), path, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
    }

    List<String> lines(String file) {
        def path = home.resolve(file)
        Files.exists(path) ? Files.readAllLines(path) : []
    }

    static Options as(Identity identity) {
        Options.NONE.with(identity instanceof Identity.Su ? Option.SU : identity instanceof Identity.Doas ? Option.DOAS : Option.SUDO, identity)
    }

    void dropWhileHung() {
        new PollingConditions(timeout: 20, delay: 0.05).eventually { assert Files.exists(home.resolve('hung')) }
        connector.drop()
        Files.createFile(home.resolve('gate'))
    }

    def '#identity asks for a password once, and what runs then has clean streams, both ways, of any size'() {
        given:
        def session = session(typing(RIGHT))
        def bytes = new byte[size]
        new Random(size).nextBytes(bytes)
        def upload = upload("$home/file", bytes)
        def down = home.resolve('down')

        when:
        def all = results(session, [run('echo out; echo err >&2; cat', Content.text('in\n')), upload, new Step.Download("$home/file", down)], as(identity))
        def again = results(session, [run('exit 3')], as(identity))

        then:
        [all[0].stdout(), all[0].stderr()] == ['out\nin\n', 'err\n']
        all*.exit() == [new Exit.Code(0)] * 3
        again[0].exit() == new Exit.Code(3)
        Files.readAllBytes(down) == bytes
        questions == [question]
        lines('seen').every { it == RIGHT }

        and: 'one attempt without a password, where there is such a thing'
        lines('sudo').count('-n') + lines('doas').count('-n') == (identity instanceof Identity.Su ? 0 : 1)

        where:
        [identity, size] << [[Identity.root(), new Identity.Su('root'), new Identity.Doas('root')], [10, 300_000]].combinations()
        question = [Sudo: 'Password for sudo on the hosts', Su: 'Password of root for su on the hosts',
                    Doas: 'Password for doas on the hosts'][identity.class.simpleName]
    }

    def 'where #what comes first as another user by #identity, the password is known, too, and after a new connection'() {
        given:
        def session = session(typing(RIGHT))
        def steps = [step.call(home), new Step.Reconnect(), step.call(home)]

        expect:
        results(session, steps, as(identity))*.exit() == [new Exit.Code(0)] * 3
        questions.size() == 1

        where:
        [identity, what] << [[Identity.root(), new Identity.Su('root'), new Identity.Doas('root')], STREAMS.keySet()].combinations()
        step = STREAMS[what]
    }

    def 'a file that is on its way as another user by #identity when the connection is lost is sent again'() {
        given:
        connector.reconnection = Duration.ofSeconds(20)
        connector.program('cksum', "$HANG; exec /usr/bin/cksum \"\$@\"")
        def session = session(typing(RIGHT))

        when:
        def all = CompletableFuture.supplyAsync { results(session, [upload("$home/file", new byte[300_000])], as(identity)) }
        dropWhileHung()

        then:
        all.get(30, TimeUnit.SECONDS)*.exit() == [new Exit.Code(0)]
        Files.size(home.resolve('file')) == 300_000

        where:
        identity << [Identity.root(), new Identity.Doas('root')]
    }

    def 'a connection that is lost while #program #when is made again, and nothing was refused'() {
        given:
        connector.reconnection = Duration.ofSeconds(20)
        connector.program(program, there.call(PROGRAMS[program]))
        def session = session(typing(RIGHT))

        when:
        def all = CompletableFuture.supplyAsync { results(session, [run('echo on')], as(identity)) }
        dropWhileHung()

        then:
        all.get(30, TimeUnit.SECONDS)*.stdout() == ['on\n']
        lines('seen').unique() == [RIGHT]

        where:
        [identity, [when, there]] << [
            [Identity.root(), new Identity.Su('root'), new Identity.Doas('root')],
            [['begins', { "$HANG\n$it" }],
                ['has been told the password', { it.replace('>>"$HOME/seen"', ">>\"\$HOME/seen\"; $HANG") }]],
        ].combinations()
        program = identity.class.simpleName.toLowerCase()
    }

    def 'what was asked for sudo is what doas gets, too'() {
        given:
        def session = session(typing(RIGHT))

        expect:
        results(session, [run('echo on')], as(Identity.root()))*.stdout() == ['on\n']
        results(session, [run('echo on')], as(new Identity.Doas('root')))*.stdout() == ['on\n']
        questions == ['Password for sudo on the hosts']
    }

    def 'a time limit ends what runs as another user by #identity'() {
        given:
        def session = session(typing(RIGHT))
        def limited = as(identity).with(Option.TIMEOUT, Duration.ofSeconds(1))

        expect:
        results(session, [run('sleep 31415')], limited)*.exit() == [new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))]
        SessionContract.alive('sleep 31415') == 0
        results(session, [run('echo on')], as(identity))*.stdout() == ['on\n']

        where:
        identity << [Identity.root(), new Identity.Su('root'), new Identity.Doas('root')]
    }

    def 'a wrong password is shown once by #identity, to one host, however many there are'() {
        given:
        def passwords = typing('wrong')
        def hosts = (1..5).collect { session(passwords, "h$it") }

        when:
        def problems = hosts.collect { host ->
            CompletableFuture.supplyAsync {
                try {
                    results(host, [run('true')], as(identity))
                    null
                } catch (ProblemException refused) {
                    refused.problems()[0]
                }
            }
        }*.get(30, TimeUnit.SECONDS)

        then:
        problems*.summary().unique() == ["$by does not accept the password".toString()]
        problems.count { it.detail() == 'it was refused before, and is not tried again' } == 4
        lines('seen') == ['wrong']
        questions.size() == 1
        problems.every { !it.toString().contains('wrong') }

        and: 'the hosts go on as the login user'
        hosts.every { results(it, [run('echo on')], Options.NONE)*.stdout() == ['on\n'] }

        when: 'the host that it was shown to is asked again'
        def shown = problems.findIndexOf { it.detail() != 'it was refused before, and is not tried again' }
        results(hosts[shown], [run('true')], as(identity))

        then:
        def again = thrown(ProblemException)
        again.problems()[0].detail() == "${problems[shown].detail()}\nit was refused before, and is not tried again"

        where:
        identity                || by
        Identity.root()         || 'Sudo'
        new Identity.Su('root') || 'Su'
        new Identity.Doas('x')  || 'Doas'
    }

    def 'a password that was right elsewhere is shown to every host, and a host that refuses it sees it once'() {
        given:
        def passwords = typing(RIGHT)
        def good = session(passwords, 'good')
        def odd = session(passwords, 'odd')
        results(good, [run('true')], as(Identity.root()))
        Files.writeString(home.resolve('right'), 'another one')

        when:
        def problems = (1..2).collect {
            try {
                results(odd, [run('true')], as(Identity.root()))
            } catch (ProblemException refused) {
                refused.problems()[0].summary()
            }
        }

        then:
        problems == ['Sudo does not accept the password'] * 2
        lines('seen') == [RIGHT] * 2

        when: 'a third host has the first password'
        Files.writeString(home.resolve('right'), RIGHT)

        then:
        results(session(passwords, 'third'), [run('echo on')], as(Identity.root()))*.stdout() == ['on\n']
    }

    def 'the inventory\'s password for #identity counts, and nobody is asked'() {
        given:
        def session = session(typing('wrong'), 'one', [(setting): Secret.of(RIGHT)])

        expect:
        results(session, [run('echo on')], as(identity))*.stdout() == ['on\n']
        questions == []

        where:
        identity                | setting
        Identity.root()         | 'sudoPassword'
        new Identity.Doas('me') | 'sudoPassword'
        new Identity.Su('me')   | 'suPassword'
    }

    def 'a password that su refuses for its user may still be the right one for sudo and for another user'() {
        given:
        connector.program('su', SU.replace('$HOME/right', '$HOME/right-$3'))
        Files.writeString(home.resolve('right-other'), RIGHT)
        Files.writeString(home.resolve('right-me'), 'something else')
        def session = session(typing(null), 'one', [sudoPassword: Secret.of(RIGHT), suPassword: Secret.of(RIGHT)])

        when:
        results(session, [run('true')], as(new Identity.Su('me')))

        then:
        thrown(ProblemException)

        expect:
        results(session, [run('echo on')], as(identity))*.stdout() == ['on\n']

        where:
        identity << [Identity.root(), new Identity.Su('other')]
    }

    def 'where nobody can be asked, a password that is wanted is a problem: #summary'() {
        when:
        results(session(typing(null)), [run('true')], as(identity))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == summary
        refused.problems()[0].attempt() == "run on a terminal, or give ${setting}: in the inventory"

        where:
        identity                | setting        || summary
        Identity.root()         | 'sudoPassword' || 'Sudo asks for a password'
        new Identity.Doas('me') | 'sudoPassword' || 'Doas asks for a password'
        new Identity.Su('me')   | 'suPassword'   || 'Su asks for a password'
    }

    def 'sudo that wants a terminal gets one, with and without a password'() {
        given:
        connector.program('sudo', """
            sh -c ': >/dev/tty' 2>/dev/null || { echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1; }
            ${asks ? SUDO : 'shift 6; exec "$@"'}""")

        expect:
        results(session(typing(RIGHT)), [run('echo out; echo err >&2')], as(Identity.root())).collect { [it.stdout(), it.stderr()] } ==
            [['out\n', 'err\n']]
        questions.size() == (asks ? 1 : 0)

        where:
        asks << [false, true]
    }

    def 'sudo-rs, which puts the prompt into words of its own, lets us in with the right password and refuses the #answer one'() {
        given:
        connector.program('sudo', SUDO.replace('sudo: a password is required', 'sudo: interactive authentication is required')
            .replace('printf %s "$prompt"', "printf '$format' \"\$prompt\"")
            .replace('Sorry, try again.', "$name Authentication failed, try again."))

        when:
        def said = []
        try {
            said = results(session(typing(answer)), [run('echo on')], as(Identity.root()))*.stdout()
        } catch (ProblemException refused) {
            said = [refused.problems()[0].summary()]
        }

        then:
        said == [expected]
        lines('seen') == [answer]

        where:
        [form, row] << [[['[sudo: authenticate] %s', '[sudo: authenticate]'], ['[sudo: %s] Password: ', 'sudo:']],
                        [[RIGHT, 'on\n'], ['wrong', 'Sudo does not accept the password']]].combinations()
        format = form[0]
        name = form[1]
        answer = row[0]
        expected = row[1]
    }

    def 'another question than the one for the password is asked of the person, for this host'() {
        given:
        connector.program('sudo', SUDO.replace('exec "$@"', 'printf "Verification code: " >&2; read -r code; echo "$code" >"$HOME/code"; exec "$@"'))

        expect:
        results(session(typing(RIGHT)), [run('echo on')], as(Identity.root()))*.stdout() == ['on\n']
        questions == ['Password for sudo on the hosts', 'one asks: Verification code:']
        lines('code') == [RIGHT]
    }

    def 'flags of #program for #manner'() {
        given:
        connector.program(program, 'printf "%s " "$@" >>"$HOME/words"; while [ "$1" != -c ] && [ "$1" != sh ]; do shift; done; [ "$1" = sh ] || set -- sh "$@"; exec "$@"')
        def options = as(identity).with(Option.LOGIN_SHELL, login).with(Option.KEEP_ENV, keep)

        expect:
        results(session(typing(null)), [run('echo on')], options)*.stdout() == ['on\n']
        lines('words')[0].startsWith(words)

        where:
        identity              | login | keep  || words
        new Identity.Sudo('a') | true  | false || '-n -i -u a sh'
        new Identity.Sudo('a') | false | true  || '-n -E -H -u a sh'
        new Identity.Su('a')   | true  | false || '- a -c '
        new Identity.Su('a')   | false | true  || '-m -s /bin/sh a -c '
        program = identity instanceof Identity.Su ? 'su' : 'sudo'
        manner = "login shell: $login, environment kept: $keep"
    }

    def 'a user without a shell is a problem that says how one becomes that user nevertheless: #program'() {
        given: 'the words of sudo and su of Debian'
        connector.program(program, "echo '$warning' >&2; echo 'This account is currently not available.'; exit 1")

        when:
        results(session(typing(null)), [run('true')], as(identity).with(Option.LOGIN_SHELL, true))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'User has no shell: nobody'
        refused.problems()[0].attempt() == attempt

        where:
        identity                    | warning                                                                            || attempt
        new Identity.Sudo('nobody') | 'sudo: unable to change directory to /nonexistent: No such file or directory' || 'leave loginShell: true out, or give the user one'
        new Identity.Su('nobody')   | 'su: using restricted shell /usr/sbin/nologin'                                || 'use sudo:, which needs no login shell, or give the user one'
        program = identity instanceof Identity.Su ? 'su' : 'sudo'
    }

    def 'nothing is left on the host by the pipes of a terminal, nor by a terminal that is not to be had'() {
        given:
        connector.environment = [TMPDIR: Files.createDirectory(home.resolve('tmp')).toString()]
        if (broken) {
            connector.program('script', 'echo "script: cannot create a terminal" >&2; exit 1')
        }

        when:
        def said = []
        try {
            said = results(session(typing(RIGHT)), [run('echo on')], as(new Identity.Doas('root')))*.stdout()
        } catch (ProblemException refused) {
            said = [refused.problems()[0].summary()]
        }

        then:
        said == [expected]
        home.resolve('tmp').toFile().list().length == 0

        where:
        broken || expected
        false  || 'on\n'
        true   || 'Doas wants a terminal'
    }
}
