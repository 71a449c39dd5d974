package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic
import java.math.RoundingMode
import java.nio.charset.StandardCharsets

/** Filters of single values that give in Jinja what the engine's give in another way. */
@CompileStatic
class Formats {
    static final JinjaFilter DEFAULT = JinjaFilter.of('default', [default_value: '', boolean: false]) { value, given ->
        value == null || value == Absent.VALUE || (given.boolean && !Python.truth(value)) ? given.default_value : value
    }
    static final List<JinjaFilter> FILTERS = [
        DEFAULT,
        JinjaFilter.of('string') { value, given -> Python.text(value) },
        JinjaFilter.of('upper') { value, given -> Python.text(value).toUpperCase(Locale.ROOT) },
        JinjaFilter.of('lower') { value, given -> Python.text(value).toLowerCase(Locale.ROOT) },
        JinjaFilter.of('int', [default: 0, base: 10]) { value, given -> whole(value, given) },
        JinjaFilter.of('urlencode') { value, given -> encoded(value) },
        JinjaFilter.of('tojson', [indent: null]) { value, given -> Json.text(value, given.indent as Integer) },
        JinjaFilter.of('trim', [chars: null]) { value, given -> trimmed(Python.text(value), given.chars) },
        JinjaFilter.of('round', [precision: 0, method: 'common']) { value, given ->
            rounded((Number) value, given.precision as int, given.method)
        },
        JinjaFilter.of('indent', [width: 4, first: false, blank: false]) { value, given ->
            indented(Python.text(value), given)
        },
        JinjaFilter.of('truncate', [length: 255, killwords: false, end: '...', leeway: 5]) { value, given ->
            truncated(Python.text(value), given)
        },
        JinjaFilter.of('filesizeformat', [binary: false]) { value, given ->
            size(value as double, given.binary ? 1024 : 1000, given.binary ? 'iB' : 'B', given.binary ? 'KMGTPEZY' : 'kMGTPEZY')
        },
    ].asImmutable()

    private Formats() {}

    private static Object whole(Object value, Map<String, Object> given) {
        try {
            switch (value) {
                case Boolean: return value ? 1 : 0
                case Number: return ((Number) value).longValue()
            }
            def text = Python.text(value).strip().replace('_', '')
            return given.base == 10 && text.contains('.') ? new BigDecimal(text).longValue() : Long.parseLong(digits(text, given.base as int), given.base as int)
        } catch (NumberFormatException no) {
            return given.default
        }
    }

    private static String digits(String text, int base) {
        def mark = [2: '0b', 8: '0o', 16: '0x'][base]
        mark && text.toLowerCase(Locale.ROOT).startsWith(mark) ? text.substring(2) : text
    }

    private static String encoded(Object value) {
        if (value instanceof CharSequence || !(value instanceof Map || value instanceof Iterable)) {
            return quoted(value).replace('%2F', '/')
        }
        def pairs = value instanceof Map ? ((Map<Object, Object>) value).entrySet() : (Iterable<Object>) value
        pairs.collect { Python.items(it).collect { part -> quoted(part).replace('%20', '+') }.join('=') }.join('&')
    }

    private static String quoted(Object value) {
        URLEncoder.encode(Python.text(value), StandardCharsets.UTF_8).replace('+', '%20').replace('*', '%2A').replace('%7E', '~')
    }

    private static String trimmed(String text, Object letters) {
        if (letters == null) {
            return text.strip()
        }
        def outer = { String letter -> letters.toString().contains(letter) }
        def kept = text.toList().dropWhile(outer)
        kept.reverse().dropWhile(outer).reverse().join('')
    }

    private static Number rounded(Number value, int places, Object method) {
        def modes = [common: RoundingMode.HALF_EVEN, ceil: RoundingMode.CEILING, floor: RoundingMode.FLOOR]
        if (!modes.containsKey(method)) {
            throw Refusal.of("'round' goes by 'common', 'ceil' or 'floor', not by '$method'")
        }
        def whole = value instanceof Integer || value instanceof Long
        whole && method == 'common' ? value : new BigDecimal(value.doubleValue()).setScale(places, modes[method.toString()]).doubleValue()
    }

    private static String indented(String text, Map<String, Object> given) {
        def space = given.width instanceof Number ? ' '.repeat(given.width as int) : given.width.toString()
        text.split('\n', -1).toList().withIndex().collect { String line, int index ->
            (index == 0 ? given.first : line || given.blank) ? space + line : line
        }.join('\n')
    }

    private static String truncated(String text, Map<String, Object> given) {
        def length = given.length as int
        def end = Python.text(given.end)
        if (text.length() <= length + (given.leeway as int)) {
            return text
        }
        def kept = text.take(length - end.length())
        (given.killwords || !kept.contains(' ') ? kept : kept.substring(0, kept.lastIndexOf(' '))) + end
    }

    private static String size(double bytes, int base, String unit, String prefixes) {
        if (bytes < base) {
            return bytes == 1d ? '1 Byte' : "${bytes as long} Bytes"
        }
        def power = Math.min(prefixes.length(), (Math.log(bytes) / Math.log(base)) as int)
        String.format(Locale.ROOT, '%.1f %s%s', bytes / Math.pow(base, power), prefixes[power - 1], unit)
    }
}
