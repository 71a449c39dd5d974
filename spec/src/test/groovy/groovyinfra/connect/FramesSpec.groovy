package groovyinfra.connect

import java.nio.charset.StandardCharsets
import spock.lang.Specification

class FramesSpec extends Specification {
    static final String NONCE = '0' * 32
    static final byte[] FRAME = "\u001e$NONCE end 1 0\n".getBytes(StandardCharsets.US_ASCII)

    static class Collected implements Frames.Sink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream()
        final List<Object> seen = []

        @Override
        void output(byte[] piece, int from, int to) {
            assert from < to
            bytes.write(piece, from, to - from)
        }

        @Override
        void frame(String words) {
            flush()
            seen << words
        }

        void flush() {
            if (bytes.size()) {
                seen << bytes.toByteArray().toList()
                bytes.reset()
            }
        }
    }

    static List<Object> taken(byte[] all, RandomBytes random) {
        def frames = new Frames(NONCE)
        def sink = new Collected()
        int at = 0
        while (at < all.length) {
            int to = Math.min(all.length, at + 1 + random.below(random.below(4) == 0 ? 3 : 60))
            frames.take(Arrays.copyOfRange(all, at, to), sink)
            at = to
        }
        sink.flush()
        sink.seen
    }

    def 'whatever the output is and however it is cut, frames and output are told apart (seed #seed)'() {
        given:
        def random = new RandomBytes(seed)

        expect:
        1000.times {
            def stream = new ByteArrayOutputStream()
            def expected = []
            random.below(6).times {
                byte[] output = random.bytes(90)
                if (random.below(3) == 0) {
                    output = output.toList() + FRAME.toList().take(random.below(34)) + (byte) 120
                }
                stream.write(output)
                if (output.length) {
                    expected << output.toList()
                }
                stream.write(FRAME)
                expected << 'end 1 0'
            }
            assert taken(stream.toByteArray(), random) == expected
        }

        where:
        seed << (1..5)
    }

    def 'output is passed on at once, but for what may be the begin of a frame'() {
        given:
        def sink = new Collected()
        def frames = new Frames(NONCE)

        when:
        frames.take("line\n\u001e00".bytes, sink)

        then:
        sink.bytes.toString() == 'line\n'

        when:
        frames.take('1\n'.bytes, sink)

        then:
        sink.bytes.toString() == 'line\n\u001e001\n'
    }
}
