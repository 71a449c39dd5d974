package groovyinfra.connect.ssh

import spock.lang.Specification

class WireSpec extends Specification {

    def 'who closes the stream of #direction closes the whole, and what carries it knows before its own streams do'() {
        given:
        def order = []
        def carried = new Wire.Bearer(
            new ByteArrayInputStream(new byte[1]) {
                @Override
                void close() {
                    order << 'input'
                }
            },
            new ByteArrayOutputStream() {
                @Override
                void close() {
                    order << 'output'
                }
            },
            Optional.<Closeable> empty(),
            { order << 'end' } as Closeable,
            { '' })
        def wire = new Wire(carried)

        when:
        wire."$stream".close()

        then:
        wire.closed
        order == ['end']

        where:
        direction | stream
        'input'   | 'inputStream'
        'output'  | 'outputStream'
    }
}
