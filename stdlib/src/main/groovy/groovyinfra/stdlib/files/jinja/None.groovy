package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.exptest.IsNoneExpTest
import com.hubspot.jinjava.util.HasObjectTruthValue
import groovy.transform.CompileStatic
import jinjava.javax.el.ELContext
import jinjava.javax.el.MapELResolver

/** A value that is there and null: by itself, the engine takes null for a name that is not defined. */
@CompileStatic
enum None implements HasObjectTruthValue {
    VALUE

    /** The value; this one where it is null. */
    static Object of(Object value) {
        value == null ? VALUE : value
    }

    @Override
    boolean getObjectTruthValue() {
        false
    }

    @Override
    String toString() {
        'None'
    }

    /** Finds it in maps and lists, and leaves all else to others. */
    static final class Resolver extends MapELResolver {
        @Override
        Object getValue(ELContext context, Object base, Object property) {
            if (!(base instanceof Map ? within((Map) base, property) : base instanceof List && within((List) base, property))) {
                return null
            }
            context.propertyResolved = true
            VALUE
        }

        private static boolean within(Map<?, ?> map, Object key) {
            map.containsKey(key) && map.get(key) == null
        }

        private static boolean within(List<?> list, Object index) {
            def place = index.toString()
            place.isInteger() && place.toInteger() in list.indices && list.get(place.toInteger()) == null
        }
    }

    /** The test <code>is none</code>. */
    static final class Test extends IsNoneExpTest {
        @Override
        boolean evaluate(Object value, JinjavaInterpreter interpreter, Object... arguments) {
            value == null || value == VALUE
        }
    }
}
