package groovyinfra.stdlib.git

import groovyinfra.model.ProblemException
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.git.GitRemote.Target
import groovyinfra.stdlib.git.GitState.Checkout
import spock.lang.Specification

class GitSpec extends Specification {
    static final Git GIT = new Git()
    static final String URL = 'https://example.com/a.git'
    static final String ONE = 'a' * 40
    static final String TWO = 'b' * 40

    def 'repo: #what'() {
        given:
        def host = new Body(facts: [(new GitState('/srv/a')): now, (new GitRemote(URL)): new Target(TWO, 'main'),
            (new GitRemote(URL, 'v1')): new Target(TWO, ''), (new GitRemote(URL, 'dev')): new Target(TWO, 'dev')])

        when:
        def work = host.work { GIT.repo(arguments, URL, '/srv/a') }
        def shown = work.steps().collect { Body.shown(it).replace('GIT_TERMINAL_PROMPT=0 git ', '').replace('-C /srv/a ', '').replace(URL, 'URL') }
        host.facts.putAll(work.assumptions())

        then:
        shown == steps
        host.rounds == 1
        host.work { GIT.repo(arguments, URL, '/srv/a') }.steps() == []

        where:
        what                        | now                            | arguments                       || steps
        'is made'                   | Checkout.NONE                  | [:]                             || ['clone -q --origin origin -- URL /srv/a']
        'is made of a branch'       | Checkout.NONE                  | [version: 'dev', depth: 1]      || ['clone -q --depth 1 --branch dev --origin origin -- URL /srv/a']
        'is made of a tag'          | Checkout.NONE                  | [version: 'v1']                 || ['clone -q --branch v1 --origin origin -- URL /srv/a']
        'is made of a commit'       | Checkout.NONE                  | [version: TWO]                  || ['clone -q --no-checkout --origin origin -- URL /srv/a', "fetch -q --force origin $TWO".toString(), "checkout -q --detach $TWO".toString()]
        'is made with submodules'   | Checkout.NONE                  | [submodules: true]              || ['clone -q --origin origin -- URL /srv/a', 'submodule sync -q --recursive', 'submodule update -q --init --recursive']
        'is there'                  | at(TWO, 'main')                | [:]                             || []
        'is there, at no branch'    | at(TWO, '')                    | [version: 'v1']                 || []
        'is old'                    | at(ONE, 'main')                | [:]                             || ['fetch -q --force origin +refs/heads/main:refs/remotes/origin/main', "checkout -q -B main $TWO".toString()]
        'is at another branch'      | at(TWO, 'main')                | [version: 'dev']                || ['fetch -q --force origin +refs/heads/dev:refs/remotes/origin/dev', "checkout -q -B dev $TWO".toString()]
        'is at another tag'         | at(ONE, '')                    | [version: 'v1', depth: 1]       || ['fetch -q --force --depth 1 origin +refs/tags/v1:refs/tags/v1', "checkout -q --detach $TWO".toString()]
        'is at another commit'      | at(ONE, 'main')                | [version: TWO]                  || ["fetch -q --force origin $TWO".toString(), "checkout -q --detach $TWO".toString()]
        'has no submodules'         | new Checkout(true, false, TWO, 'main', URL, false, true) | [:]   || []
        'lacks submodules'          | new Checkout(true, false, TWO, 'main', URL, false, true) | [submodules: true] || ['submodule sync -q --recursive', 'submodule update -q --init --recursive']
        'lacks submodules, and has changed files' | new Checkout(true, false, TWO, 'main', URL, true, true) | [submodules: true] || ['submodule sync -q --recursive', 'submodule update -q --init --recursive']
        'lacks submodules, and is old' | new Checkout(true, false, ONE, 'main', URL, false, true) | [submodules: true, update: false] || ['submodule sync -q --recursive', 'submodule update -q --init --recursive']
        'has old submodules'        | new Checkout(true, false, ONE, 'main', URL, true, true) | [submodules: true, force: true] || ['fetch -q --force origin +refs/heads/main:refs/remotes/origin/main', "checkout -q -f -B main $TWO".toString(), 'submodule sync -q --recursive', 'submodule update -q --init --recursive --force']
        'is old and stays so'       | at(ONE, 'main')                | [update: false]                 || []
        'has changed files'         | at(TWO, 'main', true)          | [:]                             || []
        'throws changes away'       | at(ONE, 'main', true)          | [force: true]                   || ['fetch -q --force origin +refs/heads/main:refs/remotes/origin/main', "checkout -q -f -B main $TWO".toString()]
        'comes from elsewhere'      | new Checkout(true, false, TWO, 'main', 'old', false) | [:]       || ['config remote.origin.url URL', 'fetch -q --force origin +refs/heads/main:refs/remotes/origin/main', "checkout -q -B main $TWO".toString()]
    }

    def 'repo: #summary'() {
        when:
        new Body(facts: [(new GitState('/srv/a')): now, (new GitRemote(URL)): new Target(TWO, 'main'), (new GitRemote(URL, 'no')): new Target('', '')])
                .work { GIT.repo(arguments, URL, '/srv/a') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        now                                            | arguments       || summary
        new Checkout(false, true, '', '', '', false)   | [:]             || 'Path is taken'
        at(ONE, 'main', true)                          | [:]             || 'Changes would be lost'
        Checkout.NONE                                  | [version: 'no'] || 'Version is unknown'
        at(ONE, 'main')                                | [version: 'no'] || 'Version is unknown'
    }

    def 'repo: #summary, whatever the host has'() {
        when:
        new Body().work { GIT.repo(arguments, URL, '/srv/a') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        arguments         || summary
        [version: 'HEAD'] || 'Version is not valid'
        [depth: 0]        || 'Depth is not valid'
        [depth: -1]       || 'Depth is not valid'
    }

    def 'repo: the remote has another name'() {
        expect:
        new Body(facts: [(new GitState('/srv/a', 'up')): Checkout.NONE, (new GitRemote(URL)): new Target(TWO, 'main')])
            .steps { GIT.repo(URL, '/srv/a', remote: 'up') } == ["GIT_TERMINAL_PROMPT=0 git clone -q --origin up -- $URL /srv/a".toString()]
    }

    def 'repo: a slash at the end of the path says nothing'() {
        expect:
        new Body(facts: [(new GitState('/srv/a')): at(TWO, 'main'), (new GitRemote(URL)): new Target(TWO, 'main')])
            .steps { GIT.repo(URL, '/srv/a/') } == []
    }

    def 'repo: #path is no place'() {
        when:
        new Body().work { GIT.repo(URL, path) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == "'$path' is no place for a file or directory of its own"

        where:
        path << ['~/app', '/', '']
    }

    def 'repo: a host without git yet has a plan'() {
        given:
        def host = new Body(facts: [(new GitState('/srv/a')): Checkout.NONE, (new GitRemote(URL, 'v1')): new GitRemote(URL, 'v1').absent(),
            (new GitRemote(URL)): new GitRemote(URL).absent()])

        expect:
        host.steps { GIT.repo(URL, '/srv/a', version: 'v1') }.size() == 1
    }

    private static Checkout at(String commit, String branch, boolean dirty = false) {
        new Checkout(true, false, commit, branch, URL, dirty)
    }
}
