package groovyinfra.model;

import java.util.function.Supplier;

/**
 * A value that nobody may see: a password, a token, a private key.
 *
 * <p>It is not a string, and refuses to become one, so that nothing can take its mark away; whoever shows something shows
 * {@link #MASK} in its place. It reaches a host by standard input or as the content of a file, never as a word of a command.
 */
public final class Secret {
    /** What stands in place of a secret wherever it is shown. */
    public static final String MASK = "****";

    private final Supplier<String> value;
    private final boolean around;

    private Secret(Supplier<String> value, boolean around) {
        this.value = value;
        this.around = around;
    }

    /** A secret with this value. */
    public static Secret of(String value) {
        return new Secret(() -> value, false);
    }

    /** A text around other secrets: by themselves, its other parts are none. */
    public static Secret around(String text) {
        return new Secret(() -> text, true);
    }

    /** A secret that is asked for whenever it is needed; whoever is asked gives the same each time, and keeps it masked. */
    public static Secret later(Supplier<String> source) {
        return new Secret(source, false);
    }

    /** Whether it is a text around others. */
    public boolean isAround() {
        return around;
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && (this == other || reveal().equals(secret.reveal()));
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    /** Refused: nobody could know that the text is to be kept secret, nor that a mask is not to be sent. */
    @Override
    public String toString() {
        throw new ProblemException(new Problem(
                "Secret would become plain text",
                Problem.Where.NOWHERE,
                "a String that is made of a secret, by join, toString() or a variable of type String, has lost its"
                        + " mark",
                "Keep it in a text with values, and declare with def: def line = \"pw=${secret}\""));
    }
}
