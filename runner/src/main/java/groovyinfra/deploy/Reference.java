package groovyinfra.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What deploy files can use without a word, as those who wrote it describe it: the source of help and of the written reference.
 * In its texts, code stands between backquotes.
 *
 * @param options of every call
 */
public record Reference(List<Library> libraries, List<Entry> facts, List<Item> options) {

    /**
     * A library.
     *
     * @param name as deploy files address it
     */
    public record Library(String name, Text text, List<Entry> operations) {}

    /**
     * An operation or a fact.
     *
     * @param usage as it is written in a deploy file
     * @param remark what is known of it without its author's word, in a sentence; often empty
     * @param answer of a fact
     */
    public record Entry(
            String name, String usage, Text text, String remark, List<Item> arguments, Optional<Answer> answer) {}

    /**
     * An argument, an option, or a property.
     *
     * @param type in words
     * @param otherwise what holds where nothing is given, as source; empty where a value must be given, or where there is none
     */
    public record Item(String name, String type, String otherwise, String text) {}

    /**
     * What one gets for a fact.
     *
     * @param type in words
     * @param shapes the types in it that have properties
     */
    public record Answer(String type, List<Shape> shapes) {}

    /** A type with properties. */
    public record Shape(String name, Text text, List<Item> properties) {}

    /**
     * Paragraphs, and lines of a deploy file that show it in use.
     *
     * @param example empty where there is none
     */
    public record Text(List<String> paragraphs, List<String> example) {
        private static final Pattern SENTENCE = Pattern.compile("(.*?[.!?])(?: +[A-Z].*|$)");

        /** The first sentence. */
        public String summary() {
            String first = paragraphs.isEmpty() ? "" : paragraphs.getFirst();
            Matcher sentence = SENTENCE.matcher(first);
            return sentence.matches() ? sentence.group(1) : first;
        }
    }

    /** All operations, library by library. */
    public Stream<Entry> operations() {
        return libraries.stream().flatMap(it -> it.operations().stream());
    }
}
