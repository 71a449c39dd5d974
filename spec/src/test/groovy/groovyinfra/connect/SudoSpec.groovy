package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Fact
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Other users, with a program in place of sudo that does what sudo would do as far as the shell can see. */
class SudoSpec extends Specification {
    static final String BECOME = '''
        [ "$1 $2 $3" = "-n -H -u" ] || exit 9
        user=$4; shift 4
        echo "$user" >>"$HOME/asked"
        mkdir -p "$HOME/home of $user"
        HOME="$HOME/home of $user" SUDO_USER=$user exec "$@"
    '''
    static final Options AS_ROOT = Options.NONE.with(Option.SUDO, Identity.root())

    @TempDir Path home
    ShellConnector connector
    @AutoCleanup ShellSession session

    def setup() {
        connector = new ShellConnector('dash', home)
        session = connector.session()
    }

    def results(List<Step> steps, Options options) {
        session.carryOut(steps, options, Session.Progress.SILENT)
    }

    static Step.Run run(String script, Options options = Options.NONE, Content stdin = null) {
        new Step.Run(Command.raw(script), options, Optional.ofNullable(stdin))
    }

    static record WhoAmI() implements Fact<String> {
        @Override
        Command command() {
            Command.raw('echo "$SUDO_USER"')
        }

        @Override
        String parse(List<String> lines) {
            lines[0]
        }
    }

    def 'one shell for each user, kept open, that begins in the home of that user'() {
        given:
        connector.program('sudo', BECOME)

        when:
        def root = results([run('echo "$SUDO_USER"; pwd'), run('echo "$SUDO_USER"')], AS_ROOT)
        def postgres = results([run('echo "$SUDO_USER"')], Options.NONE.with(Option.SUDO, new Identity.Sudo('postgres')))
        def login = results([run('echo "$SUDO_USER"')], Options.NONE)
        def again = session.ask(Identity.root(), [new WhoAmI()])

        then:
        root*.stdout() == ["root\n${home.resolve('home of root')}\n", 'root\n']
        postgres*.stdout() == ['postgres\n']
        login*.stdout() == ['\n']
        again[0].value() == 'root'
        Files.readAllLines(home.resolve('asked')) == ['root', 'postgres']
    }

    def 'a step with #size bytes of input may be for another user than the steps around it'() {
        given:
        connector.program('sudo', BECOME)
        def input = Content.text('x' * size)

        expect:
        results([run('echo 1$SUDO_USER'), run('echo 2$SUDO_USER', AS_ROOT, input), run('echo 3$SUDO_USER')], Options.NONE)*.stdout() ==
            ['1\n', '2root\n', '3\n']

        where:
        size << [0, 100_000]
    }

