package groovyinfra.stdlib.files

import groovyinfra.model.Area
import spock.lang.Specification

class SystemPathSpec extends Specification {

    def 'packages may change what stands at #path: #changed'() {
        expect:
        [new PathInfo(path), new FileContent(path)].every { it.about().contains(Area.PACKAGES) == changed }

        where:
        path                || changed
        '/etc/nginx/a.conf' || true
        '/usr/bin/nginx'    || true
        '/opt/app'          || true
        '/srv/app'          || false
        '/home/ada/x'       || false
        '/homework'         || true
        '/tmp'              || false
    }
}
