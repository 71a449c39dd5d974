package groovyinfra.model;

import java.util.List;
import java.util.Map;

/**
 * Text of the command line that reads as a list or as a map: whether one of them or the text is meant is known where it is wanted.
 *
 * @param text as it was written, such as {@code [a, b]} or <code>{a: 1}</code>
 * @param value a {@link List} or a {@link Map}
 */
public record Flow(String text, Object value) {}
