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

    /** One user of the host. */
    static Area user(String name) {
        return new Named("user " + name);
    }

    /** Whether a change in one of the two may be seen in the other. */
    boolean overlaps(Area other);

    /** Everything on the host. */
    record All() implements Area {
        @Override
        public boolean overlaps(Area other) {
            return true;
        }
    }

    /** A part with a name of its own, independent of all others. */
    record Named(String name) implements Area {
        @Override
        public boolean overlaps(Area other) {
            return other instanceof All || equals(other);
        }
    }

    /** A path and everything below it. */
    record Tree(String path) implements Area {
        @Override
        public boolean overlaps(Area other) {
            return switch (other) {
                case All all -> true;
                case Named named -> false;
                case Tree(String there) -> inside(path, there) || inside(there, path);
                case Entry(String there) -> inside(there, path);
            };
        }
    }

    /** A path itself, not what is below it: what a new directory touches, and what the owner of a path is about. */
    record Entry(String path) implements Area {
        @Override
        public boolean overlaps(Area other) {
            return switch (other) {
                case All all -> true;
                case Named named -> false;
                case Tree(String there) -> inside(path, there);
                case Entry(String there) -> path.equals(there);
            };
        }
    }

    /** A path and everything below it. */
    static Area path(String path) {
        return new Tree(path);
    }

    /** A path itself, not what is below it. */
    static Area entry(String path) {
        return new Entry(path);
    }

    private static boolean inside(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }
}