    def 'a large file is sent as the right user, and a time limit ends what that user runs'() {
        given:
        connector.program('sudo', BECOME)
        def bytes = new byte[100_000]

        when:
        def upload = new Step.Upload(
            new Content.Bytes(bytes), 'file', Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
        def sent = results([upload, run('wc -c <file; sleep 1000')], AS_ROOT.with(Option.TIMEOUT, java.time.Duration.ofSeconds(1)))

        then:
        sent*.exit() == [new Exit.Code(0), new Exit.TimedOut(java.time.Duration.ofSeconds(1), Optional.of('TERM'))]
        sent[1].stdout().trim() == '100000'
        Files.size(home.resolve('home of root/file')) == 100_000
    }

    def 'what sudo gives to #shell as login shell comes through as it was'() {
        given:
        connector.program('sudo', '''[ "$1 $2 $3 $4" = "-n -i -u root" ] || exit 9
            shift 4
            line=$(for word; do printf %s "$word" | sed 's/[^a-zA-Z0-9_$-]/\\\\&/g'; printf ' '; done)
            exec SHELL -c "$line"'''.replace('SHELL', shell))
        def as = new Identity.Sudo('root', new Identity.Manner(true, false))
        def command = '''exec sh -c 'x="a  b"; echo "$x $((1 + 1)) ${x%b}|\\é *"; echo $$ | tr -d 0-9' '''.trim()

        when:
        def process = new ProcessBuilder('sh', '-c', Identities.silent(ShellConnector.host(), as, command))
        process.environment().putAll([PATH: "$connector.programs:/usr/bin:/bin".toString(), HOME: home.toString(), LC_ALL: 'C.UTF-8'])

        then:
        process.redirectErrorStream(true).start().inputStream.getText('UTF-8') == 'a  b 2 a  |\\é *\n\n'

        where:
        shell << ['dash', 'bash', 'zsh', 'tcsh', 'fish']
    }

    def 'where sudo says "#said", the problem is "#summary"'() {
        given:
        connector.program('sudo', "echo '$said' >&2; exit 1")

        when:
        results([run('true')], AS_ROOT)

        then:
        def refused = thrown(ProblemException)
        with(refused.problems()[0]) {
            it.summary() == summary
            detail() == said
            where().host().get() == 'one'
            it.attempt() == attempt
        }

        and: 'the session goes on'
        results([run('echo on')], Options.NONE)*.stdout() == ['on\n']

        where:
        said                                                                                 || summary                    | attempt
        'sudo: a password is required'                                                       || 'Sudo asks for a password' | 'run on a terminal, or give sudoPassword: in the inventory'
        'sudo: a terminal is required to read the password; either use the -S option ...'    || 'Sudo asks for a password' | 'run on a terminal, or give sudoPassword: in the inventory'
        'sudo: interactive authentication is required'                                       || 'Sudo asks for a password' | 'run on a terminal, or give sudoPassword: in the inventory'
        'sudo: sorry, you must have a tty to run sudo'                                       || 'Sudo wants a terminal'    | "take requiretty out of the host's sudoers"
        'sudo: unknown user: nobody-here'                                                    || 'No such user: root'       | 'create the user first, or correct the name'
        'deploy is not in the sudoers file.'                                                 || 'Sudo is not allowed'      | "let the host's configuration of sudo allow this user to become root"
        'Sorry, user deploy is not allowed to execute /bin/sh as root on web1.'              || 'Sudo is not allowed'      | "let the host's configuration of sudo allow this user to become root"
        'sudo is refused on demo hosts: they are this machine, as the current user'          || 'Sudo is refused'          | 'take sudo: away, or use a host of your own'
        'sh: 1: exec: sudo: not found'                                                       || 'The host has no sudo'     | 'install sudo there, or connect as root'
        'zsh:1: command not found: sudo'                                                     || 'The host has no sudo'     | 'install sudo there, or connect as root'
        'env: sudo: No such file or directory'                                               || 'The host has no sudo'     | 'install sudo there, or connect as root'
        'sudo: command not found'                                                            || 'The host has no sudo'     | 'install sudo there, or connect as root'
        'sudo: unable to initialize policy plugin'                                           || 'Sudo gives no shell'      | 'try on the host: sudo -n -u root sh'
    }

    def 'what to try by hand has the flags of the call'() {
        given:
        connector.program('sudo', "echo 'sudo: unable to initialize policy plugin' >&2; exit 1")

        when:
        results([run('true')], AS_ROOT.with(Option.LOGIN_SHELL, true))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].attempt() == 'try on the host: sudo -n -i -u root sh'
    }

    def 'a host without sudo is a problem that says so'() {
        given: 'a PATH with nothing but what a shell needs'
        def programs = Files.createDirectory(home.resolve('bin'))
        ['sh', 'setsid', 'env'].each { name ->
            def real = ['/bin', '/usr/bin'].collect { Path.of(it, name) }.find { Files.exists(it) }
            Files.createSymbolicLink(programs.resolve(name), real)
        }
        connector.environment = [PATH: programs.toString()]

        when:
        results([run('true')], AS_ROOT)

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'The host has no sudo'
    }

    def '#identity is refused before anything is sent'() {
        when:
        session.ask(identity, [new WhoAmI()])

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == summary

        where:
        identity                        || summary
        new Identity.Su('a b')          || 'Not a user name'
        new Identity.Doas('')           || 'Not a user name'
        new Identity.Sudo('root; id')   || 'Not a user name'
        new Identity.Sudo('-s')         || 'Not a user name'
        new Identity.Sudo('')           || 'Not a user name'
    }
}
