package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import java.nio.file.FileSystems
import java.nio.file.Path
import java.nio.file.PathMatcher
import java.util.regex.PatternSyntaxException

/**
 * Patterns for what is left out of a directory. One without a slash is for names at any depth, one with a slash for whole paths below the
 * directory; what is in a directory that fits is left out, too.
 */
@CompileStatic
class Globs {
    private final List<PathMatcher> names
    private final List<PathMatcher> paths

    Globs(List<String> patterns) {
        def plain = patterns.collect { it.replaceAll('/+$', '') }
        names = plain.findAll { !it.contains('/') }.collect { matcher(it) }
        paths = plain.findAll { it.contains('/') }.collect { matcher(it.replaceAll('^/+', '')) }
    }

    private static PathMatcher matcher(String pattern) {
        try {
            FileSystems.default.getPathMatcher("glob:$pattern")
        } catch (PatternSyntaxException wrong) {
            throw Changes.problem('Pattern is wrong', "'$pattern': $wrong.description", "Write it as '*.map' or 'drafts/**'")
        }
    }

    /** Whether the path, or a directory that it is in, is left out. */
    boolean matches(String path) {
        def whole = Path.of(path)
        (1..whole.nameCount).any { length ->
            def part = whole.subpath(0, length)
            names.any { it.matches(part.fileName) } || paths.any { it.matches(part) }
        }
    }
}
