package groovyinfra.connect;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a host recognises that content has arrived whole: it has at least one of the two programs.
 *
 * @param cksum the checksum that POSIX defines
 */
record Fingerprint(long cksum, String sha256) {

    static Fingerprint of(byte[] bytes) {
        Taker taker = new Taker(Kind.BOTH);
        taker.write(bytes, 0, bytes.length);
        return taker.fingerprint();
    }

    /** Which programs the host has. */
    enum Kind {
        BOTH,
        SHA256,
        CKSUM
    }

    /** Whether a host found the same, by the program that it has. */
    boolean is(Kind kind, String told) {
        return told.equals(kind == Kind.CKSUM ? String.valueOf(cksum) : sha256);
    }

    /** Takes the fingerprint of what is written to it. */
    static final class Taker extends OutputStream {
        private static final int POLYNOMIAL = 0x04C11DB7;

        private final int[] table = new int[256];
        private final MessageDigest digest;
        private final Kind kind;
        private int crc;
        private long length;

        /** With what the host does not have left out: it takes time. */
        Taker(Kind kind) {
            this.kind = kind;
            for (int i = 0; i < table.length; i++) {
                int value = i << 24;
                for (int bit = 0; bit < 8; bit++) {
                    value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
                }
                table[i] = value;
            }
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            length += count;
            if (kind != Kind.CKSUM) {
                digest.update(bytes, from, count);
            }
            if (kind != Kind.SHA256) {
                for (int i = from; i < from + count; i++) {
                    add(bytes[i]);
                }
            }
        }

        private void add(int one) {
            crc = crc << 8 ^ table[(crc >>> 24 ^ one) & 0xFF];
        }

        /** Of all that was written; to be asked once. */
        Fingerprint fingerprint() {
            for (long rest = length; rest != 0; rest >>>= 8) {
                add((int) (rest & 0xFF));
            }
            return new Fingerprint(Integer.toUnsignedLong(~crc), HexFormat.of().formatHex(digest.digest()));
        }
    }
}
