package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic

/** JSON as Jinja writes it: sorted, in ASCII, and safe inside of HTML. */
@CompileStatic
class Json {
    private Json() {}

    /** On one line, or with this indent on several ones. */
    static String text(Object value, Integer indent) {
        text(value, indent, '\n')
    }

    private static String text(Object value, Integer indent, String lineEnd) {
        def inner = lineEnd + (indent == null ? '' : ' '.repeat(indent))
        switch (value) {
            case null:
            case None: return 'null'
            case Boolean: return value.toString()
            case Number: return Python.text(value)
            case Map:
                def parts = ((Map<Object, Object>) value).keySet().toSorted { it.toString() }
                        .collect { "${quoted(it.toString())}: ${text(((Map<Object, Object>) value)[it], indent, inner)}".toString() }
                return braced('{', parts, '}', indent, lineEnd, inner)
            case Collection:
                return braced('[', ((Collection<Object>) value).collect { text(it, indent, inner) }, ']', indent, lineEnd, inner)
            default: return quoted(value.toString())
        }
    }

    private static String braced(String open, List<String> parts, String close, Integer indent, String lineEnd, String inner) {
        indent == null || !parts ? open + parts.join(', ') + close : open + inner + parts.join(',' + inner) + lineEnd + close
    }

    private static String quoted(String text) {
        def result = new StringBuilder('"')
        text.chars().forEach { int letter -> result << escaped(letter as char) }
        result.append('"')
    }

    private static String escaped(char letter) {
        switch (letter) {
            case '"': return '\\"'
            case '\\': return '\\\\'
            case '\n': return '\\n'
            case '\r': return '\\r'
            case '\t': return '\\t'
            case '\b': return '\\b'
            case '\f': return '\\f'
        }
        letter < 32 || letter > 126 || "<>&'".indexOf((int) letter) >= 0 ? String.format('\\u%04x', (int) letter) : letter.toString()
    }
}
