package groovyinfra.model;

import java.util.Optional;

/**
 * What went wrong, for the person who can mend it.
 *
 * @param summary at most eight words, no period
 * @param where the host, the place in a file, or both
 * @param detail what was found: the exact value, the last lines of output; may be empty
 * @param attempt one thing to do next
 */
public record Problem(String summary, Where where, String detail, String attempt) {

    /** Where it went wrong. */
    public record Where(Optional<String> host, Optional<Position> position) {
        /** Nowhere in particular. */
        public static final Where NOWHERE = new Where(Optional.empty(), Optional.empty());

        /** On a host. */
        public static Where host(String host) {
            return new Where(Optional.of(host), Optional.empty());
        }

        /** In a file. */
        public static Where at(Position position) {
            return new Where(Optional.empty(), Optional.of(position));
        }

        /** On a host, at a call. */
        public static Where host(String host, Position position) {
            return new Where(Optional.of(host), Optional.of(position));
        }
    }

    /** The same problem, on this host. */
    public Problem on(String host) {
        return new Problem(summary, new Where(Optional.of(host), where.position), detail, attempt);
    }

    /** The same problem, at this place, unless it has one. */
    public Problem at(Position position) {
        return where.position.isPresent()
                ? this
                : new Problem(summary, new Where(where.host, Optional.of(position)), detail, attempt);
    }

    /** The same problem, with something else to do about it. */
    public Problem trying(String instead) {
        return new Problem(summary, where, detail, instead);
    }
}
