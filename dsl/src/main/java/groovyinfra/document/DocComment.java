package groovyinfra.document;

import groovyinfra.deploy.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A doc comment, taken apart.
 *
 * @param parameters what it says of each, by name
 */
record DocComment(Reference.Text text, Map<String, String> parameters) {
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(?=\\w)");
    private static final Pattern PARAMETER = Pattern.compile("(?s)param\\s+(\\w+)(.*)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>(.*?)</pre>");
    private static final Pattern PARAGRAPH = Pattern.compile("<p>|\\n\\s*\\n");
    private static final Pattern LINK =
            Pattern.compile("(?:link|linkplain)\\s+[\\w.#]*?(\\w+)(?:\\([^)]*\\))?(?:\\s+(.*))?");

    /** Reads the text of a comment, without its stars. */
    static DocComment of(String comment) {
        Matcher tag = TAG.matcher(comment);
        String[] sections = TAG.split(comment);
        String body = tag.find() && tag.start() == 0 ? "" : sections[0];
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String section : sections) {
            Matcher parameter = PARAMETER.matcher(section);
            if (parameter.matches()) {
                parameters.put(parameter.group(1), prose(parameter.group(2)));
            }
        }
        return new DocComment(new Reference.Text(paragraphs(body), example(body)), parameters);
    }

    private static List<String> paragraphs(String body) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : PARAGRAPH.split(EXAMPLE.matcher(body).replaceAll("\n\n"))) {
            if (!paragraph.isBlank()) {
                paragraphs.add(prose(paragraph));
            }
        }
        return paragraphs;
    }

    private static List<String> example(String body) {
        return EXAMPLE.matcher(body)
                .results()
                .flatMap(it -> it.group(1).stripIndent().strip().lines())
                .map(DocComment::entities)
                .toList();
    }

    /** A text on one line, with code between backquotes. */
    private static String prose(String text) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf("{@"); start >= 0; start = text.indexOf("{@", at)) {
            int end = closing(text, start);
            plain.append(text, at, start)
                    .append('`')
                    .append(code(text.substring(start + 2, end)))
                    .append('`');
            at = Math.min(end + 1, text.length());
        }
        return entities(plain.append(text.substring(at)).toString()).strip().replaceAll("\\s+", " ");
    }

    /** The brace that closes the one here. */
    private static int closing(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String code(String tag) {
        Matcher link = LINK.matcher(tag);
        if (link.matches()) {
            return link.group(2) == null ? link.group(1) : link.group(2);
        }
        return tag.replaceFirst("^\\w+\\s+", "");
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
