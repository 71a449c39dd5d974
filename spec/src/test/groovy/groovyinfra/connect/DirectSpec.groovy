package groovyinfra.connect

import spock.lang.Specification

/** Which commands are started without a shell of their own. */
class DirectSpec extends Specification {

    def 'words that stand for themselves need no shell: #command'() {
        expect:
        Direct.is(command)

        where:
        command << ['sleep 1.5', 'uptime', '/usr/sbin/nginx -t', './run.sh', "mkdir -p '/srv/a b'", "touch ''", "user 'it'\\''s'", 'a b=c  d']
    }

    def 'what only a shell understands, or has itself, is left to it: #command'() {
        expect:
        !Direct.is(command)

        where:
        command << [
            'a; b', 'a | b', 'a && b', 'a > b', 'a &', '$a', 'a $b', 'a `b`', 'a *', 'a ?', 'a [b]', 'a ~', '~/a', 'a {b,c}', 'a "b"', 'a\\ b',
            'a\nb', 'a\tb', ' a', 'a ', '', "'a'", "'a b' c", "a 'b", 'a=b c', 'a=b', '-a', '!a', '! a', 'a #b', '(a)', 'a (b)', 'echo a', 'cd a',
            '. a', '[ a ]', 'time a', 'if a', 'test a', 'exec a', 'export a', 'kill 1', 'wait', 'true', "printf 'a'", 'a \u00e9', 'a\u00a0b',
        ]
    }
}
