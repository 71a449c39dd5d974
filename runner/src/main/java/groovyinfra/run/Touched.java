package groovyinfra.run;

import groovyinfra.model.Area;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a host that calls of a plan would touch, arranged so that asking for one costs no look at all the others. Gives the
 * same answer as {@link Area#overlaps} for each of them.
 */
final class Touched {
    private boolean everything;
    private final Set<String> names = new HashSet<>();
    private final NavigableSet<String> trees = new TreeSet<>();
    private final NavigableSet<String> entries = new TreeSet<>();

    void add(Set<Area> areas) {
        for (Area area : areas) {
            switch (area) {
                case Area.All all -> everything = true;
                case Area.Named(String name) -> names.add(name);
                case Area.Tree(String path) -> trees.add(path);
                case Area.Entry(String path) -> entries.add(path);
            }
        }
    }

    boolean isEmpty() {
        return !everything && names.isEmpty() && trees.isEmpty() && entries.isEmpty();
    }

    /** Whether one of them overlaps one of these. */
    boolean overlaps(Set<Area> areas) {
        for (Area area : areas) {
            if (overlaps(area)) {
                return true;
            }
        }
        return false;
    }

    private boolean overlaps(Area area) {
        if (everything) {
            return true;
        }
        return switch (area) {
            case Area.All all -> !isEmpty();
            case Area.Named(String name) -> names.contains(name);
            case Area.Tree(String path) -> treeAround(path) || oneInside(path, trees) || oneInside(path, entries);
            case Area.Entry(String path) -> treeAround(path) || entries.contains(path);
        };
    }

    private boolean treeAround(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (trees.contains(path.substring(0, end)) || trees.contains(path.substring(0, end) + "/")) {
                return true;
            }
        }
        return trees.contains("/") && path.startsWith("/");
    }

    private static boolean oneInside(String path, NavigableSet<String> paths) {
        String folder = path.endsWith("/") ? path : path + "/";
        String first = paths.ceiling(folder);
        return paths.contains(path) || (first != null && first.startsWith(folder));
    }
}
