package groovyinfra.model

import java.lang.reflect.Type
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification

class ConversionSpec extends Specification {

    static class Declared {
        List<String> names
        List<Integer> numbers
        Set<String> distinct
        Map<String, Integer> counts
        List<Map<String, Object>> maps
        Collection<?> anything
    }

    private static Type declared(String field) {
        Declared.getDeclaredField(field).genericType
    }

    def 'a value that means nothing to the option #option.name is refused: #value'() {
        when:
        Conversion.to(option, value)

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == why

        where:
        option             | value  || why
        Option.PARALLEL    | 0      || '0 is less than 1'
        Option.PARALLEL    | '-3'   || '-3 is less than 1'
        Option.RETRIES     | -1     || '-1 is less than 0'
        Option.TIMEOUT     | '0s'   || '0 ms is no time to wait'
    }

    def '#shown as #type.simpleName is #expected'() {
        expect:
        Conversion.to(type, value) == converted

        where:
        type          | value                       | converted
        String        | 'x'                         | 'x'
        String        | "a${1}"                     | 'a1'
        String        | 12                          | '12'
        String        | 1.10                        | '1.10'
        String        | new Numeral(644.0, '0644')  | '0644'
        String        | true                        | 'true'
        String        | null                        | null
        int           | '12'                        | 12
        int           | 12L                         | 12
        int           | new Numeral(31.0, '0x1F')   | 31
        Integer       | 12.0                        | 12
        long          | '5000000000'                | 5_000_000_000L
        BigDecimal    | '1.10'                      | 1.10
        BigInteger    | '12'                        | 12G
        Number        | '0.5'                       | 0.5
        double        | '0.5'                       | 0.5d
        boolean       | 'true'                      | true
        Boolean       | 'False'                     | false
        Duration      | '30s'                       | Duration.ofSeconds(30)
        Duration      | '5m'                        | Duration.ofMinutes(5)
        Duration      | '5 min'                     | Duration.ofMinutes(5)
        Duration      | '1h30m'                     | Duration.ofMinutes(90)
        Duration      | '1.5h'                      | Duration.ofMinutes(90)
        Duration      | '2d'                        | Duration.ofDays(2)
        Duration      | '500ms'                     | Duration.ofMillis(500)
        Mode          | '0644'                      | Mode.of('0644')
        Mode          | '644'                       | Mode.of('0644')
        Mode          | new Numeral(644.0, '0644')  | Mode.of('0644')
        Mode          | new Numeral(420.0, '0o644') | Mode.of('0644')
        Path          | '/srv/x'                    | Path.of('/srv/x')
        Identity.Sudo | true                        | Identity.root()
        Identity.Sudo | 'postgres'                  | new Identity.Sudo('postgres')
        Identity.Sudo | false                       | Identity.LOGIN
        Identity.Su   | 'www'                       | new Identity.Su('www')
        Identity.Doas | 'true'                      | new Identity.Doas('root')
        Content       | 'text'                      | Content.text('text')
        Content       | Secret.of('x')              | new Content.Hidden(Secret.of('x'))
        Command       | 'rm -rf /'                  | Command.of('rm -rf /')
        Command       | ['rm', 'a b']               | Command.of('rm', 'a b')
        Secret        | 'x'                         | Secret.of('x')
        List          | 'one'                       | ['one']
        List          | ['a', 2]                    | ['a', 2]
        Object        | 'x'                         | 'x'
        Thread.State  | 'new'                       | Thread.State.NEW

        shown = Conversion.shown(value)
        expected = Conversion.shown(converted)
    }

    def '#value as #field is #converted'() {
        expect:
        Conversion.to(declared(field), value) == converted

        where:
        field      | value               | converted
        'names'    | 'one'               | ['one']
        'names'    | ['a', 12, "b${1}"]  | ['a', '12', 'b1']
        'names'    | ['a', 'b'] as Set   | ['a', 'b']
        'names'    | ['a', 'b'] as String[] | ['a', 'b']
        'names'    | []                  | []
        'names'    | null                | null
        'numbers'  | ['1', 2]            | [1, 2]
        'numbers'  | '7'                 | [7]
        'distinct' | ['a', 'a', 'b']     | ['a', 'b'] as Set
        'counts'   | [a: '1', b: 2]      | [a: 1, b: 2]
        'maps'     | [a: 1]              | [[a: 1]]
        'anything' | 5                   | [5]
    }

    def 'the elements that an option is declared with are converted, too'() {
        expect:
        Conversion.to(Option.SUCCESS_CODES, ['0', 2]) == [0, 2]
        Conversion.to(Option.SUCCESS_CODES, 3) == [3]
        Conversion.to(Option.ENV, [PORT: 80]) == [PORT: '80']
        Conversion.to(Option.TIMEOUT, '2m') == Duration.ofMinutes(2)
        Conversion.to(Option.SUDO, 'app') == new Identity.Sudo('app')
    }

    def '#shown is no #type: #message'() {
        when:
        Conversion.to(type, value)

        then:
        def wrong = thrown(IllegalArgumentException)
        wrong.message == message

        where:
        type                | value             | message
        int                 | 'twelve'          | "'twelve' is not a whole number"
        int                 | 1.5               | '1.5 is not a whole number'
        int                 | '3000000000'      | "'3000000000' is not a whole number"
        int                 | null              | 'null is not a whole number'
        boolean             | 'NO'              | "'NO' is not true or false"
        String              | ['a']             | '[a] is not text'
        String              | Secret.of('canary') | '**** is not text'
        Duration            | '5 parsecs'       | "'5 parsecs' is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m'"
        Duration            | 30                | "30 is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m'"
        Duration            | '-5s'             | "'-5s' is not a duration: write a number and a unit, such as '30s', '5m' or '1h30m'"
        Mode                | 420               | "420 is not a file mode: write it in quotes, such as '0644'"
        Mode                | 'rw'              | "not a file mode: 'rw' (write three or four octal digits, such as '0644')"
        Identity.Sudo       | 'NO'              | "'NO' is not a user: write true for root, or a name"
        Identity.Sudo       | ''                | "'' is not a user: write true for root, or a name"
        Thread.State        | 'old'             | "'old' is not one of NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED"
        Map                 | 'x'               | "'x' is not a map"
        declared('numbers') | [1, 'x']          | "element 2: 'x' is not a whole number"
        declared('counts')  | [a: 'x']          | "key a: 'x' is not a whole number"

        shown = Conversion.shown(value)
    }
}
