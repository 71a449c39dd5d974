package groovyinfra.report

import groovyinfra.model.Difference
import spock.lang.Specification

class DifferenceTextSpec extends Specification {

    def 'what changes can be seen, also where a terminal would not show it: #what'() {
        expect:
        DifferenceText.lines(new Difference('/x', Optional.ofNullable(before), after), 100)*.toString().drop(3) == shown

        where:
        what                | before               | after                 || shown
        'a word'            | 'a\nb\n'             | 'a\nc\n'              || [' a', '-b', '+c']
        'a colour'          | 'a\u001b[31mb\n'     | 'ab\n'                || ['-a\\e[31mb', '+ab']
        'a carriage return' | 'a\rb\nc\n'         | 'ab\nc\n'             || ['-a\\rb', '+ab', ' c']
        'one line end'      | 'a\r\nb\n'          | 'c\nb\n'              || ['-a\\r', '+c', ' b']
        'a mark'            | 'a\u202eb\n'         | 'ab\n'                || ['-a\\u202eb', '+ab']
        'a line separator'  | 'a\u2028b\n'         | 'a b\n'               || ['-a\\u2028b', '+a b']
        'nul'               | 'a\u0000\n'          | 'a\n'                 || ['-a\\u0000', '+a']
        'a tab'             | 'a\tb\n'             | 'a b\n'               || ['-a\tb', '+a b']
        'letters'           | 'ä\n'                | 'ö\n'                 || ['-ä', '+ö']
    }

    def 'no file is something else than an empty one: #before'() {
        expect:
        DifferenceText.lines(new Difference('/x', Optional.ofNullable(before), after), 100)*.toString() == shown

        where:
        before | after || shown
        null   | 'a\n' || ['--- /dev/null', '+++ /x', '@@ -0,0 +1,1 @@', '+a']
        ''     | 'a\n' || ['--- /x', '+++ /x', '@@ -0,0 +1,1 @@', '+a']
        'a\n'  | ''    || ['--- /x', '+++ /x', '@@ -1,1 +0,0 @@', '-a']
    }

    def 'where only line ends differ it says so: #before'() {
        expect:
        DifferenceText.lines(new Difference('/x', Optional.ofNullable(before), after), 100)*.toString() == [shown]

        where:
        before         | after          || shown
        null           | ''             || '/x: new, and empty'
        'z'            | 'z\n'          || '/x: only the line end of the last line differs'
        'z'            | 'z\r\n'        || '/x: only line ends differ: 0 with \\r before, 1 after'
        'a\nb\nc\n'    | 'a\r\nb\nc\r\n' || '/x: only line ends differ: 0 with \\r before, 2 after'
        'a\r\nb\r\n'   | 'a\nb\n'       || '/x: only line ends differ: 2 with \\r before, 0 after'
    }
}
