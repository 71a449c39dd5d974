package groovyinfra.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that may have come from a host, made harmless: without sequences and characters by which it could steer a terminal or
 * look like something that it is not.
 */
final class Harmless {
    /** Operating system commands, device control strings and the like, up to their end; then CSI; then shorter ones. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\\\|\u009c)?"
                    + "|(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?"
                    + "|\u001b[ -/]*[0-~]?");

    private static final Pattern LINE_END = Pattern.compile("\r\n?|[\u0085\u2028\u2029]");

    /** C0 but tab and newline, DEL, C1, and marks that reorder what is displayed. */
    private static final Pattern CONTROL =
            Pattern.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    private static final Pattern SHOWN = Pattern.compile(CONTROL.pattern() + "|[\u2028\u2029]");

    private Harmless() {}

    /** The text with its lines. */
    static String text(String text) {
        if (isPlain(text)) {
            return text;
        }
        String lines = LINE_END.matcher(text).replaceAll("\n");
        return CONTROL.matcher(SEQUENCE.matcher(lines).replaceAll("")).replaceAll("");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each >= 0x7f || each < ' ' && each != '\n' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The text with its lines, and in place of what is not harmless the escapes by which programs write it. */
    static String escaped(String text) {
        return isPlain(text)
                ? text
                : SHOWN.matcher(text).replaceAll(it -> Matcher.quoteReplacement(escape(it.group())));
    }

    private static String escape(String control) {
        return switch (control) {
            case "\r" -> "\\r";
            case "\u001b" -> "\\e";
            default -> String.format("\\u%04x", (int) control.charAt(0));
        };
    }

    /** The text in one line. */
    static String line(String text) {
        return text(text).replace('\n', ' ');
    }
}
