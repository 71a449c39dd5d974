package groovyinfra.author;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Data of a host, as scripts read it: strict, so that a key which is not there is an error that names the nearest one. What may
 * be missing is read by {@link #get(Object, Object)}.
 */
public final class Data extends AbstractMap<String, Object> {
    private final String host;
    private final String place;
    private final Map<String, Object> values;

    private Data(String host, String place, Map<?, ?> given) {
        this.host = host;
        this.place = place;
        Map<String, Object> all = new LinkedHashMap<>();
        given.forEach((key, value) -> all.put(String.valueOf(key), inner(host, place + "." + key, value)));
        this.values = Collections.unmodifiableMap(all);
    }

    /** The data of a host. */
    static Data of(String host, Map<String, Object> data) {
        return new Data(host, "data", data);
    }

    private static Object inner(String host, String place, Object value) {
        return switch (value) {
            case Map<?, ?> map -> new Data(host, place, map);
            case List<?> list -> items(host, place, list);
            case null, default -> value;
        };
    }

    private static DataList items(String host, String place, List<?> list) {
        List<Object> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            items.add(inner(host, place + "[" + i + "]", list.get(i)));
        }
        return new DataList(host, place, items);
    }

    /** Lists are handed out as copies: a script that sorts one in place changes nothing that others read. */
    private static Object copied(Object value) {
        return value instanceof DataList list ? list.copied(Data::copied) : value;
    }

    /** The value of a key that must be there. */
    @Override
    public Object get(Object key) {
        String name = String.valueOf(key);
        if (!values.containsKey(name)) {
            throw missing(name);
        }
        return copied(values.get(name));
    }

    /** The value, or the other one where the key is not there. */
    public Object get(Object key, Object otherwise) {
        return getOrDefault(key, otherwise);
    }

    @Override
    public Object getOrDefault(Object key, Object otherwise) {
        return copied(values.getOrDefault(String.valueOf(key), otherwise));
    }

    @Override
    public boolean containsKey(Object key) {
        return values.containsKey(String.valueOf(key));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public Object put(String key, Object value) {
        throw readOnly(
                host, place + "." + key + " cannot be set", "Keep the value in a variable: def " + key + " = ..");
    }

    /** What other statements read, too, is not changed. */
    static ProblemException readOnly(String host, String what, String attempt) {
        return new ProblemException(new Problem(
                "Data is read-only",
                Problem.Where.host(host),
                "host." + what + ": other statements read the inventory, too",
                attempt));
    }

    private ProblemException missing(String key) {
        String found = values.isEmpty() ? "it has no keys" : "it has " + String.join(", ", values.keySet());
        String optional = "Add '" + key + "' to the inventory, or read it by .get('" + key + "', ..)";
        String attempt = Suggestion.nearest(key, values.keySet())
                .map(it -> "Did you mean '" + it + "'? What may be missing is read by .get('" + key + "', ..)")
                .orElse(optional);
        String detail = "host." + place + " of " + host + " has no key '" + key + "'; " + found;
        return new ProblemException(new Problem("Data key is missing", Problem.Where.host(host), detail, attempt));
    }
}
