package groovyinfra.stdlib.systemd

import groovyinfra.model.Area
import spock.lang.Specification

/** Facts about units, from what systemd 252 printed. */
class UnitFactsSpec extends Specification {

    def 'SystemdUnit in state #load, #active, #file'() {
        given:
        def lines = ["LoadState=$load", "ActiveState=$active", 'SubState=x', "UnitFileState=$file", 'NeedDaemonReload=no']*.toString()
        def unit = new SystemdUnit('nginx').parse(lines)

        expect:
        [unit.present, unit.running, unit.enabled, unit.masked] == [present, running, enabled, masked]

        where:
        load        | active       | file             || present | running | enabled | masked
        'loaded'    | 'active'     | 'enabled'        || true    | true    | true    | false
        'loaded'    | 'inactive'   | 'disabled'       || true    | false   | false   | false
        'loaded'    | 'failed'     | 'enabled'        || true    | false   | true    | false
        'loaded'    | 'activating' | 'static'         || true    | true    | true    | false
        'loaded'    | 'reloading'  | 'enabled'        || true    | true    | true    | false
        'loaded'    | 'active'     | 'generated'      || true    | true    | true    | false
        'loaded'    | 'active'     | 'enabled-runtime' || true   | true    | false   | false
        'masked'    | 'inactive'   | 'masked'         || true    | false   | false   | true
        'loaded'    | 'active'     | 'masked-runtime' || true    | true    | false   | true
        'not-found' | 'inactive'   | ''               || false   | false   | false   | false
    }

    def 'a unit whose file has changed is outdated'() {
        expect:
        new SystemdUnit('x').parse(['LoadState=loaded', 'NeedDaemonReload=yes']).outdated()
    }

    def 'a unit of which nothing is told is not there'() {
        expect:
        new SystemdUnit('x').parse(['what?']) == new SystemdUnit.Unit('not-found', 'inactive', 'dead', '', false)
    }

    def 'a host without systemd has no unit'() {
        expect:
        new SystemdUnit('x').needs().get() == 'systemctl'
        !new SystemdUnit('x').absent().present
        new SystemdUnits().absent() == [:]
    }

    def 'a unit is about its services, its package, the files of all units and itself'() {
        expect:
        new SystemdUnit('x').about() == SystemdUnit.FILES + [Area.SERVICES, Area.PACKAGES, SystemdUnit.area('x')]
    }

    def 'SystemdUnits joins what is loaded with what has a file'() {
        given:
        def units = new SystemdUnits().parse([
            'cron.service loaded active running Regular background program processing daemon',
            'gone.service not-found inactive dead gone.service', '',
            'cron.service enabled enabled', 'autovt@.service alias -', 'ssh.socket disabled enabled'])

        expect:
        units.keySet() == ['cron.service', 'gone.service', 'autovt@.service', 'ssh.socket'] as Set
        units['cron.service'].with { running && enabled }
        !units['gone.service'].present
        units['ssh.socket'].with { present && !running && !enabled }
    }
}
