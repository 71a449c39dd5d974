package groovyinfra.model;

/** A part of a host's state: what an operation touches, and what a fact is about. */
public sealed interface Area {
    /** Everything on the host. */
    Area ALL = new All();

    /** Installed software: packages, the commands and files that they bring, units. */
    Area PACKAGES = new Named("packages");

    /** Users and groups. */
    Area USERS = new Named("users");

    /** Services and their units. */
    Area SERVICES = new Named("services");

    /** Everything on the host. */
    record All() implements Area {}

    /** A part with a name of its own, independent of all others. */
    record Named(String name) implements Area {}

    /** A path and everything below it. */
    record Tree(String path) implements Area {}

    /** A path itself, not what is below it: what a new directory touches, and what the owner of a path is about. */
    record Entry(String path) implements Area {}

    /** A path and everything below it. */
    static Area path(String path) {
        return new Tree(path);
    }

    /** A path itself, not what is below it. */
    static Area entry(String path) {
        return new Entry(path);
    }

    /** Whether a change in one of the two may be seen in the other. */
    default boolean overlaps(Area other) {
        return switch (this) {
            case All all -> true;
            case Named named -> other instanceof All || named.equals(other);
            case Tree tree -> other.meets(tree);
            case Entry entry -> other.meets(entry);
        };
    }

    private boolean meets(Tree tree) {
        return switch (this) {
            case All all -> true;
            case Named named -> false;
            case Tree(String path) -> inside(tree.path, path) || inside(path, tree.path);
            case Entry(String path) -> inside(path, tree.path);
        };
    }

    private boolean meets(Entry entry) {
        return switch (this) {
            case All all -> true;
            case Named named -> false;
            case Tree(String path) -> inside(entry.path, path);
            case Entry(String path) -> path.equals(entry.path);
        };
    }

    private static boolean inside(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }
}
