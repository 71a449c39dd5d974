package groovyinfra.run

import groovyinfra.model.Area
import spock.lang.Specification

class TouchedSpec extends Specification {

    def 'it gives the same answer as the areas themselves (seed #seed)'() {
        given:
        def random = new Random(seed)
        def areas = (0..random.nextInt(6)).collect { area(random) } as Set
        def touched = new Touched()
        touched.add(areas)

        expect:
        100.times {
            def asked = area(random)
            assert touched.overlaps([asked] as Set) == areas.any { it.overlaps(asked) }: "$asked in $areas"
        }

        where:
        seed << (1..300)
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
