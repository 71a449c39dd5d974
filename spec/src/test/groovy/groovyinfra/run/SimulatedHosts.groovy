package groovyinfra.run

import groovy.transform.CompileStatic
import groovyinfra.connect.Gone
import groovyinfra.connect.NoIdentity
import groovyinfra.connect.Session
import groovyinfra.connect.Sessions
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Fact
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/**
 * Hosts that exist in memory only: each is a set of words that commands add and facts read, so that what one call did is seen
 * by the facts after it. Commands: {@code add X}, {@code remove X}, {@code fail}, {@code die}, {@code break}, {@code say X}, {@code flaky N}.
 */
@CompileStatic
class SimulatedHosts implements Sessions {
    final Map<String, Set<String>> state = new ConcurrentHashMap<>()
    final List<String> journal = new CopyOnWriteArrayList<>()
    final Map<String, Integer> asked = new ConcurrentHashMap<>()
    final Set<String> unreachable = [] as Set
    /** Users that nobody can become. */
    final Set<String> strangers = [] as Set
    Closure<?> beforeStep = { String host, String command -> }
    Closure<?> beforeOpening = { String host -> }
    Closure<?> beforeAsking = { String host -> }

    Set<String> of(String host) {
        state.computeIfAbsent(host) { ConcurrentHashMap.<String> newKeySet() }
    }

    @Override
    Session open(Host host, Session.Watch watch) {
        beforeOpening.call(host.name())
        if (host.name() in unreachable) {
            throw new ProblemException(
                    new Problem('Connection refused', Problem.Where.NOWHERE, 'port 22', 'See whether sshd runs.'))
        }
        new SimulatedSession(host.name())
    }

    @CompileStatic
    class SimulatedSession implements Session {
        private final String host
        private int failures

        SimulatedSession(String host) {
            this.host = host
        }

        @Override
        List<Session.Answer> ask(Identity as, List<? extends Fact<?>> facts) {
            asked.merge(host, 1) { a, b -> a + b }
            beforeAsking.call(host)
            if (Identity.name(as) in strangers) {
                throw new NoIdentity(as, new Problem("No such user: ${Identity.name(as)}".toString(), Problem.Where.NOWHERE, '', 'Create it.'))
            }
            facts.collect { fact ->
                List<String> lines = of(host).sort(false).collect { "${as == Identity.LOGIN ? '' : as}$it".toString() }
                fact.command().shown() == 'fail'
                        ? new Session.Answer.Failed(new Result(new Exit.Code(3), '', 'it did not work\n', Duration.ZERO), 'exit 3')
                        : new Session.Answer.Known(fact.parse(lines)) as Session.Answer
            }
        }

        @Override
        List<Result> carryOut(List<Step> steps, Options options, Session.Progress progress) {
            List<Result> results = []
            for (int i = 0; i < steps.size(); i++) {
                progress.started(i)
                Result result = carryOut(steps[i], options)
                if (result.stdout()) progress.output(i, false, result.stdout())
                progress.ended(i, result)
                results << result
                if (result.exitCode != 0) break
            }
            results
        }

        private Result carryOut(Step step, Options options) {
            String command = step.shown()
            beforeStep.call(host, command)
            journal << "$host: $command".toString()
            List<String> words = command.split(' ').toList()
            switch (words[0]) {
                case 'add': of(host) << words[1]; return done('')
                case 'remove': of(host).remove(words[1]); return done('')
                case 'fail': return new Result(new Exit.Code(3), '', 'it did not work\n', Duration.ZERO)
                case 'die': throw new Gone('connection reset')
                case 'break': return new Result(new Exit.Lost('the shell was ended', true), '', '', Duration.ZERO)
                case 'say': return done(words.drop(1).join(' ') + '\n')
                case 'stdin':
                    return done(options.get(Option.STDIN).map { Content it -> it.open().text }.orElse('nothing'))
                case 'flaky':
                    return ++failures < (words[1] as int) ? new Result(new Exit.Code(1), '', '', Duration.ZERO) : done('ok')
                default: return done('')
            }
        }

        private static Result done(String stdout) {
            new Result(new Exit.Code(0), stdout, '', Duration.ZERO)
        }

        @Override
        void kill() {
            journal << "$host: killed".toString()
        }

        @Override
        void close() {
            journal << "$host: closed".toString()
        }
    }
}
