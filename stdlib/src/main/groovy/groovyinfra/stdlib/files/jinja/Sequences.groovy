package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic

/** Filters of lists and maps that do in Jinja what the engine's do in another way, or not at all. */
@CompileStatic
class Sequences {
    static final List<JinjaFilter> FILTERS = [
        JinjaFilter.of('sort', [reverse: false, case_sensitive: false, attribute: null]) { value, given ->
            ordered(Python.items(value), given.reverse) { key(it, given.attribute, given.case_sensitive) }
        },
        JinjaFilter.of('dictsort', [case_sensitive: false, by: 'key', reverse: false]) { value, given ->
            def place = ['key', 'value'].indexOf(given.by)
            if (place < 0) {
                throw Refusal.of("'dictsort' goes by 'key' or by 'value', not by '$given.by'")
            }
            ordered(pairs(value), given.reverse) { key(Python.items(it)[place], null, given.case_sensitive) }
        },
        JinjaFilter.of('items') { value, given -> pairs(value) },
        JinjaFilter.of('batch', [linecount: 1, fill_with: null]) { value, given ->
            def size = given.linecount as int
            Python.items(value).collate(size).collect { row ->
                given.fill_with == null ? row : row + Collections.nCopies(size - row.size(), given.fill_with)
            }
        },
        JinjaFilter.of('first') { value, given -> Python.items(value).with { it ? it.first() : null } },
        JinjaFilter.of('last') { value, given -> Python.items(value).with { it ? it.last() : null } },
        JinjaFilter.of('min', [case_sensitive: false, attribute: null]) { value, given ->
            least(value, given, 1)
        },
        JinjaFilter.of('max', [case_sensitive: false, attribute: null]) { value, given ->
            least(value, given, -1)
        },
        JinjaFilter.of('unique', [case_sensitive: false, attribute: null]) { value, given ->
            Python.items(value).unique(false) { key(it, given.attribute, given.case_sensitive) }
        },
        JinjaFilter.of('groupby', [attribute: null, default: null, case_sensitive: false]) { value, given ->
            def of = { Object item -> Python.attribute(item, given.attribute).with { it == null ? given.default : it } }
            ordered(Python.items(value), false) { key(of(it), null, given.case_sensitive) }
                    .groupBy { key(of(it), null, given.case_sensitive) }.values().collect { List<Object> items -> new Group(of(items.first()), items) }
        },
        JinjaFilter.of('join', [d: '', attribute: null]) { value, given ->
            Python.items(value).collect { Python.text(there(it, given.attribute)) }.join(Python.text(given.d))
        },
        JinjaFilter.of('sum', [attribute: null, start: 0]) { value, given ->
            Python.items(value).inject(given.start) { sum, item -> (Number) sum + (Number) there(item, given.attribute) }
        },
    ].asImmutable()

    private Sequences() {}

    private static List<Object> pairs(Object value) {
        if (value instanceof Map) {
            return ((Map<Object, Object>) value).entrySet().toList() as List<Object>
        }
        throw Refusal.of('a map is needed')
    }

    private static List<Object> ordered(List<Object> items, Object reverse, Closure<Object> key) {
        items.toSorted { Object one, Object other ->
            reverse ? Python.compare(key.call(other), key.call(one)) : Python.compare(key.call(one), key.call(other))
        }
    }

    private static Object least(Object value, Map<String, Object> given, int sign) {
        Python.items(value).with { items ->
            items ? items.inject { Object one, Object other ->
                def order = Python.compare(key(one, given.attribute, given.case_sensitive), key(other, given.attribute, given.case_sensitive))
                order * sign <= 0 ? one : other
            } : null
        }
    }

    /** What is compared: the item, or the attributes of it that have commas between them. */
    private static Object key(Object item, Object attributes, Object caseSensitive) {
        def keys = attributes == null ? [item] : attributes.toString().tokenize(',').collect { there(item, it) }
        def cased = keys.collect { it instanceof CharSequence && !caseSensitive ? it.toString().toLowerCase(Locale.ROOT) : it }
        cased.size() == 1 ? cased.first() : cased
    }

    private static Object there(Object item, Object attribute) {
        def value = attribute == null ? item : Python.attribute(item, attribute)
        if (value == null) {
            throw Refusal.of(attribute == null ? 'one of the items has no value' : "one of the items has no value for '$attribute'")
        }
        value
    }

    /** One of the groups of a list. */
    static final class Group {
        final Object grouper
        final List<Object> list

        Group(Object grouper, List<Object> list) {
            this.grouper = grouper
            this.list = list
        }

        @Override
        String toString() {
            Python.text(Map.entry(grouper, list))
        }
    }
}
