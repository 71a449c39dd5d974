package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The environment variables that a command of this identity sees.
 *
 * <pre>
 * println fact(Environment)['PATH']
 * </pre>
 */
@CompileStatic
record Environment() implements Fact<Map<String, String>> {

    @Override
    Command command() {
        // Names and values may be anything without NUL: where env can, it ends each with one, and says so by a line of its own.
        Command.raw('''if env -0 >/dev/null 2>&1; then echo =; env -0 | tr '\\n\\0' '\\001\\n'; else env; fi''')
    }

    @Override
    Map<String, String> parse(List<String> lines) {
        Map<String, String> values = [:]
        if (lines && lines[0] == '=') {
            lines.tail().each { values[it.substring(0, it.indexOf('='))] = it.substring(it.indexOf('=') + 1).replace('\1', '\n') }
            return values.asImmutable()
        }
        String last = null
        for (line in lines) {
            // A line that does not begin with a name goes on with the value before it.
            if (line ==~ /[A-Za-z_][A-Za-z0-9_]*=.*/) {
                last = line.substring(0, line.indexOf('='))
                values[last] = line.substring(last.length() + 1)
            } else if (last) {
                values[last] = values[last] + '\n' + line
            }
        }
        values.asImmutable()
    }

    @Override
    Set<Area> about() {
        Set.of((Area) new Area.Named('environment'))
    }
}
