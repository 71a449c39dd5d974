package groovyinfra.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that one host or group gives. A later source wins over an earlier one, and a name alone over a range of names;
 * otherwise a value is given once.
 */
final class Layer {
    private final String owner;
    private final Map<Key, List<Entry>> entries = new LinkedHashMap<>();

    private record Entry(Value value, int rank) {}

    /** For people: {@code host web-01}, {@code group eu}. */
    Layer(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /** A value; one of a lower rank never counts more than one of a higher rank. */
    void add(Key key, Value value, int rank, Problems problems) {
        List<Entry> all = entries.computeIfAbsent(key, it -> new ArrayList<>());
        Optional<Entry> equal = all.stream().filter(entry -> entry.rank == rank).findFirst();
        if (equal.isEmpty()) {
            all.add(new Entry(value, rank));
            all.sort(Comparator.comparingInt(entry -> -entry.rank));
        } else if (!equal.get().value.same(value)) {
            problems.add(
                    value.at(),
                    "Value '" + key.shown() + "' is given twice",
                    owner + " has another one at " + equal.get().value.at().shown(),
                    "keep one of the two");
        }
    }

    /** The value that counts. */
    Optional<Value> get(Key key) {
        return all(key).stream().findFirst();
    }

    /** All values, the one that counts first. */
    List<Value> all(Key key) {
        return entries.getOrDefault(key, List.of()).stream().map(Entry::value).toList();
    }

    Set<Key> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }
}
