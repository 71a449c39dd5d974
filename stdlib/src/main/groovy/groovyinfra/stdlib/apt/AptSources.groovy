package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The lines of the files that name repositories: paths to lines, comments and all; what stands in a {@code .sources} file is brought
 * into the one-line form.
 *
 * <pre>
 * println fact(AptSources).keySet()
 * </pre>
 */
@CompileStatic
record AptSources() implements Fact<Map<String, List<String>>> {

    @Override
    Command command() {
        Command.raw('''set --; for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
            if [ -e "$f" ]; then set -- "$@" "$f"; fi; done
            if [ $# -gt 0 ]; then grep -H '' /dev/null "$@" || [ $? -eq 1 ]; fi''')
    }

    @Override
    Map<String, List<String>> parse(List<String> lines) {
        lines.groupBy { it.substring(0, it.indexOf(':')) }.collectEntries { file, found ->
            def content = found.collect { it.substring(file.length() + 1) }
            [file, stanzas(file) ? Stanzas.lines(content) : content]
        }
    }

    /** Whether a file has its repositories in stanzas. */
    static boolean stanzas(String file) {
        file.endsWith('.sources')
    }

    /** A line in its shortest form, so that two which mean the same are equal. */
    static String plain(String line) {
        line.replaceFirst(/#.*/, '').trim().replaceAll(/\s+/, ' ')
                .replaceFirst(/^(deb|deb-src) \[(.*?)\]/) { List<String> found -> "${found[1]} [${found[2].tokenize().toSorted().join(' ')}]" }
                .replaceFirst(/^(\S+ (?:\[.*?\] )?\S+?)\/+( |$)/, '$1$2')
    }

    /** Whether apt can read a line in its shortest form: it refuses all its work where it cannot. */
    static boolean valid(String plain) {
        plain ==~ /deb(-src)? (\[.*?\] )?(cdrom:\[.*?\]\S*|\S+:\S+) (\S*\/|\S*[^\s\/]( \S+)+)/
    }

    /** What a line is about: type, address and suite. */
    static String place(String line) {
        plain(line).replaceFirst(/\[.*?\] /, '').tokenize(' ').take(3).join(' ')
    }

    @Override
    Set<Area> about() {
        Set.of(Area.path('/etc/apt'))
    }
}
