package groovyinfra.connect

import groovyinfra.model.Command
import groovyinfra.model.Fact
import spock.lang.Specification

class ReadingsSpec extends Specification {
    static final String LONG = (1..200).collect { "package-$it 1.0\n" }.join()

    def readings = new Readings()
    int read

    class Packages implements Fact<Map<String, List<String>>> {
        String of = 'system'

        @Override
        Command command() { Command.of('list', of) }

        @Override
        Map<String, List<String>> parse(List<String> lines) {
            read++
            lines.collectEntries { [it.split(' ')[0], [it.split(' ')[1]]] }
        }

        @Override
        boolean equals(Object other) { other instanceof Packages && other.of == of }

        @Override
        int hashCode() { of.hashCode() }
    }

    def 'what hosts say in the same words is read once and kept once'() {
        when:
        def values = (1..3).collect { readings.of(new Packages(), new String(LONG)) }

        then:
        read == 1
        values.every { it.is(values[0]) }
        values[0].size() == 200
        values[0]['package-200'] == ['1.0']
    }

    def 'other words are another value, and so are those that another fact has brought'() {
        expect:
        readings.of(new Packages(), LONG)['package-1'] == ['1.0']
        readings.of(new Packages(), LONG.replace('1.0', '1.1'))['package-1'] == ['1.1']
        readings.of(new Packages(of: 'user'), LONG)['package-1'] == ['1.0']
        read == 3
    }

    def 'what is short is read each time'() {
        expect:
        2.times { assert readings.of(new Packages(), 'one 1.0\n') == [one: ['1.0']] }
        read == 2
    }

    def 'of more than it may remember it forgets what has not been said for the longest time'() {
        given:
        def text = { "name-$it ${it.toString() * 500_000}\n".toString() }

        when:
        (1..8).each { readings.of(new Packages(), text(it)) }
        readings.of(new Packages(), text(1))

        then:
        read == 8

        when:
        readings.of(new Packages(), text(9))
        readings.of(new Packages(), text(1))

        then:
        read == 9

        when:
        readings.of(new Packages(), text(2))

        then:
        read == 10
    }

    def 'nobody can change the #type in a value'() {
        when:
        def frozen = Readings.frozen(value)

        then:
        frozen == value
        as.isInstance(frozen)

        when:
        change.call(frozen)

        then:
        thrown(UnsupportedOperationException)

        where:
        type            | value               | as           | change
        'map'           | [b: 1, a: null]     | Map          | { it.b = 2 }
        'sorted map'    | [b: 1] as TreeMap   | NavigableMap | { it.b = 2 }
        'list'          | [1, null]           | List         | { it << 3 }
        'set'           | [1, 2] as Set       | Set          | { it << 3 }
        'sorted set'    | [2, 1] as TreeSet   | NavigableSet | { it << 3 }
        'list of a map' | [a: [1]]            | Map          | { it.a << 2 }
        'map of a list' | [[a: 1]]            | List         | { it[0].a = 2 }
    }

    def "what is no list or map of Java's own stays what it is"() {
        expect:
        Readings.frozen(value).is(value)

        where:
        value << [null, 'text', 7, 1..3, new LongList(), Optional.of([1])]
    }

    static class LongList extends ArrayList<Long> {
    }
}
