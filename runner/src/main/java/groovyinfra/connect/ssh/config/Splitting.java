package groovyinfra.connect.ssh.config;

import java.util.ArrayList;
import java.util.List;

/** Takes a line apart into words as OpenSSH does: quotes of both kinds, a backslash before quotes, comments. */
final class Splitting {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Splitting(String line) {
        this.line = line;
    }

    /** The words; an {@link IllegalArgumentException} where a quote is not closed. */
    static List<String> words(String line) {
        Splitting splitting = new Splitting(line);
        splitting.run();
        return List.copyOf(splitting.words);
    }

    private void run() {
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '#') {
                return;
            }
            if (!isBlank(c)) {
                words.add(word());
            }
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && isEscaped(quote)) {
                word.append(line.charAt(++at));
            } else if (quote == 0 && isBlank(c)) {
                return word.toString();
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote that is not closed");
        }
        return word.toString();
    }

    private boolean isEscaped(char quote) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : 0;
        return next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' ');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
