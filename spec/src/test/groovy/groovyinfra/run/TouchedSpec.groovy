package groovyinfra.run

import groovyinfra.model.Area
import spock.lang.Specification

class TouchedSpec extends Specification {

    def 'it gives the same answer as the areas themselves (seed #seed)'() {
        given:
        def random = new Random(seed)
        def calls = (0..<random.nextInt(5)).collect { (0..random.nextInt(3)).collect { area(random) } as Set }
        def touched = new Touched()
        calls.each { touched.add(it) }

        expect:
        touched.latest() == calls.size()
        100.times {
            def asked = area(random)
            assert touched.latest([asked] as Set) == calls.findLastIndexOf { it.any { it.overlaps(asked) } } + 1: "$asked in $calls"
        }

        where:
        seed << (1..300)
    }

    def 'a call that touches nothing does not count'() {
        given:
        def touched = new Touched()

        when:
        touched.add([] as Set)

        then:
        touched.latest() == 0
        touched.latest([Area.ALL] as Set) == 0
    }

    private static Area area(Random random) {
        def path = '/' + (0..<random.nextInt(4)).collect { ['a', 'ab', 'b', 'a-b'][random.nextInt(4)] }.join('/')
        switch (random.nextInt(12)) {
            case 0: return Area.ALL
            case 1..2: return Area.PACKAGES
            case 3: return Area.USERS
            case 4..8: return Area.path(path)
            default: return Area.entry(path)
        }
    }
}
