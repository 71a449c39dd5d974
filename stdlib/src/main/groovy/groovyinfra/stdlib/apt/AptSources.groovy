package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The lines of the files that name repositories in the one-line form: paths to lines, comments and all.
 *
 * <pre>
 * println fact(AptSources).keySet()
 * </pre>
 */
@CompileStatic
record AptSources() implements Fact<Map<String, List<String>>> {

    @Override
    Command command() {
        Command.raw('''set --; for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
            if [ -e "$f" ]; then set -- "$@" "$f"; fi; done
            if [ $# -gt 0 ]; then grep -H '' /dev/null "$@" || [ $? -eq 1 ]; fi''')
    }

    @Override
    Map<String, List<String>> parse(List<String> lines) {
        lines.groupBy { it.substring(0, it.indexOf(':')) }.collectEntries { file, found ->
            [file, found.collect { it.substring(file.length() + 1) }]
        }
    }

    /** A line in its shortest form, so that two which mean the same are equal. */
    static String plain(String line) {
        line.replaceFirst(/#.*/, '').trim().replaceAll(/\s+/, ' ').replaceFirst(/^(deb|deb-src) \[ ?(.*?) ?\]/, '$1 [$2]')
                .replaceFirst(/^(\S+ (?:\[.*?\] )?\S+?)\/+( |$)/, '$1$2')
    }

    @Override
    Set<Area> about() {
        Set.of(Area.path('/etc/apt'))
    }
}
