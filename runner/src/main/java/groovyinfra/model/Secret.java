package groovyinfra.model;

/**
 * A value that nobody may see: a password, a token, a private key.
 *
 * <p>It is not a string, so that no string function can take its mark away; it shows itself as {@code ****} everywhere. It
 * reaches a host by standard input or as the content of a file, never as a word of a command.
 */
public final class Secret {
    /** What stands in place of a secret wherever it is shown. */
    public static final String MASK = "****";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A secret with this value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
