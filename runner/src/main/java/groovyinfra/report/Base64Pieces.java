package groovyinfra.report;

import groovyinfra.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The base64 of secrets: in lines of any width, of which some may be missing, and within that of something longer. It is known by
 * every few of its letters that follow one another. Thread-safe.
 */
final class Base64Pieces {
    /** Letters that are not there by accident. */
    private static final int LENGTH = 8;

    private static final int BITS = 6;
    private static final long ALL = (1L << LENGTH * BITS) - 1;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final Set<Long> pieces = ConcurrentHashMap.newKeySet();

    /** From now on, this is found, wherever among the bytes of something longer it stands. */
    void add(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int ahead = 0; ahead < 3; ahead++) {
            byte[] moved = new byte[ahead + bytes.length];
            System.arraycopy(bytes, 0, moved, ahead, bytes.length);
            add(moved, ahead == 0 ? 0 : ahead + 1);
            byte[] line = Arrays.copyOf(moved, moved.length + 1);
            line[moved.length] = '\n';
            add(line, ahead == 0 ? 0 : ahead + 1);
        }
    }

    private void add(byte[] bytes, int from) {
        String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        long piece = 0;
        for (int i = from; i < text.length(); i++) {
            piece = (piece << BITS | value(text.charAt(i))) & ALL;
            if (i - from >= LENGTH - 1) {
                pieces.add(piece);
            }
        }
    }

    /** The text without what was found. */
    String mask(String text) {
        BitSet secret = pieces.isEmpty() ? new BitSet() : found(text);
        if (secret.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int open = 0;
        for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(open)) {
            masked.append(text, open, start).append(Secret.MASK);
            open = secret.nextClearBit(start);
        }
        return masked.append(text, open, text.length()).toString();
    }

    private BitSet found(String text) {
        BitSet found = new BitSet();
        int[] places = new int[LENGTH];
        int count = 0;
        long piece = 0;
        boolean ended = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int value = value(letter);
            if (value >= 0) {
                places[count++ % LENGTH] = i;
                piece = (piece << BITS | value) & ALL;
                ended = false;
                if (count >= LENGTH && pieces.contains(piece)) {
                    found.set(places[count % LENGTH], i + 1);
                }
            } else {
                ended = letter == '\n' || letter == '\r' || (ended && (letter == ' ' || letter == '\t'));
                count = ended ? count : 0;
            }
        }
        return found;
    }

    private static int value(char letter) {
        return switch (letter) {
            case '-' -> LETTERS.indexOf('+');
            case '_' -> LETTERS.indexOf('/');
            default -> LETTERS.indexOf(letter);
        };
    }
}
