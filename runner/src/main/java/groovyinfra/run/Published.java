package groovyinfra.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that hosts have published, and who waits for which. Guarded by the conductor's lock. */
final class Published {
    /** A value by its host and name. */
    record Key(String host, String name) {
        @Override
        public String toString() {
            return "'" + name + "' of " + host;
        }
    }

    private final Map<Key, Object> values = new HashMap<>();
    private final Map<Key, Set<Integer>> waiters = new HashMap<>();

    Optional<Object> value(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Keeps the value, and gives the hosts that waited for it. */
    Set<Integer> put(Key key, Object value) {
        values.put(key, value);
        Set<Integer> waiting = waiters.remove(key);
        return waiting == null ? Set.of() : waiting;
    }

    void await(Key key, int host) {
        waiters.computeIfAbsent(key, unknown -> new HashSet<>()).add(host);
    }

    /** What the host waits for. */
    Optional<Key> awaitedBy(int host) {
        return waiters.entrySet().stream()
                .filter(entry -> entry.getValue().contains(host))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Ends the wait of all who wait for a host that will publish no more. */
    Set<Integer> abandon(String host) {
        Set<Integer> waiting = new HashSet<>();
        waiters.keySet().stream()
                .filter(key -> key.host.equals(host))
                .toList()
                .forEach(key -> waiting.addAll(waiters.remove(key)));
        return waiting;
    }

    void giveUp(int host) {
        waiters.values().forEach(hosts -> hosts.remove(host));
    }
}
