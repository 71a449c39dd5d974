package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

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
        Command.of('exec', 'dpkg-query', '-W', '-f', '${db:Status-Status} ${Package} ${Version} ${Architecture}\\n')
    }

    @Override
    Map<String, String> parse(List<String> lines) {
        def known = lines*.split(' ')
        // What dpkg itself was built for; it may be in the middle of its own installation.
        def own = known.find { it[1].equals('dpkg') && !it[0].equals('not-installed') && !it[0].equals('config-files') }?[3]
        Map<String, String> versions = [:]
        for (words in known.findAll { it[0].equals('installed') }) {
            def plain = words[3].equals(own) || words[3].equals('all')
            versions.put(plain ? words[1] : words[1] + ':' + words[3], words[2])
        }
        versions
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
