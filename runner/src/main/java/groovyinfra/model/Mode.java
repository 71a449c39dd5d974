package groovyinfra.model;

/**
 * The permission bits of a file, 0 to 07777.
 *
 * @param bits for example {@code 0644} octal
 */
public record Mode(int bits) {
    public Mode {
        if (bits < 0 || bits > 07777) {
            throw new IllegalArgumentException("not a file mode: " + Integer.toOctalString(bits));
        }
    }

    /** Reads the octal notation of chmod, such as {@code 0644} or {@code 1777}. */
    public static Mode of(String octal) {
        if (!isOctal(octal)) {
            throw new IllegalArgumentException(
                    "not a file mode: '" + octal + "' (write three or four octal digits, such as '0644')");
        }
        return new Mode(Integer.parseInt(octal, 8));
    }

    private static boolean isOctal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return text.length() >= 3 && text.length() <= 5;
    }

    /** Four octal digits. */
    @Override
    public String toString() {
        String octal = Integer.toOctalString(bits);
        return "0".repeat(4 - octal.length()) + octal;
    }
}
