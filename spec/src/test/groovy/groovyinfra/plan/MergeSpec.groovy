package groovyinfra.plan

import groovyinfra.model.CallPath
import groovyinfra.model.Position
import groovyinfra.plan.Merge.Kind
import groovyinfra.plan.Merge.Turn
import spock.lang.Specification

class MergeSpec extends Specification {

    def 'no turn comes while a host still evaluates'() {
        given:
        def merge = new Merge(2)

        when:
        merge.park(0, path(1), Kind.SINGLE)

        then:
        merge.next().empty

        when:
        merge.park(1, path(2), Kind.SINGLE)

        then:
        go(merge.next().get()) == [[1], [0]]
        merge.next().empty
    }

    def 'hosts at the same place go together, in inventory order, whoever came first'() {
        given:
        def merge = new Merge(3)

        when:
        merge.park(2, path(1), Kind.SINGLE)
        merge.park(0, path(1), Kind.SINGLE)
        merge.finish(1)

        then:
        go(merge.next().get()) == [[1], [0, 2]]
    }

    def 'the end of a block comes after everything inside it and before what follows it'() {
        expect:
        path(1).end() > path(1, 5)
        path(1).end() > path(1, 5, 9, 3)
        path(1).end() < path(2)
        path(1, 5).within(path(1))
        !path(2).within(path(1))
    }

    def 'one host runs a once block, and the others go on with it when it is over'() {
        given:
        def merge = new Merge(3)
        merge.park(1, path(1), Kind.ONCE)
        merge.park(2, path(1), Kind.ONCE)
        merge.park(0, path(3), Kind.SINGLE)

        when: 'the first host in inventory order among those that stand at it runs it'
        def chosen = merge.next().get() as Turn.Chosen

        then:
        chosen.host() == 1

        when: 'it makes a call inside'
        merge.park(1, path(1, 0), Kind.SINGLE)

        then:
        go(merge.next().get()) == [[1, 0], [1]]

        when:
        merge.through(1)
        def over = merge.next().get() as Turn.Over

        then:
        over.hosts() == [1, 2]
        merge.next().empty
    }

    def 'hosts in a block wait at its end for one another'() {
        given:
        def merge = new Merge(2)
        merge.park(0, path(1), Kind.BLOCK)
        merge.park(1, path(1), Kind.BLOCK)
        assert go(merge.next().get()) == [[1], [0, 1]]

        when:
        merge.through(0)

        then:
        merge.next().empty

        when:
        merge.park(1, path(1, 7), Kind.SINGLE)

        then:
        go(merge.next().get()) == [[1, 7], [1]]

        when:
        merge.through(1)

        then:
        (merge.next().get() as Turn.Over).hosts() == [0, 1]
    }

    def 'a host that waits for a value holds nobody up, and catches up in a further pass'() {
        given:
        def merge = new Merge(2)
        merge.park(0, path(1), Kind.SINGLE)
        merge.park(1, path(1), Kind.SINGLE)
        merge.next()
        merge.await(0)

        when:
        merge.park(1, path(2), Kind.SINGLE)

        then:
        go(merge.next().get()) == [[2], [1]]

        when: 'the value comes: the late host goes first, alone'
        merge.resume(0)
        merge.park(1, path(3), Kind.SINGLE)

        then:
        merge.next().empty

        when:
        merge.park(0, path(2), Kind.SINGLE)
        def turn = merge.next().get() as Turn.Go

        then:
        turn.hosts() == [0]
        turn.pass() == 1

        when:
        merge.park(0, path(3), Kind.SINGLE)

        then:
        go(merge.next().get()) == [[3], [0, 1]]
    }

    def 'hosts that wait for one another are told, all together'() {
        given:
        def merge = new Merge(3)
        merge.await(0)
        merge.await(2)

        when:
        merge.finish(1)

        then:
        (merge.next().get() as Turn.Stuck).hosts() == [0, 2]
        merge.next().empty
    }

    def 'a once block whose host waits holds up only those who stand at it'() {
        given:
        def merge = new Merge(3)
        merge.park(0, path(1), Kind.ONCE)
        merge.park(1, path(1), Kind.ONCE)
        merge.park(2, path(4), Kind.SINGLE)
        merge.next()

        when:
        merge.await(0)

        then:
        go(merge.next().get()) == [[4], [2]]

        when: 'host 2 gives the value and ends'
        merge.resume(0)
        merge.finish(2)
        merge.through(0)

        then:
        (merge.next().get() as Turn.Over).hosts() == [0, 1]
    }

    def 'whatever the order of messages, the turns are the same (seed #seed)'() {
        given: 'hosts with ascending sequences of their own'
        def random = new Random(seed)
        def sequences = (0..<5).collect { (1..20).findAll { random.nextInt(3) > 0 } }

        expect:
        turns(sequences, new Random(seed)) == turns(sequences, new Random(seed + 1))
        turns(sequences, new Random(seed)) == (1..20)
                .collect { place -> [[place], (0..<5).findAll { place in sequences[it] }] }
                .findAll { it[1] }

        where:
        seed << (1..50)
    }

    private static List turns(List<List<Integer>> sequences, Random timing) {
        def merge = new Merge(sequences.size())
        def position = sequences.collect { 0 }
        def evaluating = sequences.indices.toList()
        def all = []
        while (evaluating) {
            def host = evaluating.remove(timing.nextInt(evaluating.size()))
            def next = position[host]++
            if (next < sequences[host].size()) {
                merge.park(host, path(sequences[host][next]), Kind.SINGLE)
            } else {
                merge.finish(host)
            }
            for (def turn = merge.next(); turn.present; turn = merge.next()) {
                all << go(turn.get())
                evaluating.addAll(turn.get().hosts())
            }
        }
        all
    }

    private static List go(Turn turn) {
        def go = turn as Turn.Go
        [go.path().places() as List, go.hosts()]
    }

    private static CallPath path(int... places) {
        CallPath.of(new Position('deploy.groovy', places[0], 1), places)
    }
}
