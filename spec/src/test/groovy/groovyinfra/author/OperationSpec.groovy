package groovyinfra.author

import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Facts
import groovyinfra.model.Identity
import groovyinfra.model.Mode
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import groovyinfra.model.Step
import groovyinfra.model.Work
import java.time.Duration
import spock.lang.Specification

class OperationSpec extends Specification {

    /** Answers nothing: the operations here ask nothing. */
    static final Facts NONE = new Facts() {
        @Override
        Object get(Fact fact) {
            throw new IllegalStateException("nobody knows $fact")
        }

        @Override
        List<?> get(List facts) {
            facts.collect { get((Fact) it) }
        }

        @Override
        Facts as(Identity identity) {
            this
        }
    }

    /** Answers who asks. */
    static class Asked implements Facts {
        Identity identity

        @Override
        Object get(Fact fact) {
            identity.toString()
        }

        @Override
        List<?> get(List facts) {
            facts.collect { get((Fact) it) }
        }

        @Override
        Facts as(Identity other) {
            new Asked(identity: other)
        }
    }

    static record Who() implements Fact<String> {
        @Override
        Command command() {
            Command.of('id')
        }

        @Override
        String parse(List<String> lines) {
            lines.first()
        }
    }

    static class Asking extends Library {
        @Operation
        void who(String word) {
            run fact(new Who())
            sudo('ann') {
                run fact(new Who())
                other('x', sudo: 'bob')
                other('x', su: 'carl')
            }
            run facts(new Who())
        }

        @Operation
        void other(String word) {
            run fact(new Who())
        }
    }

    static class Sample extends Library {
        /**
         * Writes a line for each word.
         *
         * @param words what to say
         * @param volume how loud
         */
        @Operation
        void say(List<String> words, int volume = 1 + 1, String note = "v$volume") {
            words.each { run 'echo', it, volume, note }
        }

        @Operation
        void copy(String from, String to, Mode mode = null) {
            run 'cp', from, to, mode
        }

        @Operation
        void script(Command command, Duration limit = Duration.ofSeconds(1), Content text = null, Secret token = null) {
            run command, limit.toSeconds()
            if (text) {
                runWith text, 'cat'
            }
        }

        @Operation
        void both(String word) {
            say([word], sudo: 'app')
            say 'alone', volume: 5, note: 'n'
            options(chdir: '/tmp') { run 'pwd' }
            def nested = say([])
            run nested.changed ? 'yes' : 'no'
        }

        @Operation
        void wrong(String word) {
            say([word], creates: '/x')
        }
    }

    private static Work work(@DelegatesTo(Sample) Closure body) {
        Recorder.record(NONE, Options.NONE) { new Sample().with(body) }
    }

    private static List<String> commands(@DelegatesTo(Sample) Closure body) {
        work(body).steps()*.shown()
    }

    def 'facts inside a block for another user are what that user would see'() {
        when:
        def work = Recorder.record(new Asked(identity: Identity.LOGIN), Options.NONE) { new Asking().who('') }

        then:
        work.steps()*.command()*.words()*.first()*.text() ==
                [Identity.LOGIN, new Identity.Sudo('ann'), new Identity.Sudo('bob'), new Identity.Su('carl'), Identity.LOGIN]*.toString()
        work.steps()*.options()*.get(Option.SUDO)*.orElse(null) == [null, new Identity.Sudo('ann'), new Identity.Sudo('bob'), null, null]
    }

    def 'arguments are converted to what the operation declares'() {
        expect:
        commands(body) == expected

        where:
        body                                            | expected
        ({ say(['a', 'b']) })                           | ['echo a 2 v2', 'echo b 2 v2']
        ({ say('a') })                                  | ['echo a 2 v2']
        ({ say("a${1}") })                              | ['echo a1 2 v2']
        ({ say(words: ['a'], volume: '12') })           | ['echo a 12 v12']
        ({ say('a', volume: 3, note: 'x y') })          | ["echo a 3 'x y'"]
        ({ say(1.5, note: 7) })                         | ['echo 1.5 2 7']
        ({ copy('/a', '/b') })                          | ['cp /a /b']
        ({ copy('/a', '/b', mode: '644') })             | ['cp /a /b 0644']
        ({ copy('/a', to: '/b', mode: new Mode(420)) }) | ['cp /a /b 0644']
        ({ script('ls | wc', limit: '2 min') })         | ['ls | wc 120']
        ({ script(['ls', 'a b']) })                     | ["ls 'a b' 1"]
        ({ script("ls ${'a b'}/c") })                   | ["ls 'a b'/c 1"]
        ({ script("ls ${['a', 'b c']} x") })            | ["ls a 'b c' x 1"]
    }

