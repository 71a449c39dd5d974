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
        def own = lines.first()
        Map<String, String> versions = [:]
        for (line in lines.subList(1, lines.size())) {
            def words = line.split(' ')
            if (words[0].equals('installed')) {
                def plain = words[3].equals(own) || words[3].equals('all')
                versions.put(plain ? words[1] : words[1] + ':' + words[3], words[2])
            }
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
