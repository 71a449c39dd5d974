package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import java.security.MessageDigest

/** Checksums as the host computes them, of bytes on the controller. */
@CompileStatic
class Digest {
    /** SHA-256 in hexadecimal digits. */
    static String of(byte[] bytes) {
        HexFormat.of().formatHex(MessageDigest.getInstance('SHA-256').digest(bytes))
    }
}
