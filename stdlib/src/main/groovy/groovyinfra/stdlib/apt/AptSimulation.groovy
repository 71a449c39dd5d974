package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word
import java.util.regex.Pattern

/**
 * What {@code apt-get} would do with these arguments, with the package lists that the host has now.
 *
 * <pre>
 * println fact(AptSimulation, ['upgrade']).installs.keySet()
 * </pre>
 *
 * @param words such as {@code install nginx}
 */
@CompileStatic
record AptSimulation(List<String> words) implements Fact<Changes> {
    private static final Pattern INSTALL = ~/Inst (\S+?)(?::\S+)? (?:\[\S*\] )?\((\S+) .*/

    /**
     * Packages that would change; a plan that apt refuses has its reason instead.
     *
     * @param installs names to the versions that they would have
     * @param removes names
     * @param refusal empty where apt would go ahead
     */
    record Changes(Map<String, String> installs, List<String> removes, String refusal) {
        /** Whether nothing would change. */
        boolean isNothing() {
            !refusal && !installs && !removes
        }
    }

    @Override
    Command command() {
        Command.of(Word.raw('LC_ALL=C'), 'apt-get', '-s', '-y', '-q', words, Word.raw('2>&1 || echo "refused $?"'))
    }

    @Override
    Changes parse(List<String> lines) {
        if (lines && lines.last().startsWith('refused ')) {
            return new Changes([:], [], lines.init().findAll { it ==~ /[EW]: .*/ }.join('\n') ?: lines.init().join('\n'))
        }
        Map<String, String> installs = [:]
        Set<String> removes = new LinkedHashSet<>()
        for (line in lines) {
            def install = line.startsWith('Inst ') ? INSTALL.matcher(line) : null
            if (install?.matches()) {
                installs.put(install.group(1), install.group(2))
            } else if (line.startsWith('Remv ') || line.startsWith('Purg ')) {
                removes.add(line.split('[ :]', 3)[1])
            }
        }
        new Changes(installs, new ArrayList<>(removes), '')
    }

    @Override
    Optional<String> needs() {
        Optional.of('apt-get')
    }

    @Override
    Changes absent() {
        new Changes([:], [], 'the host has no apt-get')
    }

    @Override
    Set<Area> about() {
        Set.of(Area.PACKAGES, AptListsAge.AREA)
    }
}
