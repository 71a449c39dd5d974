package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import org.apache.sshd.server.SshServer
import org.apache.sshd.server.auth.UserAuthFactory
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider
import org.apache.sshd.server.session.ServerSession
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** With a server inside this process: OpenSSH's would need users with passwords. */
class PasswordSpec extends Specification {
    @TempDir Path home
    @AutoCleanup('stop') SshServer server
    @Shared ConcurrentLinkedQueue<String> attempts = new ConcurrentLinkedQueue<>()

    private void start(UserAuthFactory... factories) {
        attempts.clear()
        server = SshServer.setUpDefaultServer()
        server.host = '127.0.0.1'
        server.port = 0
        server.keyPairProvider = new SimpleGeneratorHostKeyProvider()
        server.userAuthFactories = factories.toList()
        server.passwordAuthenticator = { user, password, session ->
            attempts << "$user:$password".toString()
            password == 'open sesame'
        }
        server.keyboardInteractiveAuthenticator = new DefaultKeyboardInteractiveAuthenticator()
        server.start()
    }

    private Host host(Map<String, Object> settings, String name = 'h') {
        new Host(name, '127.0.0.1', 'ssh', ([port: server.port, hostKeys: 'insecure', user: 'ali'] as Map<String, Object>) + settings, [:], [], Options.NONE)
    }

    private SshConnector connector(Asker asker = Asker.NOBODY) {
        new SshConnector(new LocalUser('me', home, Optional.empty()), asker, Optional.empty(), { })
    }

    private Problem refusal(Map<String, Object> settings, Asker asker = Asker.NOBODY) {
        try {
            connector(asker).open(host(settings)).close()
        } catch (ProblemException refused) {
            return refused.problems().first()
        }
        throw new AssertionError('it was let in')
    }

    def 'a password from the inventory opens a server that takes #method'() {
        given:
        start(factory)

        when:
        connector().open(host(password: Secret.of('open sesame'))).close()

        then:
        attempts.toList() == ['ali:open sesame']

        where:
        method                 | factory
        'passwords'            | UserAuthPasswordFactory.INSTANCE
        'answers to questions' | UserAuthKeyboardInteractiveFactory.INSTANCE
    }

