package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The Debian packages that were removed but have left settings behind.
 *
 * <pre>
 * if ('apache2' in fact(DebLeftovers)) apt.packages 'apache2', present: false, purge: true
 * </pre>
 */
@CompileStatic
record DebLeftovers() implements Fact<List<String>> {

    @Override
    Command command() {
        Command.of('dpkg-query', '-W', '-f', '${db:Status-Status} ${Package}\\n')
    }

    @Override
    List<String> parse(List<String> lines) {
        lines*.split(' ').findAll { it[0] == 'config-files' }.collect { it[1] }
    }

    @Override
    Optional<String> needs() {
        Optional.of('dpkg-query')
    }

    @Override
    List<String> absent() {
        []
    }

    @Override
    Set<Area> about() {
        Set.of(Area.PACKAGES)
    }
}
