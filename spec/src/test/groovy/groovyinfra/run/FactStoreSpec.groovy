package groovyinfra.run

import groovyinfra.connect.Session
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Exit
import groovyinfra.model.Fact
import groovyinfra.model.Identity
import groovyinfra.plan.Doubt
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Specification

class FactStoreSpec extends Specification {
    private static final AtomicInteger LOOKS = new AtomicInteger()

    def host = new Answering()
    def store = new FactStore(host, { facts, took -> })

    def 'an answer counts until something changes that it is about'() {
        when:
        store.get(Identity.LOGIN, [new Size('/a'), new Size('/b')], false)
        store.changed([Area.entry('/a')] as Set)

        then:
        store.get(Identity.LOGIN, [new Size('/b')], false)[0] == new FactStore.Known(1, Optional.empty())
        store.get(Identity.LOGIN, [new Size('/a'), new Size('/b')], false)*.value() == [2, 1]
        host.asked == [['/a', '/b'], ['/a']]
    }

    def 'an answer is asked for again where that is wanted, and by every user for himself'() {
        when:
        3.times { store.get(Identity.LOGIN, [new Size('/a')], false) }
        store.get(Identity.LOGIN, [new Size('/a')], true)
        store.get(Identity.root(), [new Size('/a')], false)

        then:
        host.asked == [['/a'], ['/a'], ['/a']]
    }

    def 'an assumption counts until a later call of the plan touches what it is about'() {
        when:
        store.willChange([Area.entry('/a')] as Set, [(new Size('/a')): 7], { 'first' })

        then:
        store.get(Identity.LOGIN, [new Size('/a')], false) == [new FactStore.Known(7, Optional.empty())]

        when:
        store.willChange([Area.path('/')] as Set, [:], { 'second' })

        then:
        store.get(Identity.LOGIN, [new Size('/a')], false) == [new FactStore.Known(1, Optional.of(new Doubt('Size /a', 'second')))]
        store.changing().get() == 'first'
    }

    def 'a call costs the same however much is known already'() {
        given:
        LOOKS.set(0)

        when:
        500.times {
            def fact = new Size("/f$it".toString())
            store.get(Identity.LOGIN, [fact], false)
            store.willChange(fact.about(), [(fact): it], { 'call' })
            store.changed(fact.about())
        }

        then:
        LOOKS.get() < 500 * 20
    }

    def 'a question that fails says what to do, as far as the words of the host tell: #said'() {
        given:
        host.failure = new Session.Answer.Failed(new Result(new Exit.Code(2), '', said, Duration.ZERO), 'exit 2')

        when:
        store.get(Identity.LOGIN, [new Size('/a')], false)

        then:
        def unread = thrown(FactStore.Unread)
        with(unread.problems()[0]) {
            summary() == 'Fact could not be read'
            detail() == "Size /a: exit 2\n$said"
            it.attempt() == attempt
        }

        where:
        said                                               || attempt
        'awk: cannot open "/etc/shadow" (Permission denied)' || "run the call as a user who may: sudo: true, or sudo: 'name'"
        'size: bad luck'                                   || 'Run the command on the host: size /a'
    }

    def 'a question that fails does not show a whole script'() {
        given:
        host.failure = new Session.Answer.Failed(new Result(new Exit.Code(2), '', 'bad luck', Duration.ZERO), 'exit 2')

        when:
        store.get(Identity.LOGIN, [new Size('/a' * 60)], false)

        then:
        def unread = thrown(FactStore.Unread)
        unread.problems()[0].attempt() == 'Look for the cause on the host'
    }

    static record Size(String path) implements Fact<Integer> {
        @Override
        Command command() {
            Command.of('size', path)
        }

        @Override
        Integer parse(List<String> lines) {
            lines.size()
        }

        @Override
        Set<Area> about() {
            LOOKS.incrementAndGet()
            Set.of(Area.entry(path))
        }
    }

    /** A host whose files grow each time somebody looks. */
    static class Answering implements Session {
        final List<List<String>> asked = []
        Session.Answer failure

        @Override
        List<Session.Answer> ask(Identity as, List<? extends Fact<?>> facts) {
            asked << facts*.path()
            facts.collect { Size fact -> failure ?: new Session.Answer.Known(asked.flatten().count(fact.path()) as int) }
        }

        @Override
        List<Result> carryOut(List<Step> steps, Options options, Session.Progress progress) {
            []
        }

        @Override
        void kill() {
        }

        @Override
        void close() {
        }
    }
}
