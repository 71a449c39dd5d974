package groovyinfra.stdlib.files

import groovy.transform.CompileStatic

/** A path of the host, as a call gives it. */
@CompileStatic
class Place {
    private static final Set<String> NONE = Set.of('', '/', '.', '..')

    /** Without slashes at its end; refuses what can be no file or directory of its own, and the tilde, which no shell expands. */
    static String plain(String path) {
        def place = path.length() > 1 && path.endsWith('/') ? path.replaceFirst('/+$', '') : path
        if (NONE.contains(place) || place.startsWith('~') || place.indexOf(0) >= 0) {
            throw Changes.problem('Path cannot be used', "'$path' is no place for a file or directory of its own",
                    'Write it from the root, such as /etc/app')
        }
        place
    }
}
