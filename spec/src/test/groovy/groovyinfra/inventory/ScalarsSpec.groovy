package groovyinfra.inventory

import spock.lang.Specification

class ScalarsSpec extends Specification {

    def 'unquoted #text is #value, shown as it was written'() {
        when:
        def read = Scalars.of(text)

        then:
        read == value
        read?.getClass()?.simpleName == type
        String.valueOf(read) == (shown ?: text)

        where:
        text                   | value                    | type         | shown
        'NO'                   | 'NO'                     | 'String'     | null
        'yes'                  | 'yes'                    | 'String'     | null
        'on'                   | 'on'                     | 'String'     | null
        'y'                    | 'y'                      | 'String'     | null
        '1:30'                 | '1:30'                   | 'String'     | null
        '1_000'                | '1_000'                  | 'String'     | null
        '2026-11-21'           | '2026-11-21'             | 'String'     | null
        '1.2.3'                | '1.2.3'                  | 'String'     | null
        '0b11'                 | '0b11'                   | 'String'     | null
        '-'                    | '-'                      | 'String'     | null
        '.'                    | '.'                      | 'String'     | null
        'e3'                   | 'e3'                     | 'String'     | null
        'tRUE'                 | 'tRUE'                   | 'String'     | null
        'nUll'                 | 'nUll'                   | 'String'     | null
        '-0o7'                 | '-0o7'                   | 'String'     | null
        '0o8'                  | '0o8'                    | 'String'     | null
        'true'                 | true                     | 'Boolean'    | null
        'True'                 | true                     | 'Boolean'    | 'true'
        'FALSE'                | false                    | 'Boolean'    | 'false'
        '12'                   | 12                       | 'Integer'    | null
        '-12'                  | -12                      | 'Integer'    | null
        '5000000000'           | 5_000_000_000L           | 'Long'       | null
        '99999999999999999999' | 99999999999999999999G    | 'BigInteger' | null
        '0644'                 | 644                      | 'Numeral'    | null
        '+5'                   | 5                        | 'Numeral'    | null
        '0o644'                | 420                      | 'Numeral'    | null
        '0x1F'                 | 31                       | 'Numeral'    | null
        '1.10'                 | 1.10                     | 'BigDecimal' | null
        '-1.5'                 | -1.5                     | 'BigDecimal' | null
        '.5'                   | 0.5                      | 'Numeral'    | null
        '5.'                   | 5                        | 'Numeral'    | null
        '1e3'                  | 1000                     | 'Numeral'    | null
        '1E-2'                 | 0.01                     | 'Numeral'    | null
        '1e99999999999'        | '1e99999999999'          | 'String'     | null
        '.inf'                 | Double.POSITIVE_INFINITY | 'Double'     | 'Infinity'
        '-.INF'                | Double.NEGATIVE_INFINITY | 'Double'     | '-Infinity'
        '~'                    | null                     | null         | 'null'
        'null'                 | null                     | null         | null
        'Null'                 | null                     | null         | 'null'
        ''                     | null                     | null         | 'null'
    }
}