    def 'an argument that does not fit is a problem that names operation, option and value'() {
        when:
        work(body)

        then:
        def thrown = thrown(ProblemException)
        thrown.problems()[0].summary() == summary
        thrown.problems()[0].detail() == detail
        thrown.problems()[0].attempt() == attempt

        where:
        body                               | summary                    | detail                                                                     | attempt
        ({ say('a', volme: 3) })           | 'Option is unknown'        | "sample.say has no option 'volme'"                                         | "Did you mean 'volume'?"
        ({ say('a', volume: 'x') })        | 'Value has the wrong type' | "'volume' of sample.say: 'x' is not a whole number"                         | "Give 'volume' a value of its type"
        ({ say() })                        | 'Argument is missing'      | "sample.say needs 'words'"                                                 | 'Give words'
        ({ copy('/a') })                   | 'Argument is missing'      | "sample.copy needs 'to'"                                                   | 'Give to'
        ({ copy('/a', '/b', to: '/c') })   | 'Argument is given twice'  | "sample.copy gets 'to' twice"                                              | 'Give it once'
        ({ copy('/a', '/b', mode: 0644) }) | 'Value has the wrong type' | "'mode' of sample.copy: 420 is not a file mode: write it in quotes, such as '0644'" | "Give 'mode' a value of its type"
        ({ say('a', tags: ['b']) })         | 'Option is not available yet' | "sample.say gets 'tags'"                                                | 'Leave it out'
        ({ say(Secret.of('x')) })          | 'Secret where it would be seen' | "'words' of sample.say is shown to everybody"                         | 'Pass the secret as content or standard input'
        ({ say("x${Secret.of('x')}") })    | 'Secret where it would be seen' | "'words' of sample.say is shown to everybody"                         | 'Pass the secret as content or standard input'
        ({ wrong('x') })                   | 'Option belongs to a call' | "sample.say gets 'creates' inside another operation"                       | "Give 'creates' where the outer operation is called"
    }

    def 'an operation called inside another one adds its steps, with its own options'() {
        when:
        def steps = work { both('hi') }.steps()

        then:
        steps*.shown() == ['echo hi 2 v2', 'echo alone 5 n', 'pwd', 'no']
        steps*.options()*.identity() == [new Identity.Sudo('app'), Identity.LOGIN, Identity.LOGIN, Identity.LOGIN]
        steps[2].options().get(Option.CHDIR).get() == '/tmp'
    }

    def 'a secret inside a text stays hidden as content'() {
        given:
        def token = Secret.of('s3cret')

        when:
        def run = (Step.Run) work { script('true', text: "a=${token}!") }.steps()[1]

        then:
        run.stdin().get() == new Content.Hidden(Secret.of('a=s3cret!'))
    }

    def 'what an operation declares can be read'() {
        given:
        def say = Declaration.of(Sample).find { it.name() == 'say' }

        expect:
        Declaration.of(Sample)*.name() == ['both', 'copy', 'say', 'script', 'wrong']
        say.title() == 'sample.say'
        say.positional() == 1
        say.parameters()*.name() == ['words', 'volume', 'note']
        say.parameters()*.shownDefault() == [Optional.empty(), Optional.of('1 + 1'), Optional.of('"v$volume"')]
        say.parameters()[0].type().typeName == 'java.util.List<java.lang.String>'
        say.doc().startsWith('Writes a line for each word.')
        Declaration.of(Sample).find { it.name() == 'copy' }.positional() == 2
    }
}
