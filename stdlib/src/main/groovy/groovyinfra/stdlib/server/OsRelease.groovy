package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The operating system, as {@code os-release} describes it; of a system without that file, what {@code uname} says.
 *
 * <pre>
 * if (fact(OsRelease).isLike('debian')) apt.packages 'nginx'
 * </pre>
 */
@CompileStatic
record OsRelease() implements Fact<Release> {

    /** What is in the file; a value that it does not have is empty. */
    record Release(String id, String version, String codename, String name, List<String> like, Map<String, String> values) {
        /** Whether it is this system or one that is derived from it: {@code debian} is true on Ubuntu, too. */
        boolean isLike(String other) {
            id == other || other in like
        }
    }

    @Override
    Command command() {
        Command.raw('''if [ -r /etc/os-release ]; then cat /etc/os-release
            elif [ -r /usr/lib/os-release ]; then cat /usr/lib/os-release
            else s=$(uname -s); echo "ID=$s"; echo "PRETTY_NAME=$s"; fi''')
    }

    @Override
    Release parse(List<String> lines) {
        Map<String, String> values = lines.findAll { it ==~ /[A-Za-z_][A-Za-z0-9_]*=.*/ }.collectEntries { line ->
            def (key, value) = [line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)]
            [key, unquoted(value.trim())]
        }
        def text = { String key -> values[key] ?: '' }
        new Release(text('ID').toLowerCase(), text('VERSION_ID'), text('VERSION_CODENAME'), text('PRETTY_NAME') ?: text('NAME'),
                text('ID_LIKE').tokenize(), values.asImmutable())
    }

    private static String unquoted(String value) {
        def bare = value ==~ /(?s)".*"|'.*'/ ? value[1..<-1] : value
        value.startsWith("'") ? bare : bare.replaceAll(/\\(["$`\\])/, '$1')
    }

    @Override
    boolean lasting() {
        true
    }
}
