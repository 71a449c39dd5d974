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

    def 'a secret in letters beyond ASCII is masked #where'() {
        given:
        def masker = new Masker()
        masker.keep(Secret.of('/t0k\'é ~*$1"ü'))

        expect:
        masker.mask("before $text after") == 'before **** after'

        where:
        where                    | text
        'behind backslashes'     | '/t0k\\\'é\\ ~\\*\\$1\\"ü'
        'in ASCII of a shell'    | '/t0k\\\'\\303\\251 ~*$1"\\303\\274'
        'in ASCII of JSON'       | '/t0k\'\\' + 'u00e9 ~*$1\\"\\' + 'u00fc'
        'in ASCII of Python'     | '/t0k\'\\' + 'u00e9 ~*$1"\\' + 'u00fc'
        'in an address'          | '%2Ft0k%27%C3%A9%20~%2A%241%22%C3%BC'
        'in an address with /'   | '/t0k%27%C3%A9%20~%2A%241%22%C3%BC'
    }

    def 'a long secret is masked in base64 whose lines have #width letters, behind "#ahead"'() {
        given:
        def masker = new Masker()
        def key = "-----BEGIN\n${(1..20).collect { "line $it of the kéy".toString() }.join('\n')}\n-----END\n".toString()
        masker.keep(Secret.of(key))
        def lines = (ahead + key).bytes.encodeBase64().toString().replace('=', '').toList().collate(width)*.join('')

        expect: 'all at once, and each line that comes alone and is long enough'
        masker.mask("of\n${lines.join('\n  ')}\n: x").replaceAll(/(?m)^\w{0,5}\*{4}/, '****') == 'of\n****\n: x'
        width < 20 || lines.drop(1).dropRight(1).every { masker.mask(it) == '****' }
        masker.mask('nothing/of+it in here') == 'nothing/of+it in here'

        where:
        [width, ahead] << [[76, 64, 20, 7], ['', 'a', 'ab', 'abc']].combinations()
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
