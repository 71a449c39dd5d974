package groovyinfra.report

import spock.lang.Specification

class PlanCountsSpec extends Specification {

    def 'the last line of a plan names a few of #count reasons'() {
        expect:
        new PlanCounts(0, 0, 0, count, (1..count).collect { "r$it".toString() } as LinkedHashSet, 0, 0).text().endsWith(until)

        where:
        count | until
        1     | '1 unknown until r1'
        5     | '5 unknown until r1 and r2 and r3 and r4 and r5'
        6     | '6 unknown until r1 and r2 and r3 and r4 and 2 more'
        1000  | '1000 unknown until r1 and r2 and r3 and r4 and 996 more'
    }
}
