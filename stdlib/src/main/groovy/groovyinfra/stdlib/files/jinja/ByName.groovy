package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.doc.annotations.JinjavaDoc
import com.hubspot.jinjava.doc.annotations.JinjavaParam
import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.filter.AdvancedFilter
import com.hubspot.jinjava.lib.filter.Filter
import groovy.transform.CompileStatic

/** A filter of the engine that knows its arguments by place only, and would take those with names in the order in which they come. */
@CompileStatic
class ByName implements AdvancedFilter {
    private final Filter filter

    ByName(Filter filter) {
        this.filter = filter
    }

    @Override
    String getName() {
        filter.name
    }

    @Override
    Object filter(Object value, JinjavaInterpreter interpreter, Object[] places, Map<String, Object> names) {
        if (!names) {
            return filter.filter(value, interpreter, places, names)
        }
        def parameters = (filter.class.getAnnotation(JinjavaDoc)?.params() ?: new JinjavaParam[0]) as List<JinjavaParam>
        names.keySet().each { known(name, parameters*.value(), it) }
        def last = parameters.findLastIndexOf { names.containsKey(it.value()) }
        def all = parameters.take(Math.max(places.length, last + 1)).withIndex().collect { JinjavaParam parameter, int index ->
            names.getOrDefault(parameter.value(), index < places.length ? places[index] : parameter.defaultValue())
        }
        filter.filter(value, interpreter, all as Object[], [:])
    }

    static void known(String filter, List<String> parameters, String name) {
        if (!parameters.contains(name)) {
            throw Refusal.of("the filter '$filter' knows no '$name'${parameters ? ", only ${parameters.join(', ')}" : ''}")
        }
    }
}
