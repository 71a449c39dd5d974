package groovyinfra.report

import spock.lang.Specification

class AdviceSpec extends Specification {
    def 'what to try is a sentence: #attempt'() {
        expect:
        Advice.sentence(attempt) == shown

        where:
        attempt                                                   | shown
        "did you mean 'web'?"                                     | "Did you mean 'web'?"
        "Did you mean 'web'?"                                     | "Did you mean 'web'?"
        'write ranges as web-[01-20]'                             | 'Write ranges as web-[01-20].'
        'Correct the line'                                        | 'Correct the line.'
        'Run again.'                                              | 'Run again.'
        'groovy-infra inventory lists what there is'              | 'groovy-infra inventory lists what there is'
        'widen the selection; groovy-infra inventory lists all'   | 'Widen the selection; groovy-infra inventory lists all.'
        'set it: export TOKEN=...'                                | 'Set it: export TOKEN=...'
        'unlock the key: ssh-add'                                 | 'Unlock the key: ssh-add'
        'give a password: --ask-password'                         | 'Give a password: --ask-password'
        'check user and key: -u USER --key FILE'                  | 'Check user and key: -u USER --key FILE'
        'run it by hand: /srv/inventory.py'                       | 'Run it by hand: /srv/inventory.py'
        "look at it, then: ./groovy-infra run d.groovy -y"        | "Look at it, then: ./groovy-infra run d.groovy -y"
        'write hosts: and, indented below it, a name and a colon' | 'Write hosts: and, indented below it, a name and a colon.'
        "Add target: '/some/path'"                                | "Add target: '/some/path'."
        ''                                                        | ''
    }
}
