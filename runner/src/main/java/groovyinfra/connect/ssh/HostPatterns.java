package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.config.Patterns;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The patterns that OpenSSH names hosts by: {@code *} and {@code ?}, {@code !} to leave out, and hashed names. */
final class HostPatterns {
    private static final String HASHED = "|1|";
    private static final int SALT_BYTES = 20;

    private HostPatterns() {}

    /** Whether one of the patterns matches and none that begins with {@code !}. */
    static boolean match(List<String> patterns, String name) {
        boolean matched = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!")) {
                if (matches(pattern.substring(1), name)) {
                    return false;
                }
            } else {
                matched |= matches(pattern, name);
            }
        }
        return matched;
    }

    /** Whether it is more than a name. */
    static boolean isPattern(String text) {
        return text.startsWith("!") || text.startsWith(HASHED) || text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.startsWith(HASHED)) {
            return hashMatches(pattern.substring(HASHED.length()), name);
        }
        String lower = pattern.toLowerCase(Locale.ROOT);
        return isPattern(lower) ? Patterns.glob(lower, name) : lower.equals(name);
    }

    // salt|hash, both base64: HMAC-SHA1 of the name with the salt as key
    private static boolean hashMatches(String saltAndHash, String name) {
        int bar = saltAndHash.indexOf('|');
        if (bar < 0) {
            return false;
        }
        try {
            byte[] hash = hash(Base64.getDecoder().decode(saltAndHash.substring(0, bar)), name);
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(saltAndHash.substring(bar + 1)));
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    /** A name so that nobody can read it. */
    static String hash(String name) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return HASHED + base64.encodeToString(salt) + "|" + base64.encodeToString(hash(salt, name));
    }

    private static byte[] hash(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
