package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

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
        Map<String, String> installs = lines.collect { it =~ /^Inst (\S+?)(?::\S+)? (?:\[\S*\] )?\((\S+) .*/ }
                .findAll { it.matches() }.collectEntries { [it.group(1), it.group(2)] }
        def removes = lines.findAll { it.startsWith('Remv ') || it.startsWith('Purg ') }.collect { it.tokenize(' ')[1].tokenize(':')[0] }
        new Changes(installs, removes.unique(false), '')
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
