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
        Command.of('env')
    }

    @Override
    Map<String, String> parse(List<String> lines) {
        Map<String, String> values = [:]
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
