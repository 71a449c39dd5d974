package groovyinfra.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a file opens and never closes: a text without its last quote, a block without its last brace. The parser stops far from there. */
final class Unclosed {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    private Optional<Text> quote = Optional.empty();
    private Optional<Integer> outdented = Optional.empty();

    /** A bracket that is open, and the text that it is a value in. */
    private record Open(int start, Optional<Text> around) {}

    /** A text and how it is quoted. */
    private record Text(int start, String quote) {}

    private Unclosed(String text) {
        this.text = text;
    }

    /** Whether something may be open at the end. */
    static boolean isPossible(String text) {
        Unclosed file = new Unclosed(text);
        return !file.read() || file.quote.isPresent();
    }

    /** What explains that the parser stopped at this line. */
    static Optional<CompileProblem> explains(int line, String text) {
        Unclosed file = new Unclosed(text);
        if (!file.read()) {
            return Optional.empty();
        }
        Optional<CompileProblem> problem = file.quote.isPresent() ? file.quote.map(file::problem) : file.brace();
        boolean oneLine = file.quote.stream().anyMatch(it -> it.quote.length() == 1);
        return problem.filter(it -> oneLine ? it.line() == line : it.line() <= line);
    }

    private CompileProblem problem(Text begun) {
        return problem(begun.start, "the text that begins here has no closing quote", "Close it with " + begun.quote);
    }

    private Optional<CompileProblem> brace() {
        boolean braces = !open.isEmpty() && open.stream().allMatch(it -> text.charAt(it.start) == '{');
        return Optional.of(outdented.orElseGet(() -> braces ? open.peek().start : -1))
                .filter(it -> braces)
                .map(it -> problem(it, "the block that begins here is not closed", "Write } where it ends"));
    }

    private CompileProblem problem(int start, String detail, String attempt) {
        int line =
                (int) text.substring(0, start).chars().filter(it -> it == '\n').count() + 1;
        return new CompileProblem(line, start - lineStart(start) + 1, "Syntax error", detail, attempt);
    }

    /** Reads up to a text that is not closed, or to the end; false where brackets are wrong in another way. */
    private boolean read() {
        while (at < text.length() && quote.isEmpty()) {
            char sign = text.charAt(at);
            if (sign == '\'' || sign == '"') {
                String three = String.valueOf(sign).repeat(3);
                begin(new Text(at, text.startsWith(three, at) ? three : three.substring(2)));
            } else if (OPENING.indexOf(sign) >= 0) {
                open.push(new Open(at++, Optional.empty()));
            } else if (CLOSING.indexOf(sign) >= 0) {
                if (!close(sign)) {
                    return false;
                }
            } else {
                at = skipped();
            }
        }
        return quote.isEmpty() || open.stream().allMatch(it -> it.around.isEmpty());
    }

    private boolean close(char sign) {
        if (open.isEmpty() || OPENING.indexOf(text.charAt(open.peek().start)) != CLOSING.indexOf(sign)) {
            return false;
        }
        Open closed = open.pop();
        boolean first = text.substring(lineStart(at), at).isBlank();
        if (first && outdented.isEmpty() && indent(at) < indent(closed.start)) {
            outdented = Optional.of(closed.start);
        }
        at++;
        closed.around.ifPresent(this::goOn);
        return true;
    }

    private void begin(Text begun) {
        at = begun.start + begun.quote.length();
        goOn(begun);
    }

    /** To the end of a text, or to a value in it. */
    private void goOn(Text begun) {
        boolean values = begun.quote.startsWith("\"");
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(begun.quote, i)) {
                at = i + begun.quote.length();
                return;
            } else if (values && text.startsWith("${", i)) {
                open.push(new Open(i + 1, Optional.of(begun)));
                at = i + 2;
                return;
            } else if (text.charAt(i) == '\n' && begun.quote.length() == 1) {
                break;
            }
        }
        quote = Optional.of(begun);
    }

    /** Behind a comment or a pattern that begins here, else behind this sign. */
    private int skipped() {
        if (text.startsWith("//", at)) {
            return lineEnd(at);
        } else if (text.startsWith("/*", at)) {
            return behind("*/", at + 2, text.length());
        } else if (text.startsWith("$/", at)) {
            return behind("/$", at + 2, text.length());
        }
        return text.charAt(at) == '/' && pattern() ? behind("/", at + 1, lineEnd(at)) : at + 1;
    }

    /** Whether this slash begins a pattern and divides nothing. */
    private boolean pattern() {
        String before = text.substring(lineStart(at), at);
        String last = before.strip();
        boolean spaced = before.endsWith(" ") && !text.startsWith("/ ", at);
        return last.isEmpty() || "(,=[{:;!&|?~<>+-*%".indexOf(last.charAt(last.length() - 1)) >= 0 || spaced;
    }

    private int behind(String end, int from, int limit) {
        int found = text.indexOf(end, from);
        while (found > 0 && text.charAt(found - 1) == '\\') {
            found = text.indexOf(end, found + 1);
        }
        return found < 0 || found > limit ? at + 1 : found + end.length();
    }

    private int indent(int place) {
        String line = text.substring(lineStart(place), lineEnd(place));
        return line.length() - line.stripLeading().length();
    }

    private int lineStart(int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    private int lineEnd(int place) {
        int end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end;
    }
}
