package groovyinfra.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

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

    private static final Pattern CLASS = Pattern.compile("\\b(?:class|trait|interface|enum|record)\\s+([A-Z]\\w*)");

    /** The names of the classes that it declares. */
    List<String> classes() {
        return CLASS.matcher(text).results().map(it -> it.group(1)).toList();
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
