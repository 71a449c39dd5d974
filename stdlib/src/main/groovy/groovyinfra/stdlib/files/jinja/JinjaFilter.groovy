package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.filter.AdvancedFilter
import groovy.transform.CompileStatic

/** A filter whose arguments may have names. */
@CompileStatic
class JinjaFilter implements AdvancedFilter {
    final String name
    private final Map<String, Object> defaults
    private final Body body

    private JinjaFilter(String name, Map<String, Object> defaults, Body body) {
        this.name = name
        this.defaults = defaults
        this.body = body
    }

    /** A filter of a value and of its arguments by name. */
    static JinjaFilter of(String name, Map<String, ?> defaults = [:], Body body) {
        new JinjaFilter(name, new LinkedHashMap<String, Object>(defaults).asImmutable(), body)
    }

    /** The same with another name. */
    JinjaFilter named(String other) {
        new JinjaFilter(other, defaults, body)
    }

    @Override
    Object filter(Object value, JinjavaInterpreter interpreter, Object[] places, Map<String, Object> names) {
        def given = new LinkedHashMap<String, Object>(defaults)
        def parameters = defaults.keySet().toList()
        if (places.length > parameters.size()) {
            throw Refusal.of("the filter '$name' takes ${parameters ? parameters.join(', ') : 'no arguments'}")
        }
        places.eachWithIndex { argument, index -> given[parameters[index]] = argument }
        names.each { parameter, argument ->
            ByName.known(name, parameters, parameter)
            given[parameter] = argument
        }
        body.of(value, given)
    }

    /** What a filter makes of a value. */
    @FunctionalInterface
    static interface Body {
        /** Of a value and of all arguments. */
        Object of(Object value, Map<String, Object> given)
    }
}
