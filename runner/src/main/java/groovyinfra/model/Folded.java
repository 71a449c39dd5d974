package groovyinfra.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Host names in short: {@code web-[01-40].example.com} for forty of them.
 *
 * <p>A range in brackets is a list of numbers and spans, {@code [1-3,7,10-20/2]}; {@code [a-f]}, {@code [1:3]} and {@code [0:20:5]}
 * are understood as well. The width of a span's first number is kept: {@code [08-12]} begins with {@code 08}. A pattern may
 * have several ranges.
 *
 * @param patterns at least one range or plain name each
 */
public record Folded(List<String> patterns) {
    public Folded {
        patterns = List.copyOf(patterns);
    }

    /** The names in short, in the order in which they first appear; a name given twice counts once. */
    public static Folded of(Collection<String> names) {
        return new Folded(Folding.fold(List.copyOf(new LinkedHashSet<>(names))));
    }

    /**
     * The names that a pattern stands for, in its order.
     *
     * @throws IllegalArgumentException when a range is not one; the message says which and why
     */
    public static List<String> expand(String pattern) {
        return Ranges.expand(pattern);
    }

    /** Every name, each once. */
    public List<String> names() {
        return patterns.stream()
                .flatMap(pattern -> expand(pattern).stream())
                .distinct()
                .toList();
    }

    /** The patterns with commas between them. */
    @Override
    public String toString() {
        return String.join(",", patterns);
    }
}
