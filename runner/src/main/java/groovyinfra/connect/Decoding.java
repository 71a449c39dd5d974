package groovyinfra.connect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text of UTF-8 that comes in pieces: of a character that is cut in two, the beginning is kept until the rest is there. */
final class Decoding {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] undecoded = {};

    /** The text that ends in this piece; may be empty. */
    String next(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.allocate(undecoded.length + to - from);
        in.put(undecoded).put(bytes, from, to - from).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.decode(in, out, false);
        undecoded = Arrays.copyOfRange(in.array(), in.position(), in.limit());
        return out.flip().toString();
    }
}
