package groovyinfra.report

import java.time.Duration
import spock.lang.Specification

class PrintedSpec extends Specification {
    static long after(int seconds) {
        Duration.ofSeconds(seconds).toNanos()
    }

    def 'what a short step prints is for the end of its stage'() {
        given:
        def printed = new Printed(0)

        expect:
        printed.add('one\ntw', after(1)) == []
        printed.add('o\n', after(2)) == []
        printed.end() == []
        printed.later() == 'one\ntwo\n'
    }

    def 'once a step lasts long, its lines are shown as they come'() {
        given:
        def printed = new Printed(0)

        expect:
        printed.add('one\ntwo\nth', after(1)) == []
        printed.add('ree\nfo', after(3)) == ['one', 'two', 'three']
        printed.add('u', after(4)) == []
        printed.add('r\n', after(5)) == ['four']
        printed.add('five', after(6)) == []
        printed.end() == ['five']
        printed.later() == ''
    }

    def 'of very much output head and tail are kept'() {
        given:
        def printed = new Printed(0)

        when:
        100_000.times { printed.add("line $it of a step that says much\n", 1) }
        def lines = printed.later().readLines()

        then:
        printed.later().length() < 600_000
        lines.first() == 'line 0 of a step that says much'
        lines.last() == 'line 99999 of a step that says much'
        lines.count { it.contains('left out here') } == 1
    }
}
