package groovyinfra.model;

import java.util.List;

/**
 * Text of the command line that reads as a list: which of the two is meant is known where it is wanted.
 *
 * @param text as it was written, such as {@code [a, b]}
 */
public record Listed(String text, List<?> items) {}
