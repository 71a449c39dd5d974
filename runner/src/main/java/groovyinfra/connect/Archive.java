package groovyinfra.connect;

import groovyinfra.model.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Files as one stream in the format of tar (POSIX ustar, with GNU's way for long names, which busybox knows, too). An empty file
 * is the last of them: where it is, all are.
 */
final class Archive {
    private static final int BLOCK = 512;
    private static final long MOST_IN_OCTAL = (1L << 33) - 1;

    private final Step.Tree tree;
    private final String last;

    Archive(Step.Tree tree, String last) {
        this.tree = tree;
        this.last = last;
    }

    /** How long it is, roughly: names that are long take some more. */
    long size() {
        return tree.members().stream()
                        .mapToLong(member -> BLOCK + padded(member.size()))
                        .sum()
                + 3L * BLOCK;
    }

    /**
     * Writes it.
     *
     * @throws UncheckedIOException when a file of the controller cannot be read, or has another size by now
     */
    void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (Step.Tree.Member member : tree.members()) {
            header(out, member);
            try (InputStream in = opened(member)) {
                long left = member.size();
                for (int length = read(in, buffer, left); left > 0; length = read(in, buffer, left)) {
                    if (length <= 0) {
                        throw new UncheckedIOException(
                                new IOException(member.path() + " has become shorter meanwhile"));
                    }
                    out.write(buffer, 0, length);
                    left -= length;
                }
            }
            out.write(new byte[(int) (padded(member.size()) - member.size())]);
        }
        header(out, last, '0', 0, 0600, 0, 0);
        out.write(new byte[2 * BLOCK]);
    }

    private static InputStream opened(Step.Tree.Member member) {
        try {
            return member.content().open();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int read(InputStream in, byte[] buffer, long left) {
        try {
            return left == 0 ? 0 : in.read(buffer, 0, (int) Math.min(buffer.length, left));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static void header(OutputStream out, Step.Tree.Member member) throws IOException {
        byte[] name = member.path().getBytes(StandardCharsets.UTF_8);
        if (name.length >= 100) {
            header(out, "././@LongLink", 'L', name.length + 1L, 0644, 0, 0);
            out.write(Arrays.copyOf(name, (int) padded(name.length + 1L)));
        }
        header(out, member.path(), '0', member.size(), member.mode().bits(), member.uid(), member.gid());
    }

    private static void header(OutputStream out, String name, char kind, long size, int mode, long uid, long gid)
            throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, block, 0, Math.min(text.length, 99));
        number(block, 100, 8, mode);
        number(block, 108, 8, uid);
        number(block, 116, 8, gid);
        number(block, 124, 12, size);
        number(block, 136, 12, 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) kind;
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
        long sum = 0;
        for (byte one : block) {
            sum += one & 0xFF;
        }
        number(block, 148, 7, sum);
        out.write(block);
    }

    /** In octal digits, or where they do not suffice in binary form, as GNU has it. */
    private static void number(byte[] block, int at, int length, long value) {
        if (value > (length == 12 ? MOST_IN_OCTAL : (1L << 3 * (length - 1)) - 1)) {
            for (int i = 0; i < length - 1 && i < Long.BYTES; i++) {
                block[at + length - 1 - i] = (byte) (value >>> 8 * i);
            }
            block[at] = (byte) 0x80;
        } else {
            byte[] digits = String.format("%0" + (length - 1) + "o", value).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, block, at, digits.length);
        }
    }
}
