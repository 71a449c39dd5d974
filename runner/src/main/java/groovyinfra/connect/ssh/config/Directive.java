package groovyinfra.connect.ssh.config;

import groovyinfra.model.Position;
import java.util.List;

/**
 * One line of a configuration.
 *
 * @param name the keyword as it was written
 * @param text all that follows the keyword, as it was written
 * @param words the same without quotes and comment
 */
public record Directive(Position at, String name, String text, List<String> words) {

    /** Whether the line begins with this keyword, in any case. */
    public boolean is(String keyword) {
        return name.equalsIgnoreCase(keyword);
    }

    /** The first word. */
    public String value() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    /** For people: the keyword and its place. */
    public String shown() {
        return name + " (" + at.shown() + ")";
    }
}
