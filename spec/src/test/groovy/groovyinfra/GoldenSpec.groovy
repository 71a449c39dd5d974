package groovyinfra

import java.nio.file.Files
import spock.lang.Specification

class GoldenSpec extends Specification {

    def 'a text that is not as it was kept says in one line what differs'() {
        given:
        def golden = new Golden('quickstart')
        def kept = Files.readString(golden.folder.resolve('plan.txt'))
        def lines = kept.readLines()

        expect:
        golden.text('plan', kept) == kept

        when:
        golden.text('plan', kept.replace(lines[1], 'something else'))

        then:
        def changed = thrown(AssertionError)
        changed.message.startsWith("golden/plan.txt:2: expected '${lines[1]}', got 'something else'; the whole text:\n")

        when:
        golden.text('plan', lines.init().join('\n'))

        then:
        def shorter = thrown(AssertionError)
        shorter.message.contains("expected '${lines.last()}', got the end;")
    }
}
