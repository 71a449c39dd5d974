package groovyinfra.connect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes one stream of a shell apart: output of commands, and the shell's own lines between it. Such a frame begins with byte
 * 036 and the nonce of the present message, which no command has been told, so that no output can look like one.
 */
final class Frames {
    static final byte SIGN = 036;

    private final byte[] mark;
    private byte[] held = {};
    private long passed;

    /** Gets the pieces, in order. */
    interface Sink {
        /** Output of a command. */
        void output(byte[] bytes, int from, int to);

        /** What a frame says. */
        void frame(String words);
    }

    Frames(String nonce) {
        mark = ((char) SIGN + nonce + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /** The next bytes of the stream. What may turn out to be a frame is kept until it is clear. */
    void take(byte[] piece, Sink sink) {
        byte[] bytes = held.length == 0 ? piece : joined(held, piece);
        int from = 0;
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != SIGN || !mayBeMark(bytes, at)) {
                at++;
                continue;
            }
            int end = at + mark.length > bytes.length ? -1 : endOfLine(bytes, at + mark.length);
            output(bytes, from, at, sink);
            from = at;
            if (end < 0) {
                break;
            }
            passed += end + 1 - at;
            sink.frame(new String(bytes, at + mark.length, end - at - mark.length, StandardCharsets.UTF_8));
            from = end + 1;
            at = from;
        }
        if (at >= bytes.length) {
            output(bytes, from, bytes.length, sink);
            from = bytes.length;
        }
        held = Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private boolean mayBeMark(byte[] bytes, int at) {
        int length = Math.min(mark.length, bytes.length - at);
        return Arrays.equals(bytes, at, at + length, mark, 0, length);
    }

    private static int endOfLine(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** How many bytes the sink knows of, in output and frames. */
    long passed() {
        return passed;
    }

    /** The stream goes on behind what the sink knows of. */
    void rewind() {
        held = new byte[0];
    }

    private void output(byte[] bytes, int from, int to, Sink sink) {
        if (from < to) {
            passed += to - from;
            sink.output(bytes, from, to);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
