package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.util.ObjectTruthValue
import groovy.transform.CompileStatic

/** Values as Python shows, compares and goes through them. */
@CompileStatic
class Python {
    private Python() {}

    /** As <code>str()</code>. */
    static String text(Object value) {
        switch (value) {
            case null: return 'None'
            case Boolean: return value ? 'True' : 'False'
            case Double:
            case Float: return decimal(value as double)
            case Map.Entry: return tuple((Map.Entry) value)
            case Map: return ((Map<Object, Object>) value).collect { key, held -> "${shown(key)}: ${shown(held)}" }.join(', ').with { "{$it}".toString() }
            case Object[]: return text(items(value))
            case Collection: return "[${((Collection<Object>) value).collect { shown(it) }.join(', ')}]".toString()
            default: return value.toString()
        }
    }

    /** What is gone through: items, keys, letters, both parts of a pair. */
    static List<Object> items(Object value) {
        switch (value) {
            case Map: return ((Map<Object, Object>) value).keySet().toList()
            case CharSequence: return value.toString().codePoints().toArray().collect { int it -> (Object) Character.toString(it) }
            case Map.Entry: return [((Map.Entry) value).key, ((Map.Entry) value).value]
            case Iterable: return ((Iterable<Object>) value).toList()
            case Iterator: return ((Iterator<Object>) value).toList()
            case Object[]: return ((Object[]) value).toList()
            default: throw Refusal.of("${shown(value)} is nothing to go through")
        }
    }

    /** A value inside of others: <code>a.b</code>, <code>0.name</code>; null where there is none. */
    static Object attribute(Object value, Object path) {
        path.toString().tokenize('.').inject(value) { Object inner, String name ->
            if (inner instanceof Map.Entry || (inner instanceof List && name.isInteger())) {
                def parts = items(inner)
                return name.toInteger() in parts.indices ? None.of(parts[name.toInteger()]) : null
            }
            None.of(inner) == None.VALUE ? null : JinjavaInterpreter.current.resolveProperty(inner, name)
        }
    }

    static boolean truth(Object value) {
        value instanceof CharSequence ? value.length() > 0 : ObjectTruthValue.evaluate(value)
    }

    static boolean equal(Object left, Object right) {
        def (one, other) = [None.of(left), None.of(right)]
        if (numeric(one) && numeric(other)) {
            return compare(one, other) == 0
        }
        if (one instanceof List && other instanceof List) {
            return one.size() == other.size() && one.indices.every { int index -> equal(one[index], other[index]) }
        }
        if (one instanceof Map && other instanceof Map) {
            return one.keySet() == other.keySet() && one.every { key, held -> equal(held, other[key]) }
        }
        one instanceof CharSequence && other instanceof CharSequence ? one.toString() == other.toString() : Objects.equals(one, other)
    }

    /** Which one comes first. */
    static int compare(Object one, Object other) {
        if (numeric(one) && numeric(other)) {
            return number(one) <=> number(other)
        }
        if (one instanceof CharSequence && other instanceof CharSequence) {
            return one.toString() <=> other.toString()
        }
        if (several(one) && several(other)) {
            return compare(items(one), items(other))
        }
        throw Refusal.of("${shown(one)} and ${shown(other)} have no order")
    }

    private static int compare(List<Object> one, List<Object> other) {
        for (int index = 0; index < Math.min(one.size(), other.size()); index++) {
            def order = compare(one[index], other[index])
            if (order != 0) {
                return order
            }
        }
        one.size() <=> other.size()
    }

    private static boolean numeric(Object value) {
        value instanceof Number || value instanceof Boolean
    }

    private static BigDecimal number(Object value) {
        value instanceof Boolean ? (value ? 1.0G : 0.0G) : value instanceof BigDecimal ? value : new BigDecimal(value.toString())
    }

    private static boolean several(Object value) {
        value instanceof Map.Entry || value instanceof List
    }

    private static String shown(Object value) {
        if (!(value instanceof CharSequence)) {
            return text(value)
        }
        def text = value.toString().replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '\\r').replace('\t', '\\t')
        text.contains("'") && !text.contains('"') ? "\"$text\"" : "'${text.replace("'", "\\'")}'"
    }

    private static String tuple(Map.Entry pair) {
        "(${shown(pair.key)}, ${shown(pair.value)})"
    }

    private static String decimal(double value) {
        def size = Math.abs(value)
        size < 1e16d && (size >= 1e-4d || size == 0d) ? plain(new BigDecimal(Double.toString(value))) : Double.toString(value)
    }

    private static String plain(BigDecimal value) {
        (value.scale() < 1 ? value.setScale(1) : value).toPlainString()
    }
}
