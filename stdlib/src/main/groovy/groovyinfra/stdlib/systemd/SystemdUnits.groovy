package groovyinfra.stdlib.systemd

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * All units that systemd has loaded or has a file for, by full name such as {@code nginx.service}.
 *
 * <pre>
 * println fact(SystemdUnits).keySet()
 * </pre>
 */
@CompileStatic
record SystemdUnits() implements Fact<Map<String, SystemdUnit.Unit>> {
    /** All units together: what a change of any of them touches. */
    static final Area LIST = new Area.Named('list of units')

    @Override
    Command command() {
        Command.of('systemctl', 'list-units', '--all', '--plain', '--no-legend', '--no-pager', '--full', Word.raw('&& echo &&'),
                'systemctl', 'list-unit-files', '--no-legend', '--no-pager', '--full')
    }

    @Override
    Map<String, SystemdUnit.Unit> parse(List<String> lines) {
        def middle = lines.indexOf('')
        Map<String, String> installed = lines.drop(middle + 1)*.tokenize().collectEntries { [it[0], it[1]] }
        Map<String, SystemdUnit.Unit> loaded = lines.take(middle)*.tokenize().collectEntries {
            [it[0], new SystemdUnit.Unit(it[1], it[2], it[3], installed[it[0]] ?: '', false)]
        }
        installed.collectEntries { name, file -> [name, new SystemdUnit.Unit('stub', 'inactive', 'dead', file, false)] } + loaded
    }

    @Override
    Optional<String> needs() {
        Optional.of('systemctl')
    }

    @Override
    Map<String, SystemdUnit.Unit> absent() {
        [:]
    }

    @Override
    Set<Area> about() {
        SystemdUnit.FILES + [Area.SERVICES, Area.PACKAGES, LIST]
    }
}
