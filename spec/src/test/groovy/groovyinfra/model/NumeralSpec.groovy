package groovyinfra.model

import spock.lang.Specification

class NumeralSpec extends Specification {

    def 'shown it is the text, in arithmetic it is the number'() {
        given:
        def mode = new Numeral(644.0, '0644')
        def flags = new Numeral(31.0, '0x1F')

        expect:
        "$mode" == '0644'
        String.valueOf(flags) == '0x1F'
        mode == 644
        644 == mode
        mode + 1 == 645
        1 + flags == 32
        flags * 2 == 62
        flags > 30 && 32 > flags
        (int) flags == 31
        flags as Integer == 31
        ['a', 'b', 'c'][new Numeral(2.0, '+2')] == 'c'
        new Numeral(3.0, '+3').collect { it } .size() == 1
        mode in [644.0]
        mode.hashCode() == new Numeral(644.0, '00644').hashCode()
    }
}
