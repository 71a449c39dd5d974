package groovyinfra.connect.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The patterns that OpenSSH names hosts by: {@code *} and {@code ?}, {@code !} to leave out, and hashed names. */
final class HostPatterns {
    private static final String HASHED = "|1|";

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
        return isPattern(lower) ? glob(lower, name) : lower.equals(name);
    }

    private static boolean glob(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.matches(regex.toString(), name);
    }

    // salt|hash, both base64: HMAC-SHA1 of the name with the salt as key
    private static boolean hashMatches(String saltAndHash, String name) {
        int bar = saltAndHash.indexOf('|');
        if (bar < 0) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(saltAndHash.substring(0, bar)), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(saltAndHash.substring(bar + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }
}
