package groovyinfra.architecture

import spock.lang.Specification

class PlatformSpec extends Specification {

    def 'the tests run on the Java that the project is built for'() {
        expect:
        Runtime.version().feature() >= 25
    }
}
