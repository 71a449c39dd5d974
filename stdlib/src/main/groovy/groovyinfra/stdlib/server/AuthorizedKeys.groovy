package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * The lines of a user's {@code ~/.ssh/authorized_keys}; none where there is no such file or user.
 *
 * <pre>
 * println "${fact(AuthorizedKeys, 'deploy').size()} keys let deploy in"
 * </pre>
 */
@CompileStatic
record AuthorizedKeys(String user) implements Fact<List<String>> {

    @Override
    Command command() {
        // The tilde finds the home directory without a program; it needs the name unquoted, so that it must be a plain one.
        if (!(user ==~ /[A-Za-z0-9_][A-Za-z0-9_.-]*/)) {
            return Command.of('false')
        }
        Command.of(Word.raw("f=~$user/.ssh/authorized_keys; if [ -e \"\$f\" ]; then cat \"\$f\"; fi"))
    }

    @Override
    List<String> parse(List<String> lines) {
        lines.asImmutable()
    }

    /** These lines with further keys; a key is the same whatever comment it has. */
    static List<String> joined(List<String> lines, List<String> keys, boolean exclusive) {
        def wanted = keys*.trim().findAll().unique(false) { key(it) }
        def names = wanted.collect { key(it) }
        def kept = exclusive ? lines.findAll { key(it) in names } : lines
        def there = kept.collect { key(it) }
        kept + wanted.findAll { !(key(it) in there) }
    }

    private static String key(String line) {
        line.tokenize().find { it.startsWith('AAAA') } ?: line.trim()
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, UserInfo.area(user), Area.path("/home/$user/.ssh"), Area.path('/root/.ssh'))
    }
}
