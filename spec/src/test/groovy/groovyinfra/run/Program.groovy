package groovyinfra.run

import groovyinfra.deploy.CallResult
import groovyinfra.deploy.Deploy
import groovyinfra.deploy.Evaluation
import groovyinfra.deploy.Param
import groovyinfra.model.Area
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Facts
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Position
import groovyinfra.model.Step
import groovyinfra.model.Work

/** A deploy program written by hand, with the places of its calls given: what the compiler would make of a deploy file. */
class Program implements Deploy {
    final Closure<?> body

    Program(@DelegatesTo(Host) Closure<?> body) {
        this.body = body
    }

    @Override
    List<Param> params() {
        []
    }

    @Override
    void evaluate(Evaluation evaluation) {
        def code = (Closure) body.clone()
        code.delegate = new Host(evaluation)
        code.resolveStrategy = Closure.DELEGATE_FIRST
        code.call(evaluation.host())
    }

    /** The words of a simulated host. */
    static record Words() implements Fact<Set<String>> {
        @Override
        Command command() {
            Command.of('words')
        }

        @Override
        Set<String> parse(List<String> lines) {
            lines as Set
        }

        @Override
        Set<Area> about() {
            Set.of(Area.path('/words'))
        }
    }

    /** What a program may say. */
    static class Host {
        final Evaluation evaluation

        Host(Evaluation evaluation) {
            this.evaluation = evaluation
        }

        /** A raw command. */
        CallResult shell(Object... it) {
            def (options, place, command) = split(it)
            call(options, place, 'server.shell', command) { Facts facts ->
                new Work([run(command)], [Area.ALL] as Set, [:], true)
            }
        }

        /** A desired state: the word is there. */
        CallResult present(Object... it) {
            def (options, place, word) = split(it)
            call(options, place, 'words.present', word) { Facts facts ->
                def words = facts.get(new Words())
                word in words
                        ? Work.NONE
                        : new Work([run("add $word")], [Area.path('/words')] as Set, [(new Words()): words + word], false)
            }
        }

        /** A desired state that does not say what it assumes. */
        CallResult vague(Object... it) {
            def (options, place, word) = split(it)
            call(options, place, 'words.vague', word) { Facts facts ->
                word in facts.get(new Words()) ? Work.NONE : new Work([run("add $word")], [Area.path('/words')] as Set, [:], false)
            }
        }

        /** Fails where the word is not there. */
        CallResult demand(Object... it) {
            def (options, place, word) = split(it)
            call(options, place, 'words.demand', word) { Facts facts ->
                if (word in facts.get(new Words())) return Work.NONE
                throw new ProblemException(new Problem('Word is missing', Problem.Where.NOWHERE, word, 'Add it'))
            }
        }

        /** A user of the host, made whatever there is. */
        CallResult user(Object... it) {
            def (options, place, name) = split(it)
            call(options, place, 'server.user', name) { Facts facts -> new Work([run("add $name")], [Area.user(name)] as Set, [:], false) }
        }

        /** Changes nothing. */
        CallResult wait(Object... it) {
            def (options, place, command) = split(it)
            call(options, place, 'words.wait', command) { Facts facts -> new Work([run(command)], [] as Set, [:], true) }
        }

        /** Options in front, as Groovy puts them; then the numbers of the place, then the subject. */
        private static List split(Object... all) {
            def options = all.find { it instanceof Map } ?: [:]
            [options, all.findAll { it instanceof Integer } as int[], all.find { it instanceof CharSequence } as String]
        }

        private CallResult call(Map options, int[] place, String operation, String subject, Call.Body body) {
            evaluation.call(new Call(at(place), operation, Optional.of(subject), [:],
                    evaluation.options().with(options), body))
        }

        Set<String> words(int... place) {
            evaluation.fact(at(place), new Words(), Options.NONE, false)
        }

        private static Step run(String command) {
            new Step.Run(Command.raw(command), Options.NONE, Optional.empty())
        }

        static CallPath at(int... place) {
            CallPath.of(new Position('deploy.groovy', place[0], 1), place)
        }
    }
}
