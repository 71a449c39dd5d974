package groovyinfra.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An output of any size in bounded memory: all of it up to a limit, of more the head and the tail, and the whole in a file of the
 * spool if there is one.
 */
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
    private Optional<Spool> spool;
    private Optional<Path> file = Optional.empty();

    Kept(int limit) {
        this(limit, Optional.empty());
    }

    Kept(int limit, Optional<Spool> spool) {
        this.half = Math.max(0, limit - NOTE) / 2;
        this.spool = spool;
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
        if (start > from || tailLength + length > 2 * half) {
            int keep = half - length;
            spill(tail, 0, tailLength - keep);
            spill(bytes, from, start);
            System.arraycopy(tail, tailLength - keep, tail, 0, keep);
            tailLength = keep;
        }
        tail = withRoom(tail, tailLength, length, 2 * half);
        System.arraycopy(bytes, start, tail, tailLength, length);
        tailLength += length;
    }

    /** To the file, which begins with the head. */
    private void spill(byte[] bytes, int from, int to) {
        if (spool.isEmpty() || from >= to) {
            return;
        }
        try (OutputStream out = opened()) {
            out.write(bytes, from, to - from);
        } catch (IOException full) {
            // The disk of the controller may be too small for it; head and tail are still there.
            discard();
        }
    }

    private OutputStream opened() throws IOException {
        if (file.isPresent()) {
            return Files.newOutputStream(file.get(), StandardOpenOption.APPEND);
        }
        file = Optional.of(spool.orElseThrow().file());
        OutputStream out = Files.newOutputStream(file.get());
        out.write(head, 0, headLength);
        return out;
    }

    private void discard() {
        spool = Optional.empty();
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException left) {
            // It goes with the spool.
        }
        file = Optional.empty();
    }

    /** Where all of it is, if something in the middle is missing here; to be asked once, at the end. */
    Optional<Path> whole() {
        if (isCut()) {
            spill(tail, 0, tailLength);
        }
        return file;
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
