package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Unroll

/** Only one thing is asked of the login shell, so it may be any, and may say what it likes. */
class LoginShellSpec extends Specification {
    /** Start-up files that print, with and without an end of line, and set what a script might stumble over. */
    static final Map<String, String> TALKATIVE = [
        '.bashrc': 'echo "Welcome!"; echo "Mind the step" >&2; printf "\\036no end of line"; alias sh=false cd=false; set -u; cd /',
        '.zshenv': 'echo "Welcome!"; echo "Mind the step" >&2; alias sh=false; setopt NO_UNSET SH_WORD_SPLIT',
        '.tcshrc': 'echo "Welcome!"; alias cd false; set noclobber; set noglob',
        '.config/fish/config.fish': 'echo "Welcome!"; echo "Mind the step" >&2; function cd; false; end'
    ]

    @TempDir Path home
    ShellConnector connector
    ShellSession session

    def cleanup() {
        session?.close()
    }

    void logIn(String login, Map<String, String> files) {
        files.each { name, text ->
            def file = home.resolve(name)
            Files.createDirectories(file.parent)
            Files.writeString(file, text + '\n')
        }
        connector = new ShellConnector('dash', home)
        connector.login = login
        // Debian's bash reads .bashrc where a server starts it.
        connector.environment = [SSH_CLIENT: '127.0.0.1 1 22', SHLVL: '0', XDG_CONFIG_HOME: home.resolve('.config').toString()]
        session = connector.session()
    }

    List<Result> results(List<Step> steps, Options options = Options.NONE) {
        session.carryOut(steps, options, Session.Progress.SILENT)
    }

    static Step.Run run(String script, Content stdin = null) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.ofNullable(stdin))
    }

    @Unroll
    def 'with #login as login shell, #files.size() start-up files'() {
        given:
        assert Files.isExecutable(Path.of(login)): "$login is not installed"
        logIn(login, files)
        def large = SessionContract.random(100_000)
        def mark = "36${System.nanoTime()}"

        expect: 'commands, input, small and large files arrive as they are, in the home of the user'
        results([
            run('echo "$HOME $((1 + 1))"; echo err >&2; exit 0'), run('cat', Content.text("it's \\n 'given'\n")),
            SessionContract.upload(Path.of('small'), 'small'), SessionContract.upload(Path.of('large'), large),
            run('cat small')])*.stdout() == ["$home 2\n".toString(), "it's \\n 'given'\n".toString(), '', '', 'small']
        Files.readAllBytes(home.resolve('large')) == large

        and: 'files come back'
        results([new Step.Download(home.resolve('large').toString(), home.resolve('back'))])*.exitCode == [0]
        Files.readAllBytes(home.resolve('back')) == large

        and: 'a kill finds everything'
        results([run("sleep $mark & setsid sleep $mark & wait")], Options.NONE.with(Option.TIMEOUT, Duration.ofMillis(400)))*.exit() ==
            [new Exit.TimedOut(Duration.ofMillis(400), Optional.of('TERM'))]
        SessionContract.alive(mark) == 0

        where:
        [login, files] << [
            ['/bin/dash', '/bin/bash', '/usr/bin/zsh', '/usr/bin/fish', '/usr/bin/tcsh', '/bin/csh', '/usr/bin/ksh93', '/usr/bin/mksh',
             '/bin/lksh', '/usr/bin/yash', '/usr/bin/posh', '/usr/lib/klibc/bin/sh', '/usr/bin/elvish', '/usr/bin/rc', '/usr/bin/xonsh', '/usr/bin/sash'],
            [[:], TALKATIVE]
        ].combinations()
    }

    def 'a login shell that #does is a problem that shows what it says'() {
        given:
        def program = home.resolve('shell')
        Files.writeString(program, "#!/bin/bash\n$script\n")
        program.toFile().executable = true
        connector = new ShellConnector('dash', home)
        connector.login = program.toString()
        connector.patience = Duration.ofSeconds(2)

        when:
        session = connector.session()

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'The host gives no shell'
        refused.problems()[0].detail().replaceFirst('^\\S+: line \\d+: ', '') == says // bash says which line of the script

        where:
        does                      | script                                             || says
        'waits for something'     | 'echo Wait; sleep 1000'                            || 'Wait\nno answer within 2 s'
        'only takes what we send' | 'echo Hello; cat >/dev/null'                       || 'Hello\nno answer within 2 s'
        'is restricted'           | 'set -r; eval "$2"'                                || 'exec: restricted'
        'lets nobody in'          | 'echo "This account is locked." >&2; exit 1'       || 'This account is locked.'
        'serves files only'       | 'echo "This service allows sftp connections only."' || 'This service allows sftp connections only.'
    }

    def 'a login shell that is a program with a banner of its own'() {
        given:
        def program = home.resolve('shell')
        Files.writeString(program, '#!/bin/dash\necho "Authorised use only"\ni=0\nwhile [ $i -lt 2000 ]; do echo "line $i of the rules"; ' +
            'i=$((i + 1)); done\nexec /bin/dash "$@"\n')
        program.toFile().executable = true
        logIn(program.toString(), [:])

        expect:
        results([run('echo mine'), SessionContract.upload(home.resolve('large'), SessionContract.random(70_000)), run('wc -c <large')])
            *.stdout()*.trim() == ['mine', '', '70000']
    }
}
