package groovyinfra.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** What to try next, in one form wherever it comes from: a sentence, with a full stop unless it ends with a command to type. */
final class Advice {
    private static final Pattern BEGINS_WITH_WORD = Pattern.compile("\\p{Lower}+([ ,].*)?", Pattern.DOTALL);
    private static final Pattern ENDS = Pattern.compile(".*[.?!:…]", Pattern.DOTALL);
    private static final Pattern ENDS_WITH_COMMAND = Pattern.compile(
            "(.*: )?(\\S*groovy-infra|ssh|ssh-\\w+|git|sudo|export|chmod|apt|-\\S+|/\\S+)( .*)?", Pattern.DOTALL);

    private Advice() {}

    /** The advice as a sentence. */
    static String sentence(String attempt) {
        String text = attempt.strip();
        boolean command = ENDS_WITH_COMMAND.matcher(text).matches();
        if (text.isEmpty() || (command && !text.contains(": "))) {
            return text;
        }
        String sentence = BEGINS_WITH_WORD.matcher(text).matches()
                ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
                : text;
        return command || ENDS.matcher(sentence).matches() ? sentence : sentence + ".";
    }
}
