package groovyinfra.model;

import java.util.List;
import java.util.Map;

/**
 * A machine that deploy files are evaluated for.
 *
 * @param name unique in the inventory
 * @param address host name or IP address to connect to; the name where nothing else is given
 * @param connector such as {@code ssh}, {@code local}, {@code demo}
 * @param settings of the connection, as the inventory's {@code ssh:} or the command line gave them: user, port, key ...
 * @param data from the inventory, after precedence; strings, numbers, booleans, lists, maps, {@link Secret}s
 * @param groups all of them, nearest first, ending with {@code all}
 * @param options for every call on this host
 */
public record Host(
        String name,
        String address,
        String connector,
        Map<String, Object> settings,
        Map<String, Object> data,
        List<String> groups,
        Options options) {

    /** Whether the host belongs to the group, directly or through another one. */
    public boolean inGroup(String group) {
        return groups.contains(group);
    }

    @Override
    public String toString() {
        return name;
    }
}
