package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import java.security.MessageDigest

/** Checksums as the host computes them, of what is on the controller. */
@CompileStatic
class Digest {
    /** SHA-256 in hexadecimal digits. */
    static String of(byte[] bytes) {
        HexFormat.of().formatHex(MessageDigest.getInstance('SHA-256').digest(bytes))
    }

    /** The same of a stream, of any length. */
    static String of(InputStream stream) {
        def digest = MessageDigest.getInstance('SHA-256')
        def buffer = new byte[64 << 10]
        stream.withCloseable { InputStream open ->
            for (int length = open.read(buffer); length >= 0; length = open.read(buffer)) {
                digest.update(buffer, 0, length)
            }
        }
        HexFormat.of().formatHex(digest.digest())
    }
}
