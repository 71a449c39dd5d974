package groovyinfra.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How far a shell has read in a command: whether a value that comes next would stand inside of something. */
final class ShellReading {

    /** What a value cannot stand in, where every value is quoted already. */
    enum Inside {
        SINGLE_QUOTES(
                "Value inside quotes",
                "inside '..', and every value is quoted already",
                "Drop the quotes around the value"),
        DOUBLE_QUOTES(
                "Value inside quotes",
                "inside \"..\", and every value is quoted already",
                "Drop the quotes around the value"),
        BACKSLASH(
                "Value behind a backslash",
                "behind a backslash, which would take the value's own quote for a letter",
                "Drop the backslash"),
        HERE_DOCUMENT(
                "Value in a here-document",
                "in a here-document, whose text would have the value's quotes in it",
                "Give the text to the command by stdin:, or to files.file by content:");

        final String summary;
        final String where;
        final String attempt;

        Inside(String summary, String where, String attempt) {
            this.summary = summary;
            this.where = where;
            this.attempt = attempt;
        }
    }

    /** A here-document, and the line that ends it. */
    private record Document(String end, boolean indented) {
        boolean endsWith(CharSequence line) {
            return (indented ? line.toString().replaceFirst("^\t+", "") : line.toString()).equals(end);
        }
    }

    private final Deque<Document> announced = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private char quote;
    private boolean escaped;
    private boolean comment;
    private boolean inWord;
    private boolean inDocument;

    /** A piece of syntax, and the value after it. */
    Optional<Inside> read(String syntax) {
        for (int i = 0; i < syntax.length(); i++) {
            i = read(syntax, i);
        }
        Optional<Inside> inside = inside();
        escaped = false;
        inWord = true;
        line.append('\0');
        return inside;
    }

    private Optional<Inside> inside() {
        if (inDocument) {
            return Optional.of(Inside.HERE_DOCUMENT);
        } else if (quote != 0) {
            return Optional.of(quote == '"' ? Inside.DOUBLE_QUOTES : Inside.SINGLE_QUOTES);
        }
        return escaped ? Optional.of(Inside.BACKSLASH) : Optional.empty();
    }

    /** Reads what is at this index, and gives that of its last character. */
    private int read(String syntax, int index) {
        char each = syntax.charAt(index);
        if (inDocument) {
            document(each);
        } else if (escaped) {
            escaped = false;
            inWord = true;
        } else if (each == '\\' && quote != '\'' && !comment) {
            escaped = true;
        } else if (quote != 0) {
            quote = each == quote ? 0 : quote;
        } else if (each == '\n') {
            comment = false;
            inWord = false;
            inDocument = !announced.isEmpty();
            line.setLength(0);
        } else if (!comment) {
            return plain(syntax, index, each);
        }
        return index;
    }

    private int plain(String syntax, int index, char each) {
        if (each == '#' && !inWord) {
            comment = true;
        } else if (each == '\'' || each == '"') {
            quote = each;
        } else if (syntax.startsWith("<<<", index)) {
            return index + 2;
        } else if (syntax.startsWith("<<", index)) {
            return announce(syntax, index + 2);
        }
        inWord = !Character.isWhitespace(each) && ";&|()".indexOf(each) < 0;
        return index;
    }

    private int announce(String syntax, int from) {
        boolean indented = syntax.startsWith("-", from);
        int begin = indented ? from + 1 : from;
        while (begin < syntax.length() && (syntax.charAt(begin) == ' ' || syntax.charAt(begin) == '\t')) {
            begin++;
        }
        int end = begin;
        char quoted = 0;
        while (end < syntax.length() && (quoted != 0 || " \t\n;&|<>()".indexOf(syntax.charAt(end)) < 0)) {
            char each = syntax.charAt(end++);
            if (quoted == 0 && (each == '\'' || each == '"')) {
                quoted = each;
            } else if (each == quoted) {
                quoted = 0;
            }
        }
        String word = syntax.substring(begin, end).replaceAll("[\\\\'\"]", "");
        if (!word.isEmpty() && !Character.isDigit(word.charAt(0))) {
            announced.add(new Document(word, indented));
        }
        inWord = true;
        return end - 1;
    }

    private void document(char each) {
        if (each != '\n') {
            line.append(each);
            return;
        }
        if (announced.element().endsWith(line)) {
            announced.remove();
        }
        inDocument = !announced.isEmpty();
        line.setLength(0);
    }
}
