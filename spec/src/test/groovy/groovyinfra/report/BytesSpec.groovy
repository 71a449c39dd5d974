package groovyinfra.report

import spock.lang.Specification

class BytesSpec extends Specification {

    def '#done of #total bytes are #text'() {
        expect:
        Bytes.of(done, total) == text

        where:
        done        | total         || text
        0           | 0             || '0 B'
        12          | 999           || '12/999 B'
        1_500       | 20_000        || '1/20 kB'
        120_000_000 | 512_000_000   || '120/512 MB'
        999_999_999 | 2_000_000_000 || '0/2 GB'
        7_000_000   | 0             || '7 MB'
    }
}
