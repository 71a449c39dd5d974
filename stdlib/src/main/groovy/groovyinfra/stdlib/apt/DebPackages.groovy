package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * The installed Debian packages: names to versions. One of another architecture has it in its name, such as {@code libc6:i386}.
 *
 * <pre>
 * println fact(DebPackages)['nginx']
 * </pre>
 */
@CompileStatic
record DebPackages() implements Fact<Map<String, String>> {

    @Override
    Command command() {
        Command.of('dpkg', '--print-architecture', Word.raw('&&'),
                'dpkg-query', '-W', '-f', '${db:Status-Status} ${Package} ${Version} ${Architecture}\\n')
    }

    @Override
    Map<String, String> parse(List<String> lines) {
        def own = [lines.first(), 'all']
        lines.tail()*.split(' ').findAll { it[0] == 'installed' }.collectEntries { [it[3] in own ? it[1] : "${it[1]}:${it[3]}".toString(), it[2]] }
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
