package groovyinfra.stdlib.systemd

import groovyinfra.model.Area
import groovyinfra.model.ProblemException
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.systemd.SystemdUnit.Unit
import spock.lang.Specification

class SystemdSpec extends Specification {
    static final Systemd SYSTEMD = new Systemd()

    def 'service: #now.active() and #now.file(), with #arguments'() {
        given:
        def host = new Body(facts: [(new SystemdUnit('app')): now])

        when:
        def work = host.work { SYSTEMD.service(arguments, 'app') }
        def shown = work.steps().collect { Body.shown(it).replace('systemctl ', '').replace(' -- app', '') }
        host.facts.putAll(work.assumptions())

        then:
        shown == steps
        work.always() == always
        host.rounds == 1
        always || arguments.reloaded || host.work { SYSTEMD.service(arguments, 'app') }.steps() == []

        where:
        now                            | arguments                          || steps                      | always
        unit('active', 'enabled')      | [:]                                || []                         | false
        unit('active', 'enabled')      | [enabled: true]                    || []                         | false
        unit('inactive', 'disabled')   | [:]                                || ['start']                  | false
        unit('failed', 'disabled')     | [:]                                || ['start']                  | false
        unit('activating', 'disabled') | [:]                                || []                         | false
        unit('inactive', 'disabled')   | [enabled: true]                    || ['enable', 'start']        | false
        unit('active', 'disabled')     | [enabled: true]                    || ['enable']                 | false
        unit('active', 'enabled')      | [enabled: false, running: false]   || ['disable', 'stop']        | false
        unit('inactive', 'disabled')   | [enabled: false, running: false]   || []                         | false
        unit('inactive', 'static')     | [enabled: true]                    || ['start']                  | false
        unit('active', 'static')       | [enabled: true]                    || []                         | false
        unit('active', 'static')       | [enabled: false]                   || []                         | false
        unit('active', 'enabled')      | [restarted: true]                  || ['restart']                | true
        unit('inactive', 'enabled')    | [restarted: true]                  || ['restart']                | true
        unit('active', 'enabled')      | [reloaded: true]                   || ['reload']                 | true
        unit('inactive', 'enabled')    | [reloaded: true]                   || ['start']                  | false
        unit('inactive', 'enabled')    | [reloaded: true, running: false]   || []                         | false
        unit('active', 'enabled')      | [running: false, restarted: true]  || ['stop']                   | false
        unit('active', 'enabled')      | [daemonReload: true]               || ['daemon-reload']          | true
        unit('inactive', 'enabled', true) | [:]                             || ['daemon-reload', 'start'] | false
        unit('active', 'enabled', true) | [:]                               || []                         | false
        unit('active', 'enabled')      | [masked: true, running: false]     || ['stop', 'mask']           | false
        unit('inactive', 'enabled')    | [masked: true]                     || ['mask']                   | false
        MASKED                         | [masked: true]                     || []                         | false
        MASKED                         | [daemonReload: true, running: false] || ['daemon-reload']        | true
        MASKED                         | [masked: false]                    || ['unmask', 'start']        | false
        MASKED                         | [running: false]                   || []                         | false
        Unit.NONE                      | [enabled: true]                    || ['enable', 'start']        | false
        Unit.NONE                      | [running: false]                   || []                         | false
    }

    def 'service: that of a user is asked for and changed by its own systemd'() {
        given:
        def host = new Body(facts: [(new SystemdUnit('app', true)): unit('inactive', 'disabled', true)])

        expect:
        host.steps { SYSTEMD.service('app', userMode: true, enabled: true) } == ['daemon-reload', 'enable -- app', 'start -- app'].collect { USER + it }
        new SystemdUnit('app', true).command().script().startsWith(USER + 'show ')
        new Body().steps { SYSTEMD.daemonReload(userMode: true) } == [USER + 'daemon-reload']
    }

    def 'service: a masked unit cannot be started'() {
        when:
        new Body(facts: [(new SystemdUnit('app')): MASKED]).work { SYSTEMD.service(arguments, 'app') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Unit is masked'

        where:
        arguments << [[:], [restarted: true], [running: false, enabled: true]]
    }

    def 'service: a unit that is not there, with #arguments, is refused: #refused'() {
        expect:
        new Body(facts: [(new SystemdUnit('app', (boolean) arguments.userMode)): Unit.NONE]).work { SYSTEMD.service(arguments, 'app') }
                .refusal().map { it.detail() }.orElse('') == (refused ? 'the host has no unit app' : '')

        where:
        arguments                       || refused
        [:]                             || true
        [enabled: true, running: false] || true
        [running: false]                || false
        [masked: true]                  || false
        [daemonReload: true]            || false
        [userMode: true]                || false
    }

    def 'service: a file at #path may be that of a unit'() {
        expect:
        new SystemdUnit('app').about().any { it.overlaps(Area.entry(path)) }

        where:
        path << ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system', '/run/systemd/system', '/etc/init.d'].collect { "$it/app.service".toString() }
    }

    def 'service: #name names no unit'() {
        when:
        new Body().work { SYSTEMD.service(name) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Unit name is not valid'

        where:
        name << ['app*', 'ap?', 'ap[p]']
    }

    def 'service: touches its own unit only'() {
        when:
        def work = new Body(facts: [(new SystemdUnit('app')): unit('inactive', 'disabled')]).work { SYSTEMD.service('app') }

        then:
        !new SystemdUnit('other').about().any { about -> work.touches().any { it.overlaps(about) } }
        new SystemdUnits().about().any { about -> work.touches().any { it.overlaps(about) } }
    }

    def 'daemonReload runs always'() {
        when:
        def work = new Body().work { SYSTEMD.daemonReload() }

        then:
        work.steps().collect { Body.shown(it) } == ['systemctl daemon-reload']
        work.always()
        work.touches() == [Area.SERVICES] as Set
    }

    static final String USER = 'XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/run/user/$(id -u)}" systemctl --user '
    static final Unit MASKED = new Unit('masked', 'inactive', 'dead', 'masked', false)

    private static Unit unit(String active, String file, boolean outdated = false) {
        new Unit('loaded', active, 'x', file, outdated)
    }
}
