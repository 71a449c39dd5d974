package groovyinfra.connect;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nobody can guess. */
final class Nonce {
    private Nonce() {}

    /** 128 random bits as hexadecimal digits. */
    static String next() {
        byte[] bytes = new byte[16];
        Source.RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Made when first needed: seeding takes time. */
    private static final class Source {
        private static final SecureRandom RANDOM = new SecureRandom();
    }
}
