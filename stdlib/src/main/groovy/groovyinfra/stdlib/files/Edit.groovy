package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import java.util.regex.Pattern

/** Changes to the lines of a text file, each from lines to lines; equal lines mean that nothing is to be done. */
@CompileStatic
class Edit {
    private static final String WINDOWS = '\r\n'

    /** What ends the lines of a text: those of Windows only where all do so. */
    static String end(String text) {
        text.contains(WINDOWS) && text.count(WINDOWS) == text.count('\n') ? WINDOWS : '\n'
    }

    /** The lines of a text; a last line without an end counts. */
    static List<String> lines(String text) {
        def lines = Arrays.asList(text.split(end(text), -1))
        lines.last().empty ? lines.subList(0, lines.size() - 1) : lines
    }

    /** The text of lines, each with an end. */
    static String text(List<String> lines, String end = '\n') {
        def text = new StringBuilder()
        for (line in lines) {
            text.append(line).append(end)
        }
        text.toString()
    }

    /** With the line in the place of the last one that matches; where none matches and it is not there, as a new one. */
    static List<String> with(List<String> lines, String line, Pattern match, Pattern after, Pattern before) {
        def found = last(lines, match)
        if (found >= 0) {
            return replaced(lines, found, found + 1, [line])
        }
        lines.contains(line) ? lines : inserted(lines, [line], after, before)
    }

    /** Without the line, or without all that match. */
    static List<String> without(List<String> lines, String line, Pattern match) {
        lines.findAll { match ? !match.matcher(it).find() : it != line }
    }

    /** With the block between its two markers, in its old place if it has one. */
    static List<String> withBlock(List<String> lines, List<String> block, List<String> marks, Pattern after, Pattern before) {
        List<String> whole = new ArrayList<>(block.size() + 2)
        whole.add(marks[0])
        whole.addAll(block)
        whole.add(marks[1])
        def begin = lines.indexOf(marks[0])
        begin < 0 ? inserted(lines, whole, after, before) : replaced(lines, begin, end(lines, marks) + 1, whole)
    }

    /** Without the block and its markers. */
    static List<String> withoutBlock(List<String> lines, List<String> marks) {
        def begin = lines.indexOf(marks[0])
        begin < 0 ? lines : replaced(lines, begin, end(lines, marks) + 1, [])
    }

    /** Whether the marker of the beginning is there and that of the end is not. */
    static boolean broken(List<String> lines, List<String> marks) {
        lines.contains(marks[0]) && end(lines, marks) < 0
    }

    private static int end(List<String> lines, List<String> marks) {
        def behind = lines.indexOf(marks[0]) + 1
        def found = lines.subList(behind, lines.size()).indexOf(marks[1])
        found < 0 ? -1 : behind + found
    }

    private static List<String> inserted(List<String> lines, List<String> news, Pattern after, Pattern before) {
        def behind = last(lines, after) + 1
        def ahead = behind > 0 ? -1 : first(lines, before)
        def place = behind > 0 ? behind : ahead >= 0 ? ahead : lines.size()
        replaced(lines, place, place, news)
    }

    private static List<String> replaced(List<String> lines, int from, int to, List<String> news) {
        List<String> all = new ArrayList<>(lines.subList(0, from))
        all.addAll(news)
        all.addAll(lines.subList(to, lines.size()))
        all
    }

    private static int first(List<String> lines, Pattern pattern) {
        for (int i = 0; pattern !== null && i < lines.size(); i++) {
            if (pattern.matcher(lines[i]).find()) {
                return i
            }
        }
        -1
    }

    private static int last(List<String> lines, Pattern pattern) {
        for (int i = pattern === null ? -1 : lines.size() - 1; i >= 0; i--) {
            if (pattern.matcher(lines[i]).find()) {
                return i
            }
        }
        -1
    }
}
