package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import java.util.regex.Pattern

/** Changes to the lines of a text file, each from lines to lines; equal lines mean that nothing is to be done. */
@CompileStatic
class Edit {

    /** The lines of a text; a last line without an end counts. */
    static List<String> lines(String text) {
        def lines = text.split('\n', -1).toList()
        lines.last().empty ? lines.init() : lines
    }

    /** The text of lines, each with an end. */
    static String text(List<String> lines) {
        lines.collect { "$it\n" }.join('')
    }

    /** With the line in the place of the last one that matches; where none matches and it is not there, as a new one. */
    static List<String> with(List<String> lines, String line, Pattern match, Pattern after, Pattern before) {
        def found = match ? lines.findLastIndexOf { match.matcher(it).find() } : -1
        if (found >= 0) {
            return lines.take(found) + line + lines.drop(found + 1)
        }
        line in lines ? lines : inserted(lines, [line], after, before)
    }

    /** Without the line, or without all that match. */
    static List<String> without(List<String> lines, String line, Pattern match) {
        lines.findAll { match ? !match.matcher(it).find() : it != line }
    }

    /** With the block between its two markers, in its old place if it has one. */
    static List<String> withBlock(List<String> lines, List<String> block, List<String> marks, Pattern after, Pattern before) {
        def (begin, end) = [lines.indexOf(marks[0]), end(lines, marks)]
        def whole = [marks[0]] + block + [marks[1]]
        begin < 0 ? inserted(lines, whole, after, before) : lines.take(begin) + whole + lines.drop(end + 1)
    }

    /** Without the block and its markers. */
    static List<String> withoutBlock(List<String> lines, List<String> marks) {
        def begin = lines.indexOf(marks[0])
        begin < 0 ? lines : lines.take(begin) + lines.drop(end(lines, marks) + 1)
    }

    /** Whether the marker of the beginning is there and that of the end is not. */
    static boolean broken(List<String> lines, List<String> marks) {
        marks[0] in lines && end(lines, marks) < 0
    }

    private static int end(List<String> lines, List<String> marks) {
        def begin = lines.indexOf(marks[0])
        lines.findIndexOf(begin + 1) { it == marks[1] }
    }

    private static List<String> inserted(List<String> lines, List<String> news, Pattern after, Pattern before) {
        def behind = after ? lines.findLastIndexOf { after.matcher(it).find() } + 1 : 0
        def ahead = before ? lines.findIndexOf { before.matcher(it).find() } : -1
        def place = behind > 0 ? behind : ahead >= 0 ? ahead : lines.size()
        lines.take(place) + news + lines.drop(place)
    }
}
