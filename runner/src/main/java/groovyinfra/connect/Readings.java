package groovyinfra.connect;

import groovyinfra.model.Fact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What facts make of what hosts say. Nobody can change a list or map in it; so what many hosts say in the same words, such as all
 * packages of a system, is read once and kept once for all of them.
 */
final class Readings {
    /** In characters: what is shorter is read again sooner than found. */
    private static final int LONG = 500;
    /** In characters: so much of what was said is remembered; of more, what nobody has said for the longest time is forgotten. */
    private static final int MOST = 4 << 20;

    private record Said(Fact<?> fact, String text) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Said, Object> known = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock
    private int remembered;

    /** The value of a fact whose command has printed this. */
    Object of(Fact<?> fact, String text) {
        if (text.length() < LONG) {
            return read(fact, text);
        }
        Said said = new Said(fact, text);
        Object before = before(said);
        return before == null ? remember(said, read(fact, text)) : before;
    }

    private Object before(Said said) {
        lock.lock();
        try {
            return known.get(said);
        } finally {
            lock.unlock();
        }
    }

    /** The value, or that of another host that was faster. */
    private Object remember(Said said, Object value) {
        lock.lock();
        try {
            Object before = value == null ? null : known.putIfAbsent(said, value);
            if (value == null || before != null) {
                return before;
            }
            remembered += said.text.length();
            var eldest = known.keySet().iterator();
            while (remembered > MOST) {
                remembered -= eldest.next().text.length();
                eldest.remove();
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    private static Object read(Fact<?> fact, String text) {
        return frozen(fact.parse(lines(text)));
    }

    /** A value whose lists and maps cannot be changed, as far as they are Java's own. */
    static Object frozen(Object value) {
        if (value == null || !value.getClass().getPackageName().equals("java.util")) {
            return value;
        }
        return switch (value) {
            case NavigableMap<?, ?> map -> sorted(map);
            case Map<?, ?> map -> plain(map);
            case NavigableSet<?> set -> Collections.unmodifiableNavigableSet(new TreeSet<>(set));
            case Set<?> set -> Collections.unmodifiableSet(new LinkedHashSet<>(set));
            case List<?> list -> list.stream().map(Readings::frozen).toList();
            default -> value;
        };
    }

    private static <K> Map<K, Object> sorted(NavigableMap<K, ?> map) {
        NavigableMap<K, Object> copy = new TreeMap<>(map.comparator());
        map.forEach((key, each) -> copy.put(key, frozen(each)));
        return Collections.unmodifiableNavigableMap(copy);
    }

    private static <K> Map<K, Object> plain(Map<K, ?> map) {
        Map<K, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, each) -> copy.put(key, frozen(each)));
        return Collections.unmodifiableMap(copy);
    }

    /** Without line ends; a last line without one counts. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(whole.split("\n", -1));
    }
}
