package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.stdlib.files.Edit
import java.nio.BufferUnderflowException
import java.nio.ByteBuffer
import java.security.MessageDigest

/** Keys in the packets of OpenPGP (RFC 9580). */
@CompileStatic
class PgpKey {
    private static final int OF_PUBLIC_KEY = 6

    private final byte[] bytes

    /** Of packets. */
    PgpKey(byte[] bytes) {
        this.bytes = bytes
    }

    /** Of the first block in ASCII armor; empty where a text has none. */
    static PgpKey of(String text) {
        def block = text.readLines().dropWhile { !it.startsWith('-----BEGIN PGP PUBLIC KEY BLOCK') }.dropWhile { it.trim() }
        new PgpKey(Base64.mimeDecoder.decode(block.takeWhile { !(it =~ /^[=-]/) }.join('')))
    }

    /** In ASCII armor, with nothing else in it. */
    String getArmored() {
        Edit.text(['-----BEGIN PGP PUBLIC KEY BLOCK-----', ''] + bytes.encodeBase64(true).toString().readLines()
                + ['-----END PGP PUBLIC KEY BLOCK-----'])
    }

    /** Of all keys in it, in big digits; a subkey is a part of its key. Nothing where it is not whole. */
    List<String> getFingerprints() {
        def rest = ByteBuffer.wrap(bytes)
        List<String> found = []
        try {
            while (rest.hasRemaining()) {
                int head = rest.get()
                def packet = packet(rest, length(rest, head))
                if ((head & 0x40 ? head & 63 : head >> 2 & 15) == OF_PUBLIC_KEY) {
                    found << fingerprint(packet)
                }
            }
            return found
        } catch (BufferUnderflowException ignored) {
            return []
        }
    }

    private static int length(ByteBuffer rest, int head) {
        if (head & 0x40) {
            int first = rest.get() & 0xff
            return first < 192 ? first : first < 224 ? (first - 192 << 8) + (rest.get() & 0xff) + 192 : first == 255 ? rest.int : -1
        }
        switch (head & 3) {
            case 0: return rest.get() & 0xff
            case 1: return rest.short & 0xffff
            case 2: return rest.int
            default: return -1
        }
    }

    /** A length that is not told at once is one of data, never of a key. */
    private static byte[] packet(ByteBuffer rest, int length) {
        if (length < 1 || length > rest.remaining()) {
            throw new BufferUnderflowException()
        }
        def packet = new byte[length]
        rest.get(packet)
        packet
    }

    /** The older ones are hashed with a length of two bytes, the newer ones with four. */
    private static String fingerprint(byte[] packet) {
        packet[0] < 5 ? hash('SHA-1', 0x99, 2, packet) : hash('SHA-256', packet[0] < 6 ? 0x9a : 0x9b, 4, packet)
    }

    private static String hash(String algorithm, int first, int width, byte[] packet) {
        def digest = MessageDigest.getInstance(algorithm)
        digest.update((byte) first)
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            digest.update((byte) (packet.length >> shift))
        }
        HexFormat.of().withUpperCase().formatHex(digest.digest(packet))
    }
}
