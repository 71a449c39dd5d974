package groovyinfra.stdlib.apt

import groovyinfra.model.Area
import groovyinfra.model.ProblemException
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.Shells
import groovyinfra.stdlib.apt.AptSimulation.Changes
import java.nio.file.Files as Nio
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

import static groovyinfra.stdlib.files.Paths.content
import static groovyinfra.stdlib.files.Paths.file
import static groovyinfra.stdlib.files.Paths.info
import static groovyinfra.stdlib.files.Paths.none

class AptSpec extends Specification {
    static final Apt APT = new Apt()
    static final Map INSTALLED = [(new DebPackages()): [curl: '7.88', nginx: '1.22', 'libc6:i386': '2']]
    static final String GET = 'DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120 ' +
        '-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold '
    static final String UPDATE = 'apt-get -q -o APT::Update::Error-Mode=any update && mkdir -p /var/lib/apt/periodic && touch ' + AptListsAge.STAMP

    @TempDir
    Path folder

    def 'packages: #names with #arguments, #rounds rounds'() {
        given:
        def host = new Body(facts: INSTALLED + facts)

        when:
        def work = host.work { APT.packages(arguments, names) }

        then:
        work.steps().collect { Body.shown(it).replace(GET, '').replace(UPDATE, 'update') } == steps
        host.rounds == rounds

        where:
        names                  | arguments                                           | facts                                               || steps                                          | rounds
        'curl'                 | [:]                                                 | [:]                                                 || []                                             | 1
        ['curl', 'nginx=1.22'] | [:]                                                 | [:]                                                 || []                                             | 1
        ['curl', 'vim']        | [:]                                                 | does('install', 'vim')                              || ['install vim']                                | 2
        'vim'                  | [purge: true]                                       | does('install', 'vim')                              || ['install vim']                                | 2
        'curl'                 | [present: false, upgrade: true]                     | does('remove', 'curl')                              || ['remove curl']                                | 2
        'nginx=1.24'           | [:]                                                 | does('install', 'nginx=1.24')                       || ['install nginx=1.24']                         | 2
        'nginx=1.20'           | [allowDowngrades: true]                             | does('install', '--allow-downgrades', 'nginx=1.20') || ['install --allow-downgrades nginx=1.20']      | 2
        'curl:amd64'           | [:]                                                 | arch()                                              || []                                             | 1
        'curl:any'             | [:]                                                 | arch()                                              || []                                             | 1
        'curl:i386'            | [:]                                                 | arch() + does('install', 'curl:i386')               || ['install curl:i386']                          | 2
        'libc6:i386=2'         | [:]                                                 | arch()                                              || []                                             | 1
        'libc6:i386'           | [present: false]                                    | arch() + does('remove', 'libc6:i386')               || ['remove libc6:i386']                          | 2
        'libc6'                | [:]                                                 | does('install', 'libc6')                            || ['install libc6']                              | 2
        'curl/backports'       | [:]                                                 | [:]                                                 || []                                             | 1
        'vim'                  | [recommends: false, arguments: ['-t', 'backports']] | does('install', '--no-install-recommends', '-t', 'backports', 'vim') || ['install --no-install-recommends -t backports vim'] | 2
        'editor'               | [:]                                                 | nothing('install', 'editor')                        || []                                             | 2
        'vim'                  | [:]                                                 | refuses('install', 'vim')                           || ['install vim']                                | 2
        'vim'                  | [update: true]                                      | age(1) + refuses('install', 'vim')                  || ['update', 'install vim']                      | 2
        'vim'                  | [update: true]                                      | age(1) + does('install', 'vim')                     || ['update', 'install vim']                      | 2
        'vim'                  | [update: true, cacheTime: '1 h']                    | age(10) + does('install', 'vim')                    || ['install vim']                                | 2
        'vim'                  | [update: true, cacheTime: '5 s']                    | age(10) + does('install', 'vim')                    || ['update', 'install vim']                      | 2
        'curl'                 | [update: true]                                      | age(1)                                              || []                                             | 1
        'curl'                 | [latest: true]                                      | nothing('install', 'curl')                          || []                                             | 2
        'curl'                 | [latest: true]                                      | does('install', 'curl')                             || ['install curl']                               | 2
        'curl'                 | [latest: true, update: true, cacheTime: '5 s']      | age(10) + nothing('install', 'curl')                || ['update', 'install curl']                     | 2
        'curl'                 | [latest: true, update: true, cacheTime: '1 h']      | age(10) + nothing('install', 'curl')                || []                                             | 2
        ['curl', 'vim']        | [present: false]                                    | does('remove', 'curl')                              || ['remove curl']                                | 2
        'vim'                  | [force: true]                                       | does('install', *FORCE, 'vim')                      || ["install ${FORCE.join(' ')} vim".toString()]  | 2
        'curl'                 | [present: false, force: true]                       | does('remove', *FORCE, 'curl')                      || ["remove ${FORCE.join(' ')} curl".toString()]  | 2
        []                     | [upgrade: true]                                     | nothing('upgrade', '--with-new-pkgs')               || []                                             | 2
        []                     | [upgrade: true]                                     | does('upgrade', '--with-new-pkgs')                  || ['upgrade --with-new-pkgs']                    | 2
        []                     | [upgrade: true, update: true]                       | age(10) + nothing('upgrade', '--with-new-pkgs')     || ['update', 'upgrade --with-new-pkgs']          | 2
        []                     | [upgrade: true, update: true, cacheTime: '1 h']     | age(10) + nothing('upgrade', '--with-new-pkgs')     || []                                             | 2
        'vim'                  | [upgrade: true]                                     | nothing('upgrade', '--with-new-pkgs') + does('install', 'vim') || ['install vim']                     | 2
        'vim'                  | [upgrade: true]                                     | does('upgrade', '--with-new-pkgs') + does('install', 'vim') || ['upgrade --with-new-pkgs', 'install vim'] | 2
        'gone'                 | [present: false, purge: true]                       | left('gone') + does('purge', 'gone')                || ['purge gone']                                 | 2
        'gone'                 | [present: false]                                    | [:]                                                 || []                                             | 1
        'never'                | [present: false, purge: true]                       | left('gone')                                        || []                                             | 1
        ['nginx=1.22']         | [present: false, purge: true]                       | left() + does('purge', 'nginx')                              || ['purge nginx']                                | 2
        ['nginx=1.24']         | [present: false]                                    | [:]                                                 || []                                             | 1
        'vim'                  | [present: false, update: true]                      | age(1)                                              || []                                             | 1
        []                     | [:]                                                 | [:]                                                 || []                                             | 1
    }