    def 'a password is asked once for all hosts'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)
        def asker = new Answers('open sesame')
        def connector = connector(asker)
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        threads.invokeAll((1..8).collect { n ->
            { -> connector.open(host([askPassword: true], "h$n")).close() } as Callable<Void>
        })*.get()

        then:
        asker.questions == ['Password of ali on the hosts']
        attempts.size() == 8

        cleanup:
        threads.close()
    }

    def 'where keys do not help, a password is asked once for all hosts that take #method'() {
        given:
        start(factory)
        Files.createDirectories(home.resolve('.ssh'))
        Sshd.generate(home.resolve('.ssh/id_ed25519'), 'ed25519')
        def asker = new Answers('open sesame')
        def connector = connector(asker)
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        threads.invokeAll((1..8).collect { n -> { -> connector.open(host([:], "h$n")).close() } as Callable<Void> })*.get()

        then:
        asker.questions == ['Password of ali on the hosts']
        attempts.size() == 8

        cleanup:
        threads.close()

        where:
        method                 | factory
        'passwords'            | UserAuthPasswordFactory.INSTANCE
        'answers to questions' | UserAuthKeyboardInteractiveFactory.INSTANCE
    }

    def 'a password that was given and is wrong is not asked for'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)
        def asker = new Answers('open sesame')

        expect:
        refusal([password: Secret.of('wrong')], asker).attempt() == 'check user and password'
        asker.questions == []
    }

    def 'a wrong password is tried once, and not shown'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)

        when:
        def problem = refusal(password: Secret.of('wrong one'))

        then:
        problem.summary() == 'Login was refused'
        problem.detail() == "ali at [127.0.0.1]:$server.port\ntried: password\nthe server takes: password"
        problem.attempt() == 'check user and password'
        !problem.toString().contains('wrong one')
        attempts.toList() == ['ali:wrong one']
    }

    def 'who has neither key nor password is told what the server takes'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)

        when:
        def problem = refusal([:])

        then:
        problem.detail() == "ali at [127.0.0.1]:$server.port\ntried: nothing, there is no key\nthe server takes: password"
        problem.attempt() == 'give the password as `password` under `ssh:` in the inventory'
    }

    def 'a password that nobody can be asked for is a refusal that says so'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)

        expect:
        refusal([askPassword: true]).detail().contains('tried: password (there is nobody to ask for it)')
    }

    def 'keys are tried before the password'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)
        Files.createDirectories(home.resolve('.ssh'))
        Sshd.generate(home.resolve('.ssh/id_ed25519'), 'ed25519')

        when:
        connector(new Answers('open sesame')).open(host(askPassword: true)).close()

        then:
        attempts.toList() == ['ali:open sesame']
    }

    def 'a server that asks #questions gets #answers'() {
        given:
        start(UserAuthKeyboardInteractiveFactory.INSTANCE)
        server.keyboardInteractiveAuthenticator = new Asking(questions, attempts)

        when:
        def outcome = 'let in'
        try {
            connector().open(host(password: Secret.of('open sesame'))).close()
        } catch (ProblemException refused) {
            outcome = refused.problems().first().detail().readLines()[1] + '; ' + refused.problems().first().attempt()
        }

        then:
        attempts.toList() == answers
        outcome == said

        where:
        questions                           || answers              | said
        ['Passwort: ']                      || ['open sesame']      | 'let in'
        ['Password: ', 'Code: ']            || ['open sesame', '']  | "tried: password (the server wants more: 'Code:'); $NO_ANSWER"
    }

    private static class Asking implements KeyboardInteractiveAuthenticator {
        private final List<String> questions
        private final Collection<String> answers

        Asking(List<String> questions, Collection<String> answers) {
            this.questions = questions
            this.answers = answers
        }

        @Override
        InteractiveChallenge generateChallenge(ServerSession session, String user, String lang, String subMethods) {
            def challenge = new InteractiveChallenge(interactionName: 'a', interactionInstruction: 'b', languageTag: '')
            for (question in questions) {
                challenge.addPrompt(question, false)
            }
            challenge
        }

        @Override
        boolean authenticate(ServerSession session, String user, List<String> responses) {
            answers.addAll(responses)
            responses == ['open sesame']
        }
    }

    private static final String NO_ANSWER = 'let this user log in with a key: a run cannot answer such questions'

    def 'a password that was wrong on one host is shown to no other'() {
        given:
        start(factory)
        def connector = connector(new Answers('wrong'))
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def details = threads.invokeAll((1..8).collect { n ->
            {
                ->
                try {
                    connector.open(host([askPassword: true], "h$n")).close()
                    'let in'
                } catch (ProblemException refused) {
                    refused.problems().first().with { [it.detail().readLines()[1], it.attempt()] }
                }
            } as Callable<Object>
        })*.get()

        then:
        attempts.toList() == ['ali:wrong']
        details.count(['tried: password', 'check user and password']) == 1
        details.count(['tried: password (not shown: it was wrong on another host)', 'check user and password']) == 7

        cleanup:
        threads.close()

        where:
        factory << [UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE]
    }

    def 'a password that was right on one host is shown to all, even where it is wrong'() {
        given:
        start(UserAuthPasswordFactory.INSTANCE)
        def connector = connector()
        connector.open(host(password: Secret.of('open sesame'))).close()
        server.passwordAuthenticator = { user, password, session ->
            attempts << "$user:$password".toString()
            false
        }

        when:
        (1..2).each { n ->
            try {
                connector.open(host([password: Secret.of('open sesame')], "h$n"))
            } catch (ProblemException ignored) {
                // as it should be
            }
        }

        then:
        attempts.size() == 3
    }
}
