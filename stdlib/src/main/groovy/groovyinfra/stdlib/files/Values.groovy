package groovyinfra.stdlib.files

import com.hubspot.jinjava.interpret.LazyExpression
import groovy.transform.CompileStatic
import groovyinfra.author.DeployHost
import groovyinfra.model.Secret
import java.util.function.Supplier

/** Values on their way into a template; remembers whether one that was used is a secret. Of one rendering. */
@CompileStatic
class Values {
    private boolean revealed

    /** Whether a secret was used. */
    boolean isHidden() {
        revealed
    }

    /** The names that a template sees. */
    Map<String, Object> bindings(Map<String, Object> values) {
        values.collectEntries(new LinkedHashMap<String, Object>()) { name, value ->
            [name, value instanceof Secret ? LazyExpression.of({ of(value) } as Supplier<Object>, Secret.MASK) : of(value)]
        }
    }

    private Object of(Object value) {
        switch (value) {
            case Secret:
                revealed = true
                return ((Secret) value).reveal()
            case Map: return new Entries((Map<Object, Object>) value)
            case Collection: return new Items(((Collection<Object>) value).toList())
            case DeployHost: return new Machine((DeployHost) value)
            case null:
            case Number:
            case Boolean: return value
            default: return value.toString()
        }
    }

    /** A host; as text, its name. */
    final class Machine {
        private final DeployHost host

        Machine(DeployHost host) {
            this.host = host
        }

        String getName() {
            host.name
        }

        String getAddress() {
            host.address
        }

        Object getGroups() {
            of(host.groups)
        }

        boolean inGroup(String group) {
            host.inGroup(group)
        }

        Object getData() {
            of(host.data)
        }

        @Override
        boolean equals(Object other) {
            other instanceof Machine && host == ((Machine) other).host
        }

        @Override
        int hashCode() {
            host.hashCode()
        }

        @Override
        String toString() {
            host.name
        }
    }

    private final class Entries extends AbstractMap<Object, Object> {
        private final Map<Object, Object> source

        Entries(Map<Object, Object> source) {
            this.source = source
        }

        @Override
        boolean containsKey(Object key) {
            source.containsKey(key)
        }

        @Override
        Object get(Object key) {
            source.containsKey(key) ? of(source.get(key)) : null
        }

        @Override
        Set<Map.Entry<Object, Object>> entrySet() {
            def entries = source.keySet().toList()
            new AbstractSet<Map.Entry<Object, Object>>() {
                @Override
                Iterator<Map.Entry<Object, Object>> iterator() {
                    entries.collect { (Map.Entry<Object, Object>) new Item(it) }.iterator()
                }

                @Override
                int size() {
                    entries.size()
                }
            }
        }

        /** A secret that nobody looks at is not used. */
        private final class Item extends AbstractMap.SimpleEntry<Object, Object> {
            Item(Object key) {
                super(key, null)
            }

            @Override
            Object getValue() {
                Entries.this.get(key)
            }
        }
    }

    private final class Items extends AbstractList<Object> {
        private final List<Object> source

        Items(List<Object> source) {
            this.source = source
        }

        @Override
        Object get(int index) {
            of(source[index])
        }

        @Override
        int size() {
            source.size()
        }
    }
}
