package groovyinfra.model;

import java.math.BigDecimal;

/**
 * A number that remembers how it was written, such as {@code 0644}, {@code 0x1F} or {@code 1e3}: shown it is the text, in
 * arithmetic and comparisons it is the number.
 */
public final class Numeral extends BigDecimal {
    private final String text;

    /** A number and its source text. */
    public Numeral(BigDecimal value, String text) {
        super(value.unscaledValue(), value.scale());
        this.text = text;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
