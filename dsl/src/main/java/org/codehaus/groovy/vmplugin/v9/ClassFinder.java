package org.codehaus.groovy.vmplugin.v9;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Stands in the place of Groovy's own, which lists all classes of Java and Groovy before the first file is compiled, as a short cut to
 * those that need no import. Without the list each name is looked for when it comes up, in the packages where it may be.
 */
public final class ClassFinder {
    private ClassFinder() {}

    /** Nothing. */
    public static Map<String, Set<String>> find(URI place, String packages, boolean below, boolean inner) {
        return Map.of();
    }
}
