package groovyinfra.report

import spock.lang.Specification

class HarmlessSpec extends Specification {

    def 'text that could steer a terminal loses that: #what'() {
        expect:
        Harmless.text(text) == harmless

        where:
        what                         | text                                            || harmless
        'plain text'                 | 'plain äöü 漢字 😀\tx'                            || 'plain äöü 漢字 😀\tx'
        'lines'                      | 'a\nb\r\nc\rd\u0085e\u2028f'                    || 'a\nb\nc\nd\ne\nf'
        'colours'                    | '\u001b[1;31mred\u001b[0m'                      || 'red'
        'cursor moves'               | 'a\u001b[2J\u001b[Hb'                           || 'ab'
        'a title'                    | 'a\u001b]0;title\u0007b'                        || 'ab'
        'a title ended by ST'        | 'a\u001b]0;title\u001b\\b'                      || 'ab'
        'a title without an end'     | 'a\u001b]0;title\nb'                            || 'a\nb'
        'a link'                     | '\u001b]8;;http://x\u0007y\u001b]8;;\u0007'     || 'y'
        'device control'             | 'a\u001bP1$r0m\u001b\\b'                        || 'ab'
        'one byte CSI'               | 'a\u009b31mb'                                   || 'ab'
        'one byte OSC'               | 'a\u009d0;t\u009cb'                             || 'ab'
        'character sets'             | 'a\u001b(0b'                                    || 'ab'
        'reset'                      | 'a\u001bcb'                                     || 'ab'
        'an escape at the end'       | 'a\u001b'                                       || 'a'
        'a sequence cut short'       | 'a\u001b[12'                                    || 'a'
        'nested sequences'           | 'a\u001b[\u001b[31mb'                           || 'ab'
        'bell, backspace, nul, del'  | 'a\u0007\u0008\u0000\u007fb'                    || 'ab'
        'marks that reorder text'    | 'a\u202eb\u2066c\u200fd'                        || 'abcd'
        'a progress bar'             | '10%\r20%\r\n'                                  || '10%\n20%\n'
    }

    def 'nothing that comes out can start a sequence, whatever goes in'() {
        given:
        def random = new Random(seed)
        def alphabet = '\u001b\u009b\u009d\u0090\u0007\\[]P(0;m31Kx\n\r\t\u0000\u202e\u2028'

        when:
        def wrong = (1..2000).collect { (1..12).collect { alphabet[random.nextInt(alphabet.length())] }.join('') }
            .findAll { text ->
                Harmless.text(text).codePoints().anyMatch { Character.isISOControl(it) && it != 10 && it != 9 || it == 0x202e }
            }

        then:
        wrong == []

        where:
        seed = System.nanoTime()
    }
}