    def 'packages: a plan goes on with what apt would do, dependencies and all'() {
        given:
        def does = [(new AptSimulation(['install', 'vim'])): new Changes([vim: '9', 'vim-common': '9'], ['nginx'], '')]
        def host = new Body(facts: INSTALLED + does)

        when:
        def work = host.work { APT.packages('vim') }

        then:
        work.assumptions()[new DebPackages()] == [curl: '7.88', 'libc6:i386': '2', vim: '9', 'vim-common': '9']
        work.touches() == [Area.PACKAGES] as Set
    }

    def 'packages: what apt refuses now is refused, with what to say instead: #reason'() {
        given:
        def answer = [(new AptSimulation(['install', 'vim'])): new Changes([:], [], reason)]

        expect:
        with(new Body(facts: INSTALLED + answer).work { APT.packages('vim') }.refusal().get()) {
            summary() == 'Packages cannot be had so'
            detail() == reason
            attempt() == advice
        }

        where:
        reason                                                                             || advice
        REFUSAL                                                                            || 'Look at the names and versions, or say update: true for newer lists'
        'E: Held packages were changed and -y was used without --allow-change-held-packages.' || 'Say force: true to do it all the same'
        'E: Essential packages were removed and -y was used without --allow-remove-essential.' || 'Say force: true to do it all the same'
        'E: Packages were downgraded and -y was used without --allow-downgrades.'          || 'Say allowDowngrades: true'
    }

    def 'packages: what apt refuses now is not refused where newer lists come first'() {
        expect:
        new Body(facts: INSTALLED + age(1) + refuses('install', 'vim')).work { APT.packages('vim', update: true) }.refusal().empty
    }

