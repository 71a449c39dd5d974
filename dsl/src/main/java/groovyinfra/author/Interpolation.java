package groovyinfra.author;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovyinfra.model.Command;
import groovyinfra.model.Conversion;
import groovyinfra.model.Secret;
import groovyinfra.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Commands from texts with values in them: each value is one quoted word, or the quoted part of one, whatever it contains. */
final class Interpolation {
    private Interpolation() {}

    /** The text is shell syntax, kept to the last blank; its values are words; a list becomes several. */
    static Command command(GString text) {
        List<Word> pieces = new ArrayList<>();
        for (int i = 0; i < text.getStrings().length; i++) {
            if (!text.getStrings()[i].isEmpty()) {
                pieces.add(Word.raw(text.getStrings()[i]));
            }
            if (i < text.getValueCount()) {
                add(pieces, text.getValue(i));
            }
        }
        return Command.of(new Word.Joined(pieces));
    }

    /** The whole text is one word. */
    static Word word(GString text) {
        List<Word> pieces = new ArrayList<>();
        for (int i = 0; i < text.getStrings().length; i++) {
            if (!text.getStrings()[i].isEmpty()) {
                pieces.add(Word.quoted(text.getStrings()[i]));
            }
            if (i < text.getValueCount()) {
                add(pieces, text.getValue(i));
            }
        }
        return new Word.Joined(pieces);
    }

    private static void add(List<Word> pieces, Object value) {
        switch (value) {
            case null -> throw new ScriptConversion.Refused(null, "a value of the command is null");
            case Map<?, ?> map -> throw new ScriptConversion.Refused(map, "a map is not a word of a command");
            case Word ready -> pieces.add(ready);
            case Secret secret -> pieces.add(new Word.Hidden(secret));
            case Command command -> several(pieces, command.words());
            case GString text -> pieces.add(word(text));
            case Closure<?> lazy -> add(pieces, lazy.call());
            case Collection<?> all -> several(pieces, Command.of(all.toArray()).words());
            default -> pieces.add(Word.quoted(value.toString()));
        }
    }

    private static void several(List<Word> pieces, List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                pieces.add(Word.raw(" "));
            }
            pieces.add(words.get(i));
        }
    }

    /** A value of a script as a command. */
    static Command command(Object value) {
        return switch (value) {
            case Command command -> command;
            case GString text -> command(text);
            case Collection<?> words ->
                Command.of(words.stream().map(Interpolation::word).toArray());
            case Object[] words ->
                Command.of(Arrays.stream(words).map(Interpolation::word).toArray());
            case String script -> Command.raw(script);
            case Word word -> Command.of(word);
            case Secret secret -> Command.of(secret);
            default -> throw new ScriptConversion.Refused(value, Conversion.shown(value) + " is not a command");
        };
    }

    static Object word(Object value) {
        return switch (value) {
            case GString text -> word(text);
            case Collection<?> words -> words.stream().map(Interpolation::word).toList();
            case Map<?, ?> map ->
                throw new ScriptConversion.Refused(map, Conversion.shown(map) + " is not a word of a command");
            case null, default -> value;
        };
    }
}
