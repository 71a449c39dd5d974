package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The installed Debian packages: names to versions.
 *
 * <pre>
 * println fact(DebPackages)['nginx']
 * </pre>
 */
@CompileStatic
record DebPackages() implements Fact<Map<String, String>> {

    @Override
    Command command() {
        Command.of('dpkg-query', '-W', '-f', '${db:Status-Status} ${Package} ${Version}\\n')
    }

    @Override
    Map<String, String> parse(List<String> lines) {
        lines*.split(' ').findAll { it[0] == 'installed' }.collectEntries { [it[1], it[2]] }
    }

    @Override
    Optional<String> needs() {
        Optional.of('dpkg-query')
    }

    @Override
    Map<String, String> absent() {
        [:]
    }

    @Override
    Set<Area> about() {
        Set.of(Area.PACKAGES)
    }
}