    def 'packages: #name is not valid'() {
        when:
        new Body().work { APT.packages(name, present: present) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Package name is not valid'

        where:
        [name, present] << [['curl-', '', ' ', '-y', 'a b', 'curl:i386-', 'cur*', 'c?rl', 'cur[l]'], [true, false]].combinations()
    }

    def 'packages: what apt refuses now is not assumed'() {
        expect:
        new Body(facts: INSTALLED + refuses('install', 'vim')).work { APT.packages('vim') }.assumptions() == [:]
    }

    def 'update: with #arguments, lists are #age seconds old'() {
        when:
        def work = new Body(facts: [(new AptListsAge()): Duration.ofSeconds(age)]).work { APT.update(arguments) }

        then:
        work.steps().collect { Body.shown(it) } == (runs ? [UPDATE] : [])
        work.always() == always

        where:
        arguments          | age  || runs  | always
        [:]                | 0    || true  | true
        [cacheTime: '1 h'] | 10   || false | false
        [cacheTime: '1 h'] | 4000 || true  | false
    }

    def 'repo: #what'() {
        given:
        def host = new Body(facts: [(new AptSources()): sources] + files)

        when:
        def work = host.work { APT.repo(arguments, line) }
        def shown = work.steps().collect { it.shown() == UPDATE ? 'update' : Body.shown(it) }
        host.facts.putAll(work.assumptions())

        then:
        shown == steps
        host.work { APT.repo(arguments, line) }.steps() == []

        where:
        what              | sources                                      | files                        | line            | arguments                      || steps
        'is made'         | [:]                                          | content(none(OWN))           | LINE            | [:]                            || ["write $OWN 0644 - <<< $LINE\n".toString(), 'update']
        'has a name'      | [:]                                          | content(none(NAMED))         | LINE            | [file: 'app', update: false]   || ["write $NAMED 0644 - <<< $LINE\n".toString()]
        'is there'        | [(OWN): [LINE]]                              | [:]                          | LINE            | [:]                            || []
        'is elsewhere'    | ['/etc/apt/sources.list': ['# x', LINE]]     | [:]                          | LINE            | [:]                            || []
        'is spelled otherwise' | ['/etc/apt/sources.list': ['deb  https://example.com/app/   bookworm main # x']] | [:] | LINE | [:]                          || []
        'has options'     | [(OWN): [LINE]]                              | content(file(OWN, LINE + '\n'), LINE + '\n') | "deb [arch=amd64] ${LINE - 'deb '}".toString() | [:] || ["write $OWN 0644 - <<< deb [arch=amd64] ${LINE - 'deb '}\n".toString(), 'update']
        'has company'     | [(NAMED): [OTHER]]                           | content(file(NAMED, OTHER), OTHER) | LINE      | [file: 'app', update: false]   || ["write $NAMED 0644 - <<< $OTHER\n$LINE\n".toString()]
        'is in a stanza'  | ['/etc/apt/sources.list.d/x.sources': [LINE]] | [:]                         | LINE            | [:]                            || []
        'goes with its stanza' | ['/etc/apt/sources.list.d/x.sources': [LINE]] | content(file('/etc/apt/sources.list.d/x.sources', 'x'), 'x') | LINE | [present: false, update: false] || ['rm -f -- /etc/apt/sources.list.d/x.sources']
        'has options in another order' | [(OWN): ['deb [ b=2  a=1 ] http://x y m']] | [:]               | 'deb [a=1 b=2] http://x y m' | [:]                 || []
        'is disabled'     | ['/etc/apt/sources.list': ["# $LINE".toString()]] | content(none(OWN))      | LINE            | [update: false]                || ["write $OWN 0644 - <<< $LINE\n".toString()]
        'goes'            | [(OWN): [LINE]]                              | content(file(OWN, LINE), LINE) | LINE          | [present: false]               || ["rm -f -- $OWN".toString(), 'update']
        'goes from a file that stays' | ['/etc/apt/sources.list': [LINE]] | content(file('/etc/apt/sources.list'), "$LINE\n") | LINE | [present: false]  || ['write /etc/apt/sources.list - - <<< ', 'update']
        'goes from others' | ['/etc/apt/sources.list': ['a', LINE]]      | content(file('/etc/apt/sources.list'), "a\n$LINE\n") | LINE | [present: false]  || ['write /etc/apt/sources.list - - <<< a\n', 'update']
        'is gone'         | [:]                                          | [:]                          | LINE            | [present: false]               || []
    }

    def 'repo: one that stands in a stanza with others cannot be taken out'() {
        when:
        new Body(facts: [(new AptSources()): ['/etc/apt/sources.list.d/x.sources': [LINE, OTHER]]]).work { APT.repo(LINE, present: false) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Repository is in a stanza'
    }

    def 'repo: #line is not valid'() {
        when:
        new Body().work { APT.repo(line) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Repository is not valid'

        where:
        line << ['', 'https://example.com', 'ppa:someone/it', 'rpm https://example.com x', 'deb https://example.com', 'deb https://example.com/ x',
            'deb https://example.com x/ main', 'deb [arch=amd64 https://example.com x main']
    }

    def 'repo: apt would read no file of the name #file'() {
        when:
        new Body().work { APT.repo('deb https://example.com x main', file: file) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'File name is not valid'

        where:
        file << ['my repo', 'sub/x', '../x', 'a~', '']
    }

    def 'repo: #line is valid'() {
        expect:
        new Body(facts: [(new AptSources()): ['/etc/apt/sources.list': [line]]]).steps { APT.repo(line) } == []

        where:
        line << ['deb https://example.com ./', 'deb https://example.com/ x/', 'deb-src [a=b c=d] https://example.com x main contrib',
            'deb cdrom:[Debian 12]/ bookworm main']
    }

    def 'repo: when the lists cannot be fetched, #what by #shell'() {
        given:
        def path = folder.resolve('app.list')
        def facts = [(new AptSources()): before.empty ? [:] : [(NAMED): before.readLines()]]
        def now = content(before.empty ? none(NAMED) : file(NAMED, before), before)
        def fetch = new Body(facts: facts + now).work { APT.repo(LINE, file: 'app', present: present) }.steps().last().command()

        when:
        Nio.writeString(path, 'changed')
        Nio.writeString(folder.resolve('apt-get'), '#!/bin/sh\nexit 100').toFile().executable = true
        Shells.output(shell, "PATH='$folder':\$PATH; " + fetch.script().replace(NAMED, "$path"))

        then:
        def failure = thrown(IllegalStateException)
        failure.message.startsWith('exit 100')
        (Nio.exists(path) ? Nio.readString(path) : '') == before
        fetch.shown() == UPDATE

        where:
        [shell, [what, before, present]] << [Shells.all(), [
            ['a new file goes', '', true],
            ['a changed file is as before', "# it's %s\n$OTHER\n".toString(), true],
            ['a file that went is there again', "$LINE\n".toString(), false],
        ]].combinations()
    }

    def 'AptSources are the lines of all files'() {
        expect:
        new AptSources().parse(['/etc/apt/sources.list:deb http://a b c', '/etc/apt/sources.list:', '/etc/apt/sources.list.d/x.list:# y']) ==
                ['/etc/apt/sources.list': ['deb http://a b c', ''], '/etc/apt/sources.list.d/x.list': ['# y']]
    }

    def 'AptSources know the form of stanzas: #what'() {
        expect:
        new AptSources().parse(text.readLines().collect { "/etc/apt/sources.list.d/x.sources:$it".toString() }).values().first() == lines

        where:
        what              | text                                                                                        || lines
        'one'             | 'Types: deb\nURIs: http://a\nSuites: b\nComponents: main contrib'                           || ['deb http://a b main contrib']
        'several in one'  | 'Types: deb deb-src\nURIs: http://a\nSuites: b c\nComponents: m'                            || ['deb http://a b m', 'deb-src http://a b m', 'deb http://a c m', 'deb-src http://a c m']
        'two'             | '# x\nTypes: deb\nURIs: http://a\nSuites: ./\n\n\nTypes: deb\nURIs: http://b\nSuites: c\nComponents:\n m\n' || ['deb http://a ./', 'deb http://b c m']
        'with options'    | 'types: deb\nURIs: http://a\nSuites: b\nComponents: m\nSigned-By: /k.gpg\nArchitectures: amd64 arm64' || ['deb [signed-by=/k.gpg arch=amd64,arm64] http://a b m']
        'switched off'    | 'Enabled: no\nTypes: deb\nURIs: http://a\nSuites: b\nComponents: m'                        || []
        'one, and rubbish' | ' x\nTypes: deb\nwhat?\nURIs: http://a\nSuites: ./'                                          || ['deb http://a ./']
        'nothing'         | '# x'                                                                                       || []
    }

    def 'key: #what'() {
        given:
        def host = new Body(facts: facts, files: ['keys/app.asc': ARMORED, 'app.gpg': PgpKey.of(PGP).bytes])

        when:
        def work = host.work { APT.key(arguments, source) }
        def shown = work.steps().collect { Body.shown(it) }
        host.facts.putAll(work.assumptions())

        then:
        shown.size() == steps.size()
        [shown, steps].transpose().every { given, wanted -> given.contains(wanted) }
        host.work { APT.key(arguments, source) }.steps() == []

        where:
        what                | source                    | arguments                                  | facts                                         || steps
        'of the controller' | 'keys/app.asc'            | [:]                                        | content(none(RING, true))                     || ['mkdir -p -- /etc/apt/keyrings', "write $RING 0644 - <<< $ARMORED".toString()]
        'is there'          | 'keys/app.asc'            | [:]                                        | content(file(RING, ARMORED), ARMORED)         || []
        'is binary'         | 'app.gpg'                 | [:]                                        | content(none(RING))                           || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'of an address'     | 'https://example.com/gpg' | [file: 'app']                              | info(none(RING))                              || ["curl -fsSL -o \"\$t\" -- https://example.com/gpg"]
        'was fetched'       | 'https://example.com/gpg' | [file: 'app']                              | info(file(RING))                              || []
        'of an address with a query' | 'https://example.com/app.gpg?x=/1#y' | [:]                     | info(none(RING))                              || ["/app.gpg?x=/1#y'"]
        'of a key server'   | PRINT                     | [file: 'app', keyserver: 'keys.example']   | served('https://keys.example')                || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'of a key server, in other letters' | "0x${PRINT.toLowerCase()}".toString() | [file: 'app', keyserver: 'hkps://keys.example/'] | served('https://keys.example') || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'of a key server by HKP' | PRINT                | [file: 'app', keyserver: 'hkp://keys.example'] | served('http://keys.example:11371')       || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'of a key server at a port' | PRINT             | [file: 'app', keyserver: 'hkp://keys.example:80'] | served('http://keys.example:80')       || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'of a key server in plain HTTP' | PRINT         | [file: 'app', keyserver: 'http://keys.example'] | served('http://keys.example')            || ["write $RING 0644 - <<< ${PgpKey.of(PGP).armored}".toString()]
        'was served'        | PRINT                     | [file: 'app', keyserver: 'keys.example']   | info(file(RING))                              || []
        'goes'              | 'app.asc'                 | [present: false]                           | content(file(RING, ARMORED), ARMORED)         || ["rm -f -- $RING".toString()]
        'is gone'           | 'app.asc'                 | [present: false]                           | content(none(RING))                           || []
    }

    def 'key: #summary'() {
        when:
        new Body(facts: served('https://keys.example', answer)).work { APT.key(source, file: 'app', keyserver: keyserver) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary
        failure.problems().first().detail() == detail

        where:
        source    | keyserver      | answer || summary                          | detail
        ''        | null           | ''     || 'Key has no source'              | "apt.key gets ''"
        PRINT     | null           | ''     || 'Fingerprint needs a key server' | "'$PRINT' is the fingerprint of a key"
        '0xAB'    | 'keys.example' | ''     || 'Fingerprint is not valid'       | "'0xAB' is to be asked for at keys.example"
        'A' * 40  | 'keys.example' | PGP    || 'Key is another one'             | "keys.example answers with $PRINT where ${'A' * 40} is asked for"
        'A' * 40  | 'keys.example' | 'html' || 'Key is another one'             | "keys.example answers with no key where ${'A' * 40} is asked for"
    }

    def 'key: #source has no key in it'() {
        when:
        new Body(files: ['page.asc': '<html></html>', 'empty.gpg': '']).work { APT.key(source) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'File is no key'
        failure.problems().first().detail() == "$source has no public key of OpenPGP in it"

        where:
        source << ['page.asc', 'empty.gpg']
    }

    static final String PRINT = 'FD2A564E7087A77DC0D6AD63823C1F556FDCD881'
    static final String PGP = PgpKeySpec.EDWARDS
    static final String REFUSAL = 'E: Unable to locate package'
    static final String LINE = 'deb https://example.com/app bookworm main'
    static final String OTHER = 'deb https://example.com/app trixie main'
    static final List<String> FORCE = ['--allow-downgrades', '--allow-change-held-packages', '--allow-remove-essential']
    static final String OWN = '/etc/apt/sources.list.d/example_com_app_bookworm.list'
    static final String NAMED = '/etc/apt/sources.list.d/app.list'
    static final String RING = '/etc/apt/keyrings/app.asc'
    static final String ARMORED = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n'

    /** What a key server says, whatever it is asked for. */
    private static Map served(String server, String answer = PGP) {
        info(none(RING)) + content(none(RING)) + [PRINT, 'A' * 40].collectEntries {
            [new KeyServerKey("$server/pks/lookup?op=get&options=mr&search=0x$it"), answer]
        }
    }

    private static Map arch() {
        [(new DebArch()): 'amd64']
    }

    private static Map left(String... names) {
        [(new DebLeftovers()): names.toList()]
    }

    private static Map does(String... words) {
        [(new AptSimulation(words.toList())): new Changes([x: '1'], [], '')]
    }

    private static Map nothing(String... words) {
        [(new AptSimulation(words.toList())): new Changes([:], [], '')]
    }

    private static Map refuses(String... words) {
        [(new AptSimulation(words.toList())): new Changes([:], [], REFUSAL)]
    }

    private static Map age(int seconds) {
        [(new AptListsAge()): Duration.ofSeconds(seconds)]
    }
}
