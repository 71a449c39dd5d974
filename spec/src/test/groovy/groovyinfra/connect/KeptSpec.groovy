package groovyinfra.connect

import java.nio.file.Files
import spock.lang.Specification

class KeptSpec extends Specification {

    static Kept kept(int limit, String text, int piece) {
        def kept = new Kept(limit)
        def bytes = text.getBytes('UTF-8')
        for (int at = 0; at < bytes.length; at += piece) {
            kept.add(bytes, at, Math.min(bytes.length, at + piece))
        }
        kept
    }

    def 'what fits is kept as it is, in pieces of #piece bytes'() {
        given:
        def text = 'ab€😀' * 20

        expect:
        kept(64 + 180, text, piece).text() == text
        !kept(64 + 180, text, piece).isCut()

        where:
        piece << [1, 3, 7, 100, 1000]
    }

    def 'of more, head and tail are kept with whole characters, in pieces of #piece bytes'() {
        given:
        def text = (1..500).collect { "${it}€" }.join('')
        def shown = kept(264, text, piece).text()
        def (head, tail) = shown.split(/\n\[\.\.\. \d+ bytes are left out here \.\.\.\]\n/)

        expect:
        kept(264, text, piece).isCut()
        shown.length() <= 264
        text.startsWith(head)
        text.endsWith(tail)
        head.length() > 50
        tail.length() > 30

        where:
        piece << [1, 3, 7, 100, 1000, 10_000]
    }

    def 'the whole is in a file of the spool where something is left out (#size bytes in pieces of #piece)'() {
        given:
        def spool = new Spool()
        def kept = new Kept(264, Optional.of(spool))
        def bytes = SessionContract.random(size)

        when:
        for (int at = 0; at < size; at += piece) {
            kept.add(bytes, at, Math.min(size, at + piece))
        }
        def file = kept.whole()

        then:
        file.present == (size > 200)
        !file.present || Files.readAllBytes(file.get()) == bytes
        !file.present || SessionContract.permissions(file.get()) == 'rw-------'

        when:
        spool.close()

        then:
        !file.present || !Files.exists(file.get().parent)

        where:
        [size, piece] << [[0, 1, 200, 201, 300, 301, 399, 400, 401, 1000, 4567], [1, 7, 99, 100, 101, 250, 5000]].combinations()
    }

    def 'memory stays bounded however much comes'() {
        given:
        def kept = new Kept(10_000)
        def bytes = new byte[8192]

        when:
        10_000.times { kept.add(bytes, 0, bytes.length) }

        then:
        kept.total() == 81_920_000
        kept.text().length() <= 10_000
    }
}
