package groovyinfra.run

import groovyinfra.stdlib.apt.AptSimulation
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.server.CommandPath
import groovyinfra.stdlib.server.OsRelease
import spock.lang.Specification

class FactTextSpec extends Specification {

    def 'a fact is shown with the arguments that it does not have anyway: #shown'() {
        expect:
        FactText.of(fact) == shown

        where:
        fact                                   || shown
        new OsRelease()                        || 'OsRelease'
        new CommandPath('psql')                || 'CommandPath psql'
        new PathInfo('/etc')                   || 'PathInfo /etc'
        new PathInfo('/etc', false)            || 'PathInfo /etc'
        new PathInfo('/etc', true)             || 'PathInfo /etc, true'
        new FileContent('/a=b, c', 1 << 20)    || 'FileContent /a=b, c'
        new FileContent('/etc/motd', 10)       || 'FileContent /etc/motd, 10'
        new AptSimulation(['install', 'vim'])  || 'AptSimulation [install, vim]'
    }
}
