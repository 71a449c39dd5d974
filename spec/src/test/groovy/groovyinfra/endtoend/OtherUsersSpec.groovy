package groovyinfra.endtoend

import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.ShellSession
import groovyinfra.connect.UserPasswords
import groovyinfra.connect.ssh.LocalUser
import groovyinfra.connect.ssh.SshConnector
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Mode
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import groovyinfra.model.Step
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Work as other users on a host with a real sudo: deploy may become anybody, ops only with a password. */
class OtherUsersSpec extends Specification {
    static final Options AS_ROOT = Options.NONE.with(Option.SUDO, Identity.root())

    @AutoCleanup SshConnector connector =
        new SshConnector(new LocalUser('nobody', Path.of('/nonexistent'), Optional.empty()), Asker.NOBODY, Optional.empty(), { })
    Fleet.Machine machine = Fleet.separate(2)
    List<String> questions = []
    @AutoCleanup Session deploy = session('deploy', [key: machine.key().toString()])

    Session session(String user, Map<String, Object> login, String typed = null) {
        def passwords = new UserPasswords(new Typed(typed, questions))
        def settings = [user: user, port: machine.port(), hostKeys: 'insecure', agent: false] as Map<String, Object>
        ShellSession.open(new Host('h2', machine.address(), 'ssh', settings + login, [:], ['all'], Options.NONE), connector, passwords, Session.Watch.NOBODY)
    }

    /** Somebody who types the same to every question. */
    private static record Typed(String answer, List<String> questions) implements Asker {
        @Override
        Optional<Secret> secret(String question) {
            questions << question
            Optional.ofNullable(answer).map { Secret.of(it) }
        }

        @Override
        Optional<Boolean> agree(String question) {
            Optional.empty()
        }
    }

    static Step.Run run(String script) {
        new Step.Run(Command.raw(script), Options.NONE, Optional.empty())
    }

    static Step.Upload upload(String path, byte[] content, String mode, String owner, String group) {
        new Step.Upload(new Content.Bytes(content), path, Optional.ofNullable(mode).map { Mode.of(it) },
            Optional.ofNullable(owner), Optional.ofNullable(group), Optional.empty())
    }

    List<?> results(List<Step> steps, Options options) {
        deploy.carryOut(steps, options, Session.Progress.SILENT)
    }

    def 'root by sudo begins in the home of root, another user in that one\'s or in /'() {
        expect:
        results([run('id -un; pwd; echo $HOME')], AS_ROOT)*.stdout() == ['root\n/root\n/root\n']
        results([run('id -un; pwd')], Options.NONE.with(Option.SUDO, new Identity.Sudo('nobody')))*.stdout() == ['nobody\n/\n']
    }

    def 'a file of #size bytes gets its owner, group and mode, and keeps them when it is replaced'() {
        given:
        def path = "/etc/spec of others $size"

        when:
        def put = results([upload(path, new byte[size], '0640', 'deploy', 'daemon')], AS_ROOT)
        def first = machine.exec('stat', '-c', '%U %G %a %s', path)
        def again = results([upload(path, new byte[size + 1], null, null, null)], AS_ROOT)

        then:
        (put + again)*.exit() == [new Exit.Code(0)] * 2
        first == "deploy daemon 640 $size\n"
        machine.exec('stat', '-c', '%U %G %a %s', path) == "deploy daemon 640 ${size + 1}\n"
        machine.exec('sh', '-c', 'ls -A /etc | grep -c groovy-infra || true').trim() == '0'

        cleanup:
        machine.exec('rm', '-f', path)

        where:
        size << [10, 100_000]
    }

    def 'a user who owns nothing there leaves nothing there'() {
        when:
        def results = results([upload('/etc/forbidden', new byte[size], null, null, null)], Options.NONE)

        then:
        results[0].exitCode != 0
        results[0].stderr().toLowerCase().contains('permission denied')
        machine.exec('sh', '-c', 'ls -A /etc | grep -c -e groovy-infra -e forbidden || true').trim() == '0'

        where:
        size << [10, 100_000]
    }

    def 'a full disk fails an upload of #size bytes, keeps the old file and leaves nothing behind'() {
        given:
        machine.exec('sh', '-c', 'mkdir -p /tiny && mount -t tmpfs -o size=16k tmpfs /tiny && echo old >/tiny/file')

        when:
        def results = results([upload('/tiny/file', new byte[size], null, null, null)], AS_ROOT)

        then:
        results[0].exit() instanceof Exit.Code
        results[0].exitCode != 0
        results[0].stderr().contains('No space left on device')
        machine.exec('sh', '-c', 'ls -A /tiny; cat /tiny/file') == 'file\nold\n'

        cleanup:
        machine.exec('umount', '/tiny')

        where:
        size << [60_000, 1_000_000]
    }

