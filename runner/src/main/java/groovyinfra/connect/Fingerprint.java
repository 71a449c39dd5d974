package groovyinfra.connect;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

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

    /**
     * Takes the fingerprint of what is written to it. The checksum of POSIX is that of {@link CRC32}, which the JDK takes fast, with the bits of
     * each byte the other way round, a start with zero, and the length at the end.
     */
    static final class Taker extends OutputStream {
        private static final byte[] FROM_ZERO = {-1, -1, -1, -1};
        private static final byte[] TURNED = new byte[256];

        static {
            for (int i = 0; i < TURNED.length; i++) {
                TURNED[i] = (byte) (Integer.reverse(i) >>> 24);
            }
        }

        private final CRC32 crc = new CRC32();
        private final byte[] turned = new byte[8 << 10];
        private final MessageDigest digest;
        private final Kind kind;
        private long length;

        /** With what the host does not have left out: it takes time. */
        Taker(Kind kind) {
            this.kind = kind;
            crc.update(FROM_ZERO);
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
                for (int done = 0; done < count; done += turned.length) {
                    add(bytes, from + done, Math.min(count - done, turned.length));
                }
            }
        }

        private void add(byte[] bytes, int from, int count) {
            for (int i = 0; i < count; i++) {
                turned[i] = TURNED[bytes[from + i] & 0xFF];
            }
            crc.update(turned, 0, count);
        }

        /** Of all that was written; to be asked once. */
        Fingerprint fingerprint() {
            for (long rest = length; rest != 0; rest >>>= 8) {
                crc.update(TURNED[(int) (rest & 0xFF)]);
            }
            return new Fingerprint(
                    Integer.toUnsignedLong(Integer.reverse((int) crc.getValue())),
                    HexFormat.of().formatHex(digest.digest()));
        }
    }
}
