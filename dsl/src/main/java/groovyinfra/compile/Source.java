package groovyinfra.compile;

import java.nio.file.Path;

/**
 * A file that is part of a program.
 *
 * @param shown as the user named it, or found it from there
 * @param path absolute
 * @param className of the class that the compiler makes of a script; empty for a library
 */
record Source(Kind kind, String shown, Path path, String className, String text) {
    /** What a file is in its program. */
    enum Kind {
        /** Given by the user, evaluated in the order given. */
        DEPLOY,
        /** Included by another file. */
        INCLUDED,
        /** In {@code lib/}, beside a deploy file. */
        LIBRARY
    }

    boolean script() {
        return kind != Kind.LIBRARY;
    }

    /** One line of it, from 1; empty outside of it. */
    String line(int number) {
        return text.lines()
                .skip(Math.max(0, number - 1))
                .findFirst()
                .filter(it -> number > 0)
                .orElse("");
    }
}
