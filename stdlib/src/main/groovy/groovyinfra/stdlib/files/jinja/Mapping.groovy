package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.filter.AdvancedFilter
import groovy.transform.CompileStatic

/** The filter <code>map</code>: of each item what another filter makes of it, or an attribute. */
@CompileStatic
class Mapping implements AdvancedFilter {
    final String name = 'map'

    @Override
    Object filter(Object value, JinjavaInterpreter interpreter, Object[] places, Map<String, Object> names) {
        if (names.containsKey('attribute')) {
            names.keySet().each { ByName.known(name, ['attribute', 'default'], it) }
            return Python.items(value).collect { Python.attribute(it, names.attribute).with { it == null ? names.default : it } }
        }
        def filter = places ? interpreter.context.getFilter(places[0].toString()) : null
        if (!filter) {
            throw Refusal.of("'map' takes the name of a filter, or attribute='name'")
        }
        Python.items(value).collect { filter.filter(it, interpreter, places.drop(1), names) }
    }
}
