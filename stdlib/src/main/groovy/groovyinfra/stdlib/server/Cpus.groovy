package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * How many processors the host has.
 *
 * <pre>
 * files.file '/etc/app/workers', content: "${2 * fact(Cpus)}\n"
 * </pre>
 */
@CompileStatic
record Cpus() implements Fact<Integer> {

    @Override
    Command command() {
        Command.raw('getconf _NPROCESSORS_ONLN 2>/dev/null || nproc')
    }

    @Override
    Integer parse(List<String> lines) {
        lines.first().trim().toInteger()
    }

    @Override
    boolean lasting() {
        true
    }
}
