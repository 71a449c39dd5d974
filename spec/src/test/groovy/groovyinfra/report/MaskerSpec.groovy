package groovyinfra.report

import groovyinfra.model.Secret
import spock.lang.Specification

class MaskerSpec extends Specification {
    static final String SECRET = 'it\'s a "key"\t\\1+&'

    def 'a secret is masked #where'() {
        given:
        def masker = new Masker()
        masker.keep(Secret.of(SECRET))

        expect:
        masker.mask("before $text after") == 'before **** after'

        where:
        where                       | text
        'as it is'                  | SECRET
        'in a quoted word'          | 'it\'\\\'\'s a "key"\t\\1+&'
        'in JSON'                   | 'it\'s a \\"key\\"\\t\\\\1+&'
        'in Python'                 | 'it\\\'s a "key"\\t\\\\1+&'
        'in double quotes there'    | 'it\'s a "key"\\t\\\\1+&'
        'in a form'                 | 'it%27s+a+%22key%22%09%5C1%2B%26'
        'in an address'             | 'it%27s%20a%20%22key%22%09%5C1%2B%26'
        'in base64'                 | SECRET.bytes.encodeBase64().toString().replace('=', '')
        'in base64 with a line end' | "$SECRET\n".toString().bytes.encodeBase64().toString().replace('=', '')
    }

    def 'a secret of several lines is masked line by line, a text around one as a whole'() {
        given:
        def masker = new Masker()
        masker.keep(Secret.of('-----BEGIN\nAAAABBBB\n'))
        masker.keep(Secret.of('topsecret'))
        masker.keep(Secret.around('[Service]\nKEY=topsecret\nPORT=8080\n'))

        expect:
        masker.mask(' AAAABBBB\n') == ' ****\n'
        masker.mask('[Service]\n#KEY=topsecret\nPORT=8080') == '[Service]\n#KEY=****\nPORT=8080'
        masker.mask('x[Service]\nKEY=topsecret\nPORT=8080\n') == 'x****'
        masker.mask('[Service]\nKEY=topsecret\nPORT=8080\n'.bytes.encodeBase64().toString()) == '****=='
    }
}
