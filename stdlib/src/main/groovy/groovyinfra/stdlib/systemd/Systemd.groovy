package groovyinfra.stdlib.systemd

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.stdlib.systemd.SystemdUnit.Unit

/** Services and other units of systemd. */
@CompileStatic
class Systemd extends Library {

    /**
     * A unit: whether it runs now, and whether it starts by itself.
     *
     * <pre>
     * systemd.service 'nginx', enabled: true
     * systemd.service 'nginx', reloaded: true
     * systemd.service 'apt-daily.timer', running: false, enabled: false
     * systemd.service 'sync', enabled: true, userMode: true, sudo: 'ann'
     * </pre>
     *
     * @param name of a service, or of any unit with its ending
     * @param running true where nothing is said, unless the unit is masked
     * @param enabled nothing said leaves it as it is, like masked
     * @param restarted stops and starts it, always
     * @param reloaded makes it read its settings again, always
     * @param masked true makes it impossible to start
     * @param userMode the systemd of the user who runs it, not that of the machine; the user has to be logged in or to linger
     * @param daemonReload makes systemd read the files of units before, always; without it, where this unit's file has changed
     */
    @Operation
    void service(String name, Boolean running = null, Boolean enabled = null, boolean restarted = false, boolean reloaded = false,
            Boolean masked = null, boolean userMode = false, boolean daemonReload = false) {
        if (name =~ /[*?\[]/) {
            throw problem('Unit name is not valid', "'$name' is a pattern", 'Name one unit; a loop goes over several')
        }
        def now = fact(new SystemdUnit(name, userMode))
        def run = running == null ? (masked ? null : true) : running
        def masking = masked == null || masked == now.masked ? null : masked ? 'mask' : 'unmask'
        def enabling = enabled == null || enabled == now.enabled || now.file() == 'static' ? null : enabled ? 'enable' : 'disable'
        def acting = action(now, run, restarted, reloaded)
        if (now.masked && masked != false && (acting in ['start', 'restart', 'reload'] || enabling == 'enable')) {
            throw problem('Unit is masked', "$name of the host cannot be started or enabled", 'Say masked: false')
        }
        if (!now.present && !userMode && !daemonReload && (acting || enabling)) {
            refuse('Unit is unknown', "the host has no unit $name", 'Look for the right name: systemctl list-unit-files')
        }
        if (daemonReload || now.outdated() && acting) {
            systemctl userMode, 'daemon-reload'
        }
        for (verb in [masking == 'unmask' ? masking : null, enabling, acting, masking == 'mask' ? masking : null]) {
            if (verb) {
                systemctl userMode, verb, name
            }
        }
        if (daemonReload || acting in ['restart', 'reload']) {
            always()
        }
        if (daemonReload || masking || enabling || acting) {
            touches SystemdUnit.area(name), SystemdUnits.LIST
        }
        if (!userMode && (daemonReload || masking || enabling || acting)) {
            // Units of users are known by name only; that of one user says nothing about another one's.
            assume new SystemdUnit(name), after(now, run, enabled, masked)
        }
    }

    /**
     * Makes systemd read the files of all units again. It runs always.
     *
     * <pre>
     * def unit = files.put('app.service', '/etc/systemd/system/app.service')
     * if (unit.changed) systemd.daemonReload()
     * </pre>
     *
     * @param userMode the systemd of the user who runs it, not that of the machine
     */
    @Operation
    void daemonReload(boolean userMode = false) {
        always()
        systemctl userMode, 'daemon-reload'
        touches Area.SERVICES
    }

    private static String action(Unit now, Boolean running, boolean restarted, boolean reloaded) {
        if (running == false) {
            return now.running ? 'stop' : null
        }
        if (restarted) {
            return 'restart'
        }
        if (reloaded && now.running) {
            return 'reload'
        }
        running && !now.running ? 'start' : null
    }

    private static Unit after(Unit now, Boolean running, Boolean enabled, Boolean masked) {
        def up = running == null ? now.running : running
        def kept = now.masked && masked == false ? '' : now.file()
        def file = masked ? 'masked' : enabled == null || now.file() == 'static' ? kept : enabled ? 'enabled' : 'disabled'
        new Unit(masked ? 'masked' : 'loaded', up ? 'active' : 'inactive', up ? 'running' : 'dead', file, false)
    }

    private void systemctl(boolean userMode, String verb, String name = null) {
        run SystemdUnit.systemctl(userMode), verb, name ? ['--', name] : null
    }
}
