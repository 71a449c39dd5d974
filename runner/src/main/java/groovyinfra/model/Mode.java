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
        if (!octal.matches("[0-7]{3,5}")) {
            throw new IllegalArgumentException(
                    "not a file mode: '" + octal + "' (write three or four octal digits, such as '0644')");
        }
        return new Mode(Integer.parseInt(octal, 8));
    }

    /** Four octal digits. */
    @Override
    public String toString() {
        return String.format("%04o", bits);
    }
}