    def 'a time limit ends what root runs, too'() {
        when:
        def limited = AS_ROOT.with(Option.TIMEOUT, Duration.ofSeconds(1))
        def result = results([run('sleep 4242 & trap "" TERM; sleep 4243; sleep 4244')], limited)[0]

        then:
        result.exit() == new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('KILL'))
        !result.stderr().contains('still running')
        machine.exec('sh', '-c', 'ps -eo args | grep -c "^sleep 424" || true').trim() == '0'
        results([run('id -u')], AS_ROOT)*.stdout() == ['0\n']
    }

    def 'a time limit ends what a command runs by sudo, too'() {
        when:
        def limited = Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1))
        def result = results([run('sudo sleep 5151 & sudo setsid sleep 5152 & sleep 5153; true')], limited)[0]

        then:
        result.exit() == new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))
        !result.stderr().contains('still running')
        machine.exec('sh', '-c', 'ps -eo args | grep -c "sleep 515[0-9]$" || true').trim() == '0'
    }

    def 'sudo that asks for a password is a problem that says so'() {
        given:
        def ops = session('ops', [password: Secret.of('ops')])

        when:
        ops.carryOut([run('true')], AS_ROOT, Session.Progress.SILENT)

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'Sudo asks for a password'

        and:
        ops.carryOut([run('id -un')], Options.NONE, Session.Progress.SILENT)*.stdout() == ['ops\n']

        cleanup:
        ops?.close()
    }

    def 'a user who does not exist is a problem that says so'() {
        when:
        results([run('true')], Options.NONE.with(Option.SUDO, new Identity.Sudo('nobody-here')))

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == 'No such user: nobody-here'
    }

    def 'a password opens #identity on a host where it is asked for, and only the right one'() {
        given:
        def right = session(login, [key: machine.key().toString()], 'ops')
        def wrong = session(login, [key: machine.key().toString()], 'oops')
        def options = Options.NONE.with(option, identity)

        expect:
        right.carryOut([run('id -un; echo err >&2; head -c 100000 /dev/zero | wc -c')], options, Session.Progress.SILENT)
            .collect { [it.stdout(), it.stderr()] } == [["$user\n100000\n".toString(), 'err\n']]
        right.carryOut([upload('/tmp/of others', new byte[200_000], '0600', null, null)], options, Session.Progress.SILENT)*.exit() ==
            [new Exit.Code(0)]
        machine.exec('stat', '-c', '%U %a %s', '/tmp/of others') == "$user 600 200000\n"
        questions.size() == 1

        when: 'time is limited'
        def late = right.carryOut([run('sleep 5151 & sleep 5151')], options.with(Option.TIMEOUT, Duration.ofSeconds(1)), Session.Progress.SILENT)

        then:
        late*.exit() == [new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))]
        machine.exec('sh', '-c', 'ps -eo args | grep -c "^sleep 5151" || true').trim() == '0'

        when:
        wrong.carryOut([run('true')], options, Session.Progress.SILENT)

        then:
        def refused = thrown(ProblemException)
        refused.problems()[0].summary() == "$program does not accept the password"

        cleanup:
        machine.exec('rm', '-f', '/tmp/of others')
        right?.close()
        wrong?.close()

        where:
        login    | option      | identity                 || user   | program
        'ops'    | Option.SUDO | Identity.root()          || 'root' | 'Sudo'
        'ops'    | Option.SUDO | new Identity.Sudo('deploy') || 'deploy' | 'Sudo'
        'deploy' | Option.SU   | new Identity.Su('ops')   || 'ops'  | 'Su'
        'ops'    | Option.DOAS | new Identity.Doas('root')   || 'root'   | 'Doas'
        'ops'    | Option.DOAS | new Identity.Doas('deploy') || 'deploy' | 'Doas'
    }

    def 'sudo with requiretty, a lecture and a prompt of its own lets us in with the password'() {
        given:
        machine.exec('sh', '-c', "echo 'Defaults:ops $defaults' >/etc/sudoers.d/odd && chmod 440 /etc/sudoers.d/odd && visudo -c")
        def ops = session('ops', [key: machine.key().toString()], 'ops')

        expect:
        ops.carryOut([run('id -un; echo err >&2')], AS_ROOT, Session.Progress.SILENT).collect { [it.stdout(), it.stderr()] } ==
            [['root\n', 'err\n']]

        and: 'on a terminal, too'
        ops.carryOut([run('id -un; test -t 0 && echo $((1 + 1))')], AS_ROOT.with(Option.PTY, true), Session.Progress.SILENT)*.stdout() ==
            ['root\n2\n']

        cleanup:
        machine.exec('rm', '-f', '/etc/sudoers.d/odd')
        ops?.close()

        where:
        defaults << ['requiretty', 'lecture=always', 'passprompt="Say the word: "', 'passwd_tries=1', '!use_pty', 'use_pty', '!lecture,insults']
    }

    def 'as after a login, what the profile of the other user sets is set'() {
        given:
        machine.exec('sh', '-c', 'echo export COLOUR=blue >>/root/.profile')

        expect:
        results([run('echo $COLOUR')], AS_ROOT.with(Option.LOGIN_SHELL, login))*.stdout() == ["$colour\n".toString()]
        results([run('echo $COLOUR')], AS_ROOT.with(Option.LOGIN_SHELL, login).with(Option.PTY, true))*.stdout() == ["$colour\n".toString()]

        cleanup:
        machine.exec('sed', '-i', '/COLOUR/d', '/root/.profile')

        where:
        login || colour
        false || ''
        true  || 'blue'
    }
}
