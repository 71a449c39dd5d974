package groovyinfra.model

import spock.lang.Specification

class AreaSpec extends Specification {

    def 'a change in #one #verdict seen in #other, whichever way one looks'() {
        expect:
        one.overlaps(other) == seen
        other.overlaps(one) == seen

        where:
        one                   | other                   || seen
        Area.ALL              | Area.ALL                || true
        Area.ALL              | Area.USERS              || true
        Area.ALL              | Area.path('/etc')       || true
        Area.ALL              | Area.entry('/etc')      || true
        Area.USERS            | Area.USERS              || true
        Area.USERS            | Area.PACKAGES           || false
        Area.USERS            | Area.path('/etc')       || false
        Area.USERS            | Area.entry('/etc')      || false
        Area.path('/etc')     | Area.path('/etc/nginx') || true
        Area.path('/etc/ng')  | Area.path('/etc/nginx') || false
        Area.path('/')        | Area.path('/etc/nginx') || true
        Area.path('/etc')     | Area.entry('/etc/a/b')  || true
        Area.path('/etc')     | Area.entry('/etc')      || true
        Area.path('/etc/a/b') | Area.entry('/etc')      || false
        Area.entry('/etc')    | Area.entry('/etc')      || true
        Area.entry('/etc')    | Area.entry('/etc/a')    || false

        verdict = seen ? 'may be' : 'is not'
    }
}
