package groovyinfra.cli

import spock.lang.Specification

class HeapSpec extends Specification {
    static final long MB = 1 << 20

    long size
    int collected

    def 'a heap that begins with #first MB and has #sizes MB is collected #times times: when it is a third larger than in the beginning, or after the last time'() {
        given:
        size = first * MB
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
        first | sizes                     || times
        32    | [32, 64]                  || 0
        32    | [32, 65]                  || 1
        32    | [65, 63, 64]              || 1
        32    | [65, 65]                  || 2
        32    | [65, 65, 132, 133]        || 2
        32    | [65, 65, 132, 134]        || 3
        32    | [65, 65, 134, 80]         || 3
        1000  | [1000, 1333]              || 0
        1000  | [1000, 1334, 65]          || 2
    }
}
