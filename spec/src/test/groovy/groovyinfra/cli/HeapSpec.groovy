package groovyinfra.cli

import spock.lang.Specification

class HeapSpec extends Specification {
    static final long MB = 1 << 20

    long size
    int collected

    def 'the heap of #sizes MB is collected #times times: when it is half as large again as after the last time'() {
        given:
        def living = [40, 100, 60].iterator()
        def heap = new Heap({ size }, { collected++; size = living.next() * MB })

        when:
        sizes.each {
            size = it * MB
            heap.keep()
        }

        then:
        collected == times

        where:
        sizes                     || times
        [32, 64]                  || 0
        [32, 65]                  || 1
        [65, 63, 64]              || 1
        [65, 65]                  || 2
        [65, 65, 149, 150]        || 2
        [65, 65, 149, 151]        || 3
        [65, 65, 151, 90]         || 3
    }
}
