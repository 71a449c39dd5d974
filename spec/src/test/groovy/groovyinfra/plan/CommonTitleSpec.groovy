package groovyinfra.plan

import spock.lang.Specification

class CommonTitleSpec extends Specification {

    def 'the common title of #titles is #common'() {
        expect:
        CommonTitle.of(titles) == common

        where:
        titles                                                           || common
        ['apt.packages nginx']                                           || 'apt.packages nginx'
        ['apt.packages nginx'] * 3                                       || 'apt.packages nginx'
        ['files.file /srv/h1/x', 'files.file /srv/h2/x']                 || 'files.file /srv/…/x'
        ['files.file /srv/h1', 'files.file /srv/h2', 'files.file /etc']  || 'files.file /…'
        ['message web-1 is up', 'message web-2 is up']                   || 'message … is up'
        ['message a a', 'message a']                                     || 'message a …'
        ['Join web-1', 'Leave web-1']                                    || '… web-1'
        ['one', 'two', 'three']                                          || '…'
        ['server.user ann', 'server.user']                               || 'server.user …'
    }
}
