package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic
import java.util.regex.Pattern

/** The text of an expression. */
@CompileStatic
class Phrase {
    /** A string, an opening or a closing brace, a word, or any other letter. */
    private static final Pattern PART = ~/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[(\[{]|[)\]}]|\w+|./

    private Phrase() {}

    /** What stands between these words or marks, braces and strings apart. */
    static List<String> split(String text, String mark) {
        def result = ['']
        def depth = 0
        text.replace('\n', ' ').findAll(PART).each { part ->
            depth += part in ['(', '[', '{'] ? 1 : part in [')', ']', '}'] ? -1 : 0
            if (depth == 0 && part == mark) {
                result << ''
            } else {
                result[-1] += part
            }
        }
        result*.trim()
    }
}
