package groovyinfra.compile;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.control.SourceUnit;

/** Pieces of the source that a node was read from. */
final class SourceText {
    private static final Pattern DOC =
            Pattern.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*$");

    private SourceText() {}

    /** The source of a node, on one line. */
    static String of(ASTNode node, SourceUnit source) {
        List<String> lines = lines(source);
        if (node.getLineNumber() < 1 || node.getLastLineNumber() > lines.size()) {
            return node.getText();
        }
        StringBuilder text = new StringBuilder();
        for (int i = node.getLineNumber(); i <= node.getLastLineNumber(); i++) {
            String line = lines.get(i - 1);
            int to = i == node.getLastLineNumber()
                    ? Math.min(node.getLastColumnNumber() - 1, line.length())
                    : line.length();
            int from = i == node.getLineNumber() ? node.getColumnNumber() - 1 : 0;
            text.append(line, Math.min(from, to), to).append(' ');
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    /** The text of the doc comment right before a node, without stars; empty where there is none. */
    static String docBefore(ASTNode node, SourceUnit source) {
        List<String> lines = lines(source);
        if (node.getLineNumber() < 1 || node.getLineNumber() > lines.size()) {
            return "";
        }
        String before = String.join("\n", lines.subList(0, node.getLineNumber() - 1)) + "\n"
                + lines.get(node.getLineNumber() - 1).substring(0, node.getColumnNumber() - 1);
        int start = before.lastIndexOf("/**");
        Matcher comment = DOC.matcher(start < 0 ? "" : before.substring(start));
        return comment.find() ? plain(comment.group(1)) : "";
    }

    /** One line of the source, from 1; empty outside of it. */
    static String line(SourceUnit source, int number) {
        List<String> lines = lines(source);
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1);
    }

    private static String plain(String comment) {
        return comment.lines()
                .map(it -> it.replaceFirst("^\\s*\\*? ?", ""))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .strip();
    }

    private static List<String> lines(SourceUnit source) {
        try (Reader reader = source.getSource().getReader()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
