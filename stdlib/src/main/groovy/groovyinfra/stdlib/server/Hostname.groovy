package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The name that the host gives itself.
 *
 * <pre>
 * if (fact(Hostname) != host.name) println "${host.name} calls itself ${fact(Hostname)}"
 * </pre>
 */
@CompileStatic
record Hostname() implements Fact<String> {
    /** What a change of the name touches. */
    static final Area AREA = new Area.Named('host name')

    @Override
    Command command() {
        Command.of('uname', '-n')
    }

    @Override
    String parse(List<String> lines) {
        lines.first()
    }

    @Override
    Set<Area> about() {
        Set.of(AREA)
    }
}
