package groovyinfra.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that one host or group gives. A later source wins over an earlier one, and a name alone over a range of names;
 * otherwise a value is given once.
 */
final class Layer {
    private final String owner;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    private record Entry(Value value, int rank) {}

    /** For people: {@code host web-01}, {@code group eu}. */
    Layer(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /** A value; one of a lower rank never replaces one of a higher rank. */
    void add(Key key, Value value, int rank, Problems problems) {
        Entry before = entries.get(key);
        if (before == null || before.rank < rank) {
            entries.put(key, new Entry(value, rank));
        } else if (before.rank == rank && !before.value.same(value)) {
            problems.add(
                    value.at(),
                    "Value '" + key.shown() + "' is given twice",
                    owner + " has another one at " + before.value.at().shown(),
                    "keep one of the two");
        }
    }

    Optional<Value> get(Key key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Map<Key, Value> values() {
        Map<Key, Value> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }
}
