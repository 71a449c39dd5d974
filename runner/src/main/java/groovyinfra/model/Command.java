package groovyinfra.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a shell is asked to do: words, each quoted for POSIX sh unless it is raw. This is the only place that quotes.
 *
 * @param words at least one
 * @param title what people see instead of the words: what a script is for, where it says little of that itself
 */
public record Command(List<Word> words, Optional<String> title) {
    private static final BitSet PLAIN = new BitSet();

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-"
                .chars()
                .forEach(PLAIN::set);
    }

    public Command {
        words = List.copyOf(words);
    }

    private Command(List<Word> words) {
        this(words, Optional.empty());
    }

    /** A command as a shell script: one raw word. */
    public static Command raw(String script) {
        return new Command(List.of(new Word.Raw(script)));
    }

    /**
     * A command of words: a {@link Word} stands for itself, a {@link Command} for its words, a collection for its elements, a
     * {@link Secret} is hidden, {@code null} is left out; everything else is one quoted word.
     */
    public static Command of(Object... words) {
        List<Word> all = new ArrayList<>();
        for (Object word : words) {
            add(all, word);
        }
        return new Command(all);
    }

    private static void add(List<Word> all, Object word) {
        switch (word) {
            case null -> {}
            case Word ready -> all.add(ready);
            case Command command -> all.addAll(command.words);
            case Secret secret -> all.add(new Word.Hidden(secret));
            case Collection<?> several -> several.forEach(each -> add(all, each));
            default -> all.add(new Word.Quoted(word.toString()));
        }
    }

    /** This command followed by further words. */
    public Command and(Object... more) {
        List<Word> all = new ArrayList<>(words);
        all.addAll(of(more).words);
        return new Command(all);
    }

    /** The same command, shown as this. */
    public Command shownAs(String title) {
        return new Command(words, Optional.of(title));
    }

    /** One word for a POSIX shell that stands for exactly this text; a NUL byte cannot be part of one. */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL byte cannot be part of a command");
        }
        return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!PLAIN.get(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The script that the shell gets. Fails when the command holds a secret. */
    public String script() {
        return render(secret -> {
            throw new IllegalStateException("a secret cannot be a word of a command");
        });
    }

    /** The title, or the script as it may be shown: secrets masked. */
    public String shown() {
        return title.orElseGet(() -> render(secret -> Secret.MASK));
    }

    /** Whether one of the words is a secret. */
    public boolean hidesSomething() {
        for (Word word : words) {
            if (hidden(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hidden(Word word) {
        return switch (word) {
            case Word.Hidden hidden -> true;
            case Word.Joined joined -> joined.pieces().stream().anyMatch(Command::hidden);
            case Word.Quoted quoted -> false;
            case Word.Raw raw -> false;
        };
    }

    private String render(Function<Secret, String> secrets) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            add(i == 0 ? script : script.append(' '), words.get(i), secrets);
        }
        return script.toString();
    }

    private static void add(StringBuilder script, Word word, Function<Secret, String> secrets) {
        switch (word) {
            case Word.Quoted quoted -> script.append(quote(quoted.text()));
            case Word.Raw raw -> script.append(raw.text());
            case Word.Hidden hidden -> script.append(secrets.apply(hidden.secret()));
            case Word.Joined joined -> joined.pieces().forEach(piece -> add(script, piece, secrets));
        }
    }

    @Override
    public String toString() {
        return shown();
    }
}
