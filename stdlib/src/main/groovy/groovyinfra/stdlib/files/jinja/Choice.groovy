package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.filter.AdvancedFilter
import groovy.transform.CompileStatic

/** The filters <code>selectattr</code> and <code>rejectattr</code>: the items by a test of an attribute, which may be a part of a pair. */
@CompileStatic
class Choice implements AdvancedFilter {
    final String name
    private final boolean wanted

    /** Takes the items for which the test gives this. */
    Choice(String name, boolean wanted) {
        this.name = name
        this.wanted = wanted
    }

    @Override
    Object filter(Object value, JinjavaInterpreter interpreter, Object[] places, Map<String, Object> names) {
        names.keySet().each { ByName.known(name, [], it) }
        if (!places) {
            throw Refusal.of("'$name' takes the name of an attribute, and of a test")
        }
        def test = places.length > 1 ? interpreter.context.getExpTest(places[1].toString()) : null
        if (places.length > 1 && !test) {
            throw Refusal.of("'${places[1]}' is no test")
        }
        Python.items(value).findAll { item ->
            def part = Python.attribute(item, places[0])
            (test ? test.evaluate(part, interpreter, places.drop(2)) : Python.truth(part)) == wanted
        }
    }
}
