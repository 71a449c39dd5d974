package groovyinfra.run;

import groovyinfra.model.Area;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parts of a host that were touched, one call after another, arranged so that asking for one costs no look at all the others.
 * Overlaps are those of {@link Area#overlaps}.
 */
final class Touched {
    private final Map<String, Integer> names = new HashMap<>();
    private final NavigableMap<String, Integer> trees = new TreeMap<>();
    private final NavigableMap<String, Integer> entries = new TreeMap<>();
    private int everything;
    private int latest;
    /** The last call that touched a whole tree: where something later is known already, no tree is looked up. */
    private int latestTree;

    /** A call has touched these. */
    void add(Set<Area> areas) {
        if (areas.isEmpty()) {
            return;
        }
        latest++;
        for (Area area : areas) {
            switch (area) {
                case Area.All all -> everything = latest;
                case Area.Named(String name) -> names.put(name, latest);
                case Area.Tree(String path) -> {
                    trees.put(path, latest);
                    latestTree = latest;
                }
                case Area.Entry(String path) -> entries.put(path, latest);
            }
        }
    }

    /** How many calls have touched something so far. */
    int latest() {
        return latest;
    }

    /** Which call was the last to touch something that overlaps one of these, counted from 1; 0 where none has. */
    int latest(Set<Area> areas) {
        int last = everything;
        if (last < latest) {
            for (Area area : areas) {
                last = Math.max(last, latest(area, last));
            }
        }
        return last;
    }

    private int latest(Area area, int known) {
        return switch (area) {
            case Area.All all -> latest;
            case Area.Named(String name) -> names.getOrDefault(name, 0);
            case Area.Tree(String path) ->
                Math.max(treesAround(path), Math.max(inside(path, trees), inside(path, entries)));
            case Area.Entry(String path) ->
                Math.max(known < latestTree ? treesAround(path) : 0, entries.getOrDefault(path, 0));
        };
    }

    private int treesAround(String path) {
        int last = path.startsWith("/") ? trees.getOrDefault("/", 0) : 0;
        for (int end = path.length(); !trees.isEmpty() && end > 0; end = path.lastIndexOf('/', end - 1)) {
            String around = path.substring(0, end);
            last = Math.max(last, Math.max(trees.getOrDefault(around, 0), trees.getOrDefault(around + "/", 0)));
        }
        return last;
    }

    private static int inside(String path, NavigableMap<String, Integer> paths) {
        String folder = path.endsWith("/") ? path : path + "/";
        int last = paths.getOrDefault(path, 0);
        // "0" is the character after "/": what lies in a folder stands between the two.
        for (int each : paths.subMap(folder, folder.substring(0, folder.length() - 1) + "0")
                .values()) {
            last = Math.max(last, each);
        }
        return last;
    }
}
