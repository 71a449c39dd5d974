package groovyinfra.connect.ssh.config;

import java.util.List;

/** The patterns that OpenSSH names hosts and users by: {@code *} and {@code ?}, and {@code !} to leave out. */
public final class Patterns {
    private Patterns() {}

    /** Whether one of the patterns matches and none that begins with {@code !}. */
    public static boolean match(List<String> patterns, String text) {
        boolean matched = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!")) {
                if (glob(pattern.substring(1), text)) {
                    return false;
                }
            } else {
                matched |= glob(pattern, text);
            }
        }
        return matched;
    }

    /** Whether the whole text is of this form. */
    public static boolean glob(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (c == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (c == '?' || c == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
