package groovyinfra.connect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** An output of any size in bounded memory: all of it up to a limit, of more the head and the tail. */
final class Kept {
    private static final int NOTE = 64;
    private static final Pattern BROKEN_END = Pattern.compile("\uFFFD+\\z");
    private static final Pattern BROKEN_BEGIN = Pattern.compile("\\A\uFFFD+");

    private final int half;
    private byte[] head = {};
    private int headLength;
    private byte[] tail = {};
    private int tailLength;
    private long total;

    Kept(int limit) {
        half = Math.max(0, limit - NOTE) / 2;
    }

    void add(byte[] bytes, int from, int to) {
        total += to - from;
        int toHead = Math.min(to - from, half - headLength);
        if (toHead > 0) {
            head = withRoom(head, headLength, toHead, half);
            System.arraycopy(bytes, from, head, headLength, toHead);
            headLength += toHead;
        }
        addToTail(bytes, from + Math.max(0, toHead), to);
    }

    private void addToTail(byte[] bytes, int from, int to) {
        int start = Math.max(from, to - half);
        int length = to - start;
        if (tailLength + length > 2 * half) {
            int keep = half - length;
            System.arraycopy(tail, tailLength - keep, tail, 0, keep);
            tailLength = keep;
        }
        tail = withRoom(tail, tailLength, length, 2 * half);
        System.arraycopy(bytes, start, tail, tailLength, length);
        tailLength += length;
    }

    private static byte[] withRoom(byte[] array, int used, int more, int atMost) {
        int needed = used + more;
        return needed <= array.length
                ? array
                : Arrays.copyOf(array, Math.min(atMost, Math.max(needed, 2 * array.length)));
    }

    /** Whether something in the middle is missing. */
    boolean isCut() {
        return total > 2L * half;
    }

    /** How much there was, in bytes. */
    long total() {
        return total;
    }

    /** As UTF-8; of what is cut, whole characters and a line on what is missing between. */
    String text() {
        int ofTail = Math.min(tailLength, half);
        if (!isCut()) {
            byte[] all = Arrays.copyOf(head, headLength + tailLength);
            System.arraycopy(tail, 0, all, headLength, tailLength);
            return new String(all, StandardCharsets.UTF_8);
        }
        String start = new String(head, 0, headLength, StandardCharsets.UTF_8);
        String end = new String(tail, tailLength - ofTail, ofTail, StandardCharsets.UTF_8);
        return BROKEN_END.matcher(start).replaceFirst("")
                + "\n[... " + (total - 2L * half) + " bytes are left out here ...]\n"
                + BROKEN_BEGIN.matcher(end).replaceFirst("");
    }
}
