package groovyinfra.stdlib.systemd

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * The state of one unit of systemd, whether it is loaded or only installed.
 *
 * <pre>
 * if (fact(SystemdUnit, 'nginx').running) server.shell 'nginx -t', readOnly: true
 * </pre>
 */
@CompileStatic
record SystemdUnit(String name, boolean userMode = false) implements Fact<Unit> {

    /** Where the files of units are that do not come with packages. */
    static final Set<Area> FILES = ['/etc/systemd', '/etc/init.d', '/run/systemd', '/lib/systemd', '/usr/lib/systemd', '/usr/local/lib/systemd']
            .collect { Area.path(it) }.toSet().asImmutable()

    /**
     * A unit, by systemd's own words.
     *
     * @param load such as {@code loaded}, {@code not-found}, {@code masked}
     * @param active such as {@code active}, {@code inactive}, {@code failed}
     * @param file such as {@code enabled}, {@code disabled}, {@code static}; empty for a unit without a file
     * @param outdated whether its file has changed since systemd read it
     */
    record Unit(String load, String active, String sub, String file, boolean outdated) {
        /** Of a host without systemd. */
        static final Unit NONE = new Unit('not-found', 'inactive', 'dead', '', false)

        /** Whether systemd knows it. */
        boolean isPresent() {
            load != 'not-found'
        }

        /** Whether it runs, or is about to. */
        boolean isRunning() {
            active in ['active', 'activating', 'reloading', 'refreshing']
        }

        /** Whether it starts by itself; a static unit has no choice and counts as enabled, like one made by a generator. */
        boolean isEnabled() {
            file in ['enabled', 'static', 'alias', 'indirect', 'generated']
        }

        /** Whether nobody can start it. */
        boolean isMasked() {
            load == 'masked' || file in ['masked', 'masked-runtime']
        }
    }

    @Override
    Command command() {
        Command.of(systemctl(userMode), 'show', '-p', 'LoadState,ActiveState,SubState,UnitFileState,NeedDaemonReload', '--', name)
    }

    /** The words that reach the systemd of the machine, or that of the user who runs the command. */
    static List<Object> systemctl(boolean userMode) {
        userMode ? [Word.raw('XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/run/user/$(id -u)}"'), 'systemctl', '--user'] : ['systemctl' as Object]
    }

    @Override
    Unit parse(List<String> lines) {
        Map<String, String> values = [:]
        for (line in lines) {
            int sign = line.indexOf('=')
            if (sign >= 0) {
                values.put(line.substring(0, sign), line.substring(sign + 1))
            }
        }
        new Unit(values.LoadState ?: 'not-found', values.ActiveState ?: 'inactive', values.SubState ?: 'dead',
                values.UnitFileState ?: '', values.NeedDaemonReload == 'yes')
    }

    @Override
    Optional<String> needs() {
        Optional.of('systemctl')
    }

    @Override
    Unit absent() {
        Unit.NONE
    }

    @Override
    Set<Area> about() {
        FILES + [Area.SERVICES, Area.PACKAGES, area(name)]
    }

    /** What a change of this unit's state touches. */
    static Area area(String name) {
        new Area.Named("unit $name")
    }
}
