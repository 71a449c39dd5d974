package groovyinfra.report

import spock.lang.Specification

class ReasonsSpec extends Specification {

    def 'of #all the first #most are named'() {
        expect:
        Reasons.text(all, most) == shown

        where:
        all                  | most || shown
        ['a']                | 3    || 'a'
        ['a', 'b', 'c']      | 3    || 'a and b and c'
        ['a', 'b', 'c', 'd'] | 3    || 'a and b and 2 more'
    }
}
