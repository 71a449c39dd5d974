package groovyinfra.report

import groovyinfra.model.Content
import groovyinfra.model.Mode
import groovyinfra.model.Secret
import java.time.Duration
import spock.lang.Specification

class PlainDataSpec extends Specification {
    record Entry(String path, Mode mode, Content content) { }

    def 'a value is shown as people write it: #plain'() {
        expect:
        PlainData.of(value) { it.replace('geheim', '****') } == plain

        where:
        value                                                            || plain
        null                                                             || null
        'geheim'                                                         || '****'
        Mode.of('0644')                                                  || '0644'
        Duration.ofMillis(1500)                                          || 1.5d
        Secret.of('x')                                                   || '****'
        Content.text('text\n')                                           || 'text\n'
        new Content.Hidden(Secret.of('x'))                               || '****'
        [a: Optional.of(1), b: [true]]                                   || [a: 1, b: [true]]
        new Entry('/x', Mode.of('1777'), Content.text('a geheim'))       || [path: '/x', mode: '1777', content: 'a ****']
    }
}
