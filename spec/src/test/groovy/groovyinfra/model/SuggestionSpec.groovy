package groovyinfra.model

import spock.lang.Specification

class SuggestionSpec extends Specification {

    def '"#given" among #known means #nearest'() {
        expect:
        Suggestion.nearest(given, known).orElse(null) == nearest

        where:
        given         | known                                | nearest
        'sudoo'       | ['su', 'sudo', 'doas']               | 'sudo'
        'packagess'   | ['packages', 'update', 'key']        | 'packages'
        'pakcages'    | ['packages', 'update', 'key']        | 'packages'
        'retires'     | ['retries', 'retryDelay']            | 'retries'
        'ignoreerors' | ['ignoreErrors', 'readOnly']         | 'ignoreErrors'
        'TIMEOUT'     | ['timeout']                          | 'timeout'
        'wbe-03'      | ['web-01', 'web-02', 'web-03', 'db'] | 'web-03'
        'pack'        | ['packages', 'update']               | 'packages'
        'retr'        | ['retries', 'retryDelay']            | null
        'pa'          | ['packages']                         | null
        'colour'      | ['timeout', 'retries']               | null
        'x'           | ['y', 'z']                           | null
        'hsot'        | ['host', 'hosts']                    | 'host'
        'on'          | ['no', 'once']                       | 'no'
        ''            | ['a', 'ab']                          | null
        'anything'    | []                                   | null
    }

    def 'the attempt names what was probably meant, or says something else'() {
        expect:
        Suggestion.attempt('hsots', ['hosts', 'groups'], 'use hosts or groups') == "did you mean 'hosts'?"
        Suggestion.attempt('zebra', ['hosts', 'groups'], 'use hosts or groups') == 'use hosts or groups'
    }
}
