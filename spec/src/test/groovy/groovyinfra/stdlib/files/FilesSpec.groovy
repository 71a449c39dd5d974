package groovyinfra.stdlib.files

import groovyinfra.author.DeployHost
import groovyinfra.model.Area
import groovyinfra.model.Content
import groovyinfra.model.Host
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Secret
import groovyinfra.model.Step
import groovyinfra.stdlib.Body
import java.nio.file.Files as Nio
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

import static groovyinfra.stdlib.files.Paths.circle
import static groovyinfra.stdlib.files.Paths.content
import static groovyinfra.stdlib.files.Paths.directory
import static groovyinfra.stdlib.files.Paths.file
import static groovyinfra.stdlib.files.Paths.info
import static groovyinfra.stdlib.files.Paths.link
import static groovyinfra.stdlib.files.Paths.none
import static groovyinfra.stdlib.files.Paths.socket

class FilesSpec extends Specification {
    static final Files FILES = new Files()
    /** What comes behind the name of something that is kept. */
    static final String TIME = '.$(date -u +%Y%m%dT%H%M%SZ)~'
    static final String LARGE = 'A' * (FileContent.READ + 1)
    static final Step.Upload LARGE_UPLOAD = new Step.Upload(new Content.OnController(Path.of('a.img')), '/x', Optional.of(Mode.of('0644')),
            Optional.empty(), Optional.empty(), Optional.empty())
    static final DeployHost ANOTHER = new DeployHost(
            new Host('db1', '10.0.0.9', 'ssh', [:], [port: 5432, key: Secret.of('k3y')], ['db', 'all'], Options.NONE), null)

    static final DeployHost THIRD = new DeployHost(new Host('db2', '10.0.0.8', 'ssh', [:], [:], ['db', 'all'], Options.NONE), null)
    static final Map<String, Object> WANTED = [owner: 'ann', group: 'web', mode: '0640', parents: true, validate: 'check %s']

    @TempDir
    Path folder

    def 'file: #what'() {
        given:
        def host = new Body(facts: facts)

        expect:
        host.steps { FILES.file(arguments, '/x') } == steps
        host.rounds == 1

        where:
        what                           | facts                                                | arguments                                   || steps
        'is made'                      | content(none('/x'))                                  | [:]                                         || ['write /x - - <<< ']
        'is made as wanted'            | content(none('/x'))                                  | [mode: '0600', owner: 'a', group: 'b']      || ['write /x 0600 a:b <<< ']
        'is made with content'         | content(none('/x'))                                  | [content: 'hi']                             || ['write /x - - <<< hi']
        'is there'                     | content(file('/x', 'hi'), 'hi')                      | [mode: '0644', owner: 'root', group: '0']   || []
        'has that content'             | content(file('/x', 'hi'), 'hi')                      | [content: 'hi']                             || []
        'has other content'            | content(file('/x', 'ho'), 'ho')                      | [content: 'hi', mode: '0644']               || ['write /x 0644 - <<< hi']
        'has another mode'             | content(file('/x', 'hi'), 'hi')                      | [content: 'hi', mode: '0600']               || ['chmod 0600 -- /x']
        'has another owner'            | content(file('/x'), '')                              | [owner: 'ann']                              || ['chown ann -- /x']
        'has another group'            | content(file('/x'), '')                              | [group: 'ann']                              || ['chown :ann -- /x']
        'has all other'                | content(file('/x'), '')                              | [owner: 'a', group: 'b', mode: '0600']      || ['chown a:b -- /x', 'chmod 0600 -- /x']
        'loses its set-uid bit'        | content(file('/x', '', '4755'), '')                  | [owner: 'ann', mode: '4755']                || ['chown ann -- /x', 'chmod 4755 -- /x']
        'has a secret'                 | content(none('/x'))                                  | [content: Secret.of('s')]                   || ['write /x 0600 - <<< SECRET s (no difference)']
        'gets a secret'                | content(file('/x'), 'old')                           | [content: Secret.of('s')]                   || ['write /x - - <<< SECRET s (no difference)']
        'is touched'                   | content(file('/x'), '')                              | [touch: true]                               || ['touch -- /x']
        'is made rather than touched'  | content(none('/x'))                                  | [touch: true]                               || ['write /x - - <<< ']
        'is taken away'                | content(file('/x'), '')                              | [present: false]                            || ['rm -f -- /x']
        'is not there'                 | content(none('/x'))                                  | [present: false]                            || []
        'is a link that goes'          | content(link('/x', 'y', file('/y')), '')             | [present: false]                            || ['rm -f -- /x']
        'is a link to another'         | content(link('/x', 'y', file('/y')), 'ho')           | [content: 'hi', mode: '0600']               || ['write /y 0600 - <<< hi']
        'is a link to nothing'         | content(link('/x', 'y', none('/y')))                 | [content: 'hi']                             || ['write /y - - <<< hi']
        'is a link into a missing directory' | content(link('/x', '/a/y', none('/a/y', true))) | [content: 'hi', parents: true] || ['mkdir -p -- /a', 'write /a/y - - <<< hi']
        'takes the place of a circle of links' | content(circle('/x', 'y'))            | [content: 'hi', force: true]                || ['rm -f -- /x', 'write /x - - <<< hi']
        'is a link to the right'       | content(link('/x', 'y', file('/y')), 'hi')           | [content: 'hi', mode: '0644']               || []
        'takes the place of a directory' | content(directory('/x'))                           | [content: 'hi', force: true]                || ['rm -rf -- /x', 'write /x - - <<< hi']
        'stays where the owner has a name of digits' | content(file('/x'), '')                | [owner: '7up']                              || ['chown 7up -- /x']
        'directory goes by force'      | content(directory('/x'))                             | [present: false, force: true]               || ['rm -rf -- /x']
        'is made below a directory'    | content(none('/x', true))                            | [parents: true]                             || ['mkdir -p -- /', 'write /x - - <<< ']
        'is made below a directory of its owner' | content(none('/x', true))                  | [parents: true, owner: 'a', mode: '0600']   || ['mkdir -p -- /', 'chown a -- /', 'write /x 0600 a <<< ']
        'is made, if the shell can'    | content(none('/x', true))                            | [:]                                         || ['write /x - - <<< ']
        'is kept before a change'      | content(file('/x', 'ho'), 'ho')                      | [content: 'hi', backup: true]               || ["cp -p -- /x /x$TIME", 'write /x - - <<< hi']
        'is not kept as it is'         | content(file('/x', 'hi'), 'hi')                      | [content: 'hi', backup: true, mode: '0600'] || ['chmod 0600 -- /x']
        'is new, with nothing to keep' | content(none('/x'))                                  | [content: 'hi', backup: true]               || ['write /x - - <<< hi']
        'puts a directory aside'       | content(directory('/x'))                             | [content: 'hi', force: true, backup: true]  || ["mv -- /x /x$TIME", 'write /x - - <<< hi']
        'is put aside'                 | content(file('/x'), '')                              | [present: false, backup: true]              || ["mv -- /x /x$TIME"]
    }

    def 'file: #problem'() {
        when:
        new Body(facts: facts).work { FILES.file(arguments, path) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == problem
        failure.problems().first().detail() == detail

        where:
        facts                    | path | arguments        || problem                  | detail
        content(directory('/x')) | '/x' | [:]              || 'Path is something else' | '/x is to be a file and is a directory'
        content(circle('/x', 'y')) | '/x' | [content: 'hi'] || 'Path is something else' | '/x is to be a file and is a link to y, which leads back to itself'
        content(socket('/x'))    | '/x' | [content: 'hi']  || 'Path is something else' | '/x is to be a file and is neither file nor directory'
        content(directory('/x')) | '/x' | [present: false] || 'Path is something else' | '/x is a directory'
        [:]                      | '/'  | [:]              || 'Path cannot be used'    | "'/' is no place for a file or directory of its own"
        [:]                      | ''   | [:]              || 'Path cannot be used'    | "'' is no place for a file or directory of its own"
        [:]                      | '~/x' | [:]             || 'Path cannot be used'    | "'~/x' is no place for a file or directory of its own"
        [:]                      | '/x\0' | [:]           || 'Path cannot be used'    | "'/x\0' is no place for a file or directory of its own"
        [:]                      | '..' | [present: false] || 'Path cannot be used'    | "'..' is no place for a file or directory of its own"
        content(none('/x'))      | '/x' | [content: 'a', validate: 'visudo -c'] || 'Validation names no file' | "validate: 'visudo -c' has no %s"
    }

    def 'a file is put in place only after its validation has accepted it, and nothing is left behind'() {
        when:
        def steps = new Body(facts: content(none('/etc/sudoers.d/it'))).steps { FILES.file('/etc/sudoers.d/it', content: 'x', validate: 'visudo -cf %s') }

        then:
        steps.size() == 3
        steps[0].startsWith('write /etc/sudoers.d/.it.')
        steps[0].contains(' 0600 ')
        steps[1].contains("trap 'rm -f -- \"\$f\"' EXIT")
        steps[1] ==~ /.*visudo -cf \/etc\/sudoers\.d\/\.it\.\w+\)/
        steps[2] == 'write /etc/sudoers.d/it - - <<< x'
    }

    def 'a validation is shown as what it is for'() {
        expect:
        new Body(facts: content(none('/x'))).work { FILES.file('/x', content: 'a', validate: 'grep z %s') }.steps()[1].shown() ==
            "see whether 'grep z %s' accepts the new content"
    }

    def 'what validates a secret is told nothing of it by the name of the file'() {
        given:
        def secret = Secret.of('hunter2')

        when:
        def steps = new Body(facts: content(none('/x'))).work { FILES.file('/x', content: new Content.Hidden(secret), validate: 'check %s') }.steps()

        then:
        steps.first().path() == '/.x.hidden'
    }

    def 'content from a file of the controller is what files.put would send: #what'() {
        given:
        def host = new Body(facts: facts, files: ['a.txt': source])

        expect:
        host.work { FILES.file('/x', content: new File('a.txt')) }.steps() == host.work { FILES.put('a.txt', '/x') }.steps()

        where:
        what    | facts                           | source
        'small' | content(none('/x'))             | 'hi'
        'same'  | content(file('/x', 'hi'), 'hi') | 'hi'
        'large' | content(none('/x'))             | new byte[2_000_000]
    }

    def 'a plan goes on with what a written file will be: #what'() {
        given:
        def host = new Body(facts: facts)

        when:
        def work = host.work { FILES.file(arguments, '/x') }
        host.facts.putAll(work.assumptions())

        then:
        host.work { FILES.file(arguments, '/x') }.steps() == []
        work.touches().contains(touched)

        where:
        what       | facts                                | arguments                                              | touched
        'made'     | content(none('/x'))                  | [content: 'hi', mode: '0600', owner: 'a', group: 'b']  | Area.entry('/x')
        'bare'     | content(none('/x'))                  | [:]                                                    | Area.entry('/x')
        'changed'  | content(file('/x', 'ho'), 'ho')      | [content: 'hi', owner: '1000']                         | Area.entry('/x')
        'held'     | content(file('/x', 'hi'), 'hi')      | [content: 'hi', mode: '0600']                          | Area.entry('/x')
        'linked'   | content(link('/x', 'y', file('/y')), 'ho') | [content: 'hi', mode: '0600']                    | Area.entry('/y')
        'removed'  | content(file('/x', 'hi'), 'hi')      | [present: false]                                       | Area.path('/x')
        'replaced' | content(directory('/x'))             | [content: 'hi', force: true]                           | Area.path('/x')
    }

    def 'the content of a secret is assumed by nobody'() {
        expect:
        new Body(facts: content(none('/x'))).work { FILES.file('/x', content: Secret.of('s')) }.assumptions() == [:]
    }

    def 'directory: #what'() {
        given:
        def host = new Body(facts: facts)

        expect:
        host.steps { FILES.directory(arguments, '/x') } == steps
        host.rounds == 1

        where:
        what                      | facts                                                                   | arguments                                  || steps
        'is made'                 | info(none('/x'))                                                        | [:]                                        || ['mkdir -p -- /x']
        'is made as wanted'       | info(none('/x'))                                                        | [mode: '0750', owner: 'a', group: 'b']     || ['mkdir -p -m 0750 -- /x', 'chown a:b -- /x']
        'gets its set-gid bit'    | info(none('/x'))                                                        | [mode: '2775', group: 'b']                 || ['mkdir -p -m 2775 -- /x', 'chown :b -- /x', 'chmod 2775 -- /x']
        'is there'                | info(directory('/x'))                                                   | [mode: '0755']                             || []
        'has another mode'        | info(directory('/x'))                                                   | [mode: '0700']                             || ['chmod 0700 -- /x']
        'is a link to one'        | info(link('/x', 'y', directory('/y')))                                  | [owner: 'a']                               || ['chown a -- /y']
        'is made for a file'      | info(file('/x'))                                                        | [force: true]                              || ['rm -f -- /x', 'mkdir -p -- /x']
        'is made for a dead link' | info(link('/x', 'y', none('/y')))                                       | [force: true]                              || ['rm -f -- /x', 'mkdir -p -- /x']
        'puts a file aside'       | info(file('/x'))                                                        | [force: true, backup: true]                || ["mv -- /x /x$TIME", 'mkdir -p -- /x']
        'is put aside'            | info(directory('/x'))                                                   | [present: false, backup: true]             || ["mv -- /x /x$TIME"]
        'goes'                    | info(directory('/x'))                                                   | [present: false]                           || ['rm -rf -- /x']
        'is gone'                 | info(none('/x'))                                                        | [present: false]                           || []
        'is a link that goes'     | info(link('/x', 'y', directory('/y')))                                  | [present: false]                           || ['rm -f -- /x']
        'belongs to ann already'  | info(directory('/x', '0755', 'ann')) + [(new ForeignEntries('/x', 'ann', null)): false] | [owner: 'ann', recursive: true] || []
        'has entries of others'   | info(directory('/x', '0755', 'ann')) + [(new ForeignEntries('/x', 'ann', null)): true]  | [owner: 'ann', recursive: true] || ['chown -R -h ann -- /x']
        'has entries of other groups' | info(directory('/x')) + [(new ForeignEntries('/x', null, 'b')): true]  | [group: 'b', recursive: true] || ['chown :b -- /x', 'chown -R -h :b -- /x']
        'is there with all that is in it' | info(directory('/x'))                   | [recursive: true]                          || []
        'is another group\'s'     | info(directory('/x')) + [(new ForeignEntries('/x', 'a', 'b')): true]    | [owner: 'a', group: 'b', recursive: true]  || ['chown a:b -- /x', 'chown -R -h a:b -- /x']
    }

    def 'directory: something else is in the way: #now'() {
        when:
        new Body(facts: info(there)).work { FILES.directory('/x') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == "/x is to be a directory and is $now"

        where:
        there                        || now
        file('/x')                   || 'a file'
        link('/x', 'y', none('/y'))  || 'a link to y'
    }

    def 'a new directory leaves facts about what will be in it certain'() {
        given:
        def host = new Body(facts: info(none('/x')))

        when:
        def work = host.work { FILES.directory('/x', mode: '0700') }
        host.facts.putAll(work.assumptions())

        then:
        !work.touches().any { it.overlaps(Area.entry('/x/y')) }
        host.work { FILES.directory('/x', mode: '0700') }.steps() == []
    }

    def 'link: #what'() {
        given:
        def host = new Body(facts: facts)

        expect:
        host.steps { FILES.link(arguments, '/x') } == steps

        where:
        what                 | facts                                                            | arguments                                       || steps
        'is made'            | info(none('/x'))                                                 | [target: 'y']                                   || ['ln -sfn -- y /x']
        'is there'           | info(link('/x', 'y', file('/y')))                                | [target: 'y']                                   || []
        'is there, dead'     | info(link('/x', 'y', none('/y')))                                | [target: 'y']                                   || []
        'leads elsewhere'    | info(link('/x', 'z', file('/z')))                                | [target: 'y']                                   || ['ln -sfn -- y /x']
        'takes a file away'  | info(file('/x'))                                                 | [target: 'y', force: true]                      || ['rm -f -- /x', 'ln -sfn -- y /x']
        'takes a directory away' | info(directory('/x'))                                        | [target: 'y', force: true]                      || ['rm -rf -- /x', 'ln -sfn -- y /x']
        'puts a file aside'  | info(file('/x'))                                                 | [target: 'y', force: true, backup: true]        || ["mv -- /x /x$TIME", 'ln -sfn -- y /x']
        'is made below a directory' | info(none('/x', true))                                    | [target: 'y', parents: true]                    || ['mkdir -p -- /', 'ln -sfn -- y /x']
        'has another owner'  | info(link('/x', 'y', file('/y')))                                | [target: 'y', owner: 'a', group: 'b']           || ['chown -h a:b -- /x']
        'is made for ann'    | info(none('/x'))                                                 | [target: 'y', owner: 'ann']                     || ['ln -sfn -- y /x', 'chown -h ann -- /x']
        'is made, if the shell can' | info(none('/x', true))                                    | [target: 'y']                                   || ['ln -sfn -- y /x']
        'goes'               | info(link('/x', 'y', file('/y')))                                | [present: false]                                || ['rm -f -- /x']
        'is gone'            | info(none('/x'))                                                 | [present: false]                                || []
        'is a hard one'      | info(file('/x')) + [(new SameFile('/x', '/y')): true]            | [target: '/y', symbolic: false]                 || []
        'becomes a hard one' | info(none('/x')) + [(new SameFile('/x', '/y')): false]           | [target: '/y', symbolic: false]                 || ['ln -fn -- /y /x']
        'hard one goes'      | info(file('/x'))                                                 | [present: false, symbolic: false]               || ['rm -f -- /x']
    }

    def 'link: #summary'() {
        when:
        new Body(facts: facts).work { FILES.link(arguments, '/x') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        facts               | arguments        || summary
        [:]                 | [:]              || 'Link has no target'
        [:]                 | [target: '/y', symbolic: false, owner: 'ann'] || 'Hard link has no owner'
        [:]                 | [target: '/y', symbolic: false, group: 'ann'] || 'Hard link has no owner'
        info(file('/x'))    | [target: 'y']    || 'Path is something else'
        info(file('/x'))    | [present: false] || 'Path is something else'
    }

    def 'put: #what'() {
        expect:
        new Body(facts: facts, files: ['a.txt': source]).steps { FILES.put(arguments, 'a.txt', '/x') } == steps

        where:
        what                    | source            | facts                                                     | arguments        || steps
        'new'                   | 'hi'              | content(none('/x'))                                       | [mode: '0644']   || ['write /x 0644 - <<< hi']
        'the same'              | 'hi'              | content(file('/x', 'hi'), 'hi')                           | [mode: '0644']   || []
        'another'               | 'hi'              | content(file('/x', 'ho'), 'ho')                           | [:]              || ['write /x - - <<< hi']
        'kept before'           | 'hi'              | content(file('/x', 'ho'), 'ho')                           | [backup: true]   || ["cp -p -- /x /x$TIME", 'write /x - - <<< hi']
        'bytes'                 | [0, 65] as byte[] | content(file('/x', 'ho'), 'ho')                           | [:]              || ['write /x - - <<< \0A (no difference)']
        'a large one, the same' | 'hi'              | [(new FileContent('/x')): new FileContent.Text(file('/x', 'hi'), null)] | [:] || []
        'a large one, another'  | 'hi'              | [(new FileContent('/x')): new FileContent.Text(file('/x', 'ho'), null)] | [:] || ['write /x - - <<< hi (no difference)']
        'a large one, of another mode' | 'hi'       | [(new FileContent('/x')): new FileContent.Text(file('/x', 'hi'), null)] | [mode: '0600'] || ['chmod 0600 -- /x']
        'in place of a directory' | 'hi'            | content(directory('/x'))                                  | [force: true]    || ['rm -rf -- /x', 'write /x - - <<< hi']
    }

    def 'put: a file that is not read into memory: #what'() {
        given:
        def body = new Body(facts: [(new FileContent('/x')): new FileContent.Text(now, small)], files: ['a.img': LARGE])

        when:
        def work = body.work { FILES.put('a.img', '/x', mode: '0644') }

        then:
        work.steps() == (sent ? [LARGE_UPLOAD] : [])

        when: 'it is there'
        body.facts.putAll(work.assumptions())

        then:
        body.work { FILES.put('a.img', '/x', mode: '0644') }.steps() == []

        where:
        what                      | now                              | small                             || sent
        'new'                     | none('/x')                       | null                              || true
        'the same'                | file('/x', LARGE)                | null                              || false
        'another of the size'     | file('/x', 'B' * LARGE.length()) | null                              || true
        'a small one'             | file('/x', 'hi')                 | new Content.Bytes('hi'.bytes)     || true
    }

    def '#what is held as it is wanted, below a new directory, once it was accepted'() {
        given:
        def host = new Body(facts: content(none('/a/x', true)), files: ['a.txt': 'hi', 'a.img': LARGE])

        when:
        def steps = host.work(call).steps()

        then:
        steps.dropRight(1)*.shown().collect { it.replaceFirst(/x\.\w{12}/, 'x.TAG') } == ['mkdir -p -- /a', 'chown ann:web -- /a', 'write /a/.x.TAG',
            "see whether 'check %s' accepts the new content"]
        steps.last().with { [it.path(), it.mode().get(), it.owner().get(), it.group().get()] } == ['/a/x', Mode.of('0640'), 'ann', 'web']

        where:
        what         | call
        'a file'     | { -> FILES.file(WANTED, '/a/x') }
        'put'        | { -> FILES.put(WANTED, 'a.txt', '/a/x') }
        'put, large' | { -> FILES.put(WANTED, 'a.img', '/a/x') }
        'template'   | { -> FILES.template(WANTED, 'a.txt', '/a/x') }
        'line'       | { -> FILES.line(WANTED, '/a/x', 'hi') }
        'block'      | { -> FILES.block(WANTED, '/a/x', 'hi') }
    }

    def 'put: a path with a slash at its end is a directory'() {
        expect:
        new Body(facts: content(none('/d/a.txt')), files: ['in/a.txt': 'hi']).steps { FILES.put('in/a.txt', '/d/') } == ['write /d/a.txt - - <<< hi']
    }

    def 'what is made for a new file is known: the directory that holds it'() {
        given:
        def host = new Body(facts: content(none('/a/b', true)) + info(none('/a')))

        when:
        host.facts.putAll(host.work { FILES.file('/a/b', parents: true, owner: 'ann') }.assumptions())

        then:
        host.steps { FILES.directory('/a', owner: 'ann') } == []
    }

    def 'get: #what'() {
        given:
        def here = folder.resolve('x')
        if (local != null) Nio.writeString(here, local)
        def body = new Body(facts: info(file('/x', 'hi'), true))

        expect:
        body.work { FILES.get('/x', here) }.steps() == (wanted ? [new Step.Download('/x', here)] : [])
        body.destinations == [here]

        where:
        what        | local || wanted
        'new'       | null  || true
        'the same'  | 'hi'  || false
        'another'   | 'ho'  || true
        'longer'    | 'hii' || true
    }

    def 'get: a directory of the controller is no place for a file'() {
        when:
        new Body(facts: info(file('/x', 'hi'), true)).work { FILES.get('/x', folder) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Destination is a directory'
        failure.problems().first().attempt() == "Name the file, too: '$folder/x'"
    }

    def 'get: the directory on the controller is made where it is missing: #parents'() {
        expect:
        new Body(facts: info(file('/x', 'hi'), true)).steps { FILES.get('/x', folder.resolve(place), parents: parents) }.size() == steps

        where:
        place   | parents || steps
        'a/b/x' | true    || 2
        'a/b/x' | false   || 1
        'x'     | true    || 1
    }

    def 'get: the directory on the controller is made when it is the turn of the call'() {
        when:
        new Body(facts: info(file('/x', 'hi'), true)).work { FILES.get('/x', folder.resolve('a/b/x'), parents: true) }.steps().first().action().call()

        then:
        Nio.isDirectory(folder.resolve('a/b'))
    }

    def 'get: nothing is there'() {
        when:
        new Body(facts: info(none('/x'), true)).work { FILES.get('/x', folder.resolve('x')) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == '/x is not there'
    }

    def 'template: #what'() {
        given:
        def host = new Body(facts: facts, files: ['t.j2': template], data: [port: 80, key: Secret.of('s3cret')], params: [version: '1.4'])

        expect:
        host.steps { FILES.template(arguments, 't.j2', '/x') } == steps

        where:
        what            | template                                    | facts                             | arguments                        || steps
        'new'           | 'v {{ version }} on {{ host.name }}\n'      | content(none('/x'))               | [mode: '0644']                   || ['write /x 0644 - <<< v 1.4 on web-1\n']
        'with data'     | '{{ host.data.port + 1 }}{{ more }}'        | content(none('/x'))               | [data: [more: '!']]              || ['write /x - - <<< 81!']
        'the same'      | '{{ host.address }}'                        | content(file('/x'), '10.0.0.1')   | [:]                              || []
        'with a secret' | 'key={{ host.data.key }}'                   | content(none('/x'))               | [:]                              || ['write /x 0600 - <<< SECRET key=s3cret (no difference)']
        'secret given'  | '{{ token | upper }}'                       | content(none('/x'))               | [data: [token: Secret.of('t')]]  || ['write /x 0600 - <<< SECRET T (no difference)']
        'secret unused' | 'x'                                         | content(none('/x'))               | [data: [token: Secret.of('t')]]  || ['write /x - - <<< x']
        'a host'        | '{{ b }} {{ b.name }} {{ b.address }}'      | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x - - <<< db1 db1 10.0.0.9']
        'several hosts' | '{% for b in bs %}{{ b.data.port }}{% endfor %} {{ bs | map(attribute="name") | join }}' | content(none('/x')) | [data: [bs: [ANOTHER]]] || ['write /x - - <<< 5432 db1']
        'its groups'    | '{{ b.groups[0] }} {{ "db" in b.groups }}'  | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x - - <<< db True']
        'its secret'    | '{{ b.data.key }}'                          | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x 0600 - <<< SECRET k3y (no difference)']
        'a gap in it'   | '{{ b.data.nope | default("-") }}'          | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x - - <<< -']
        'its group'     | '{{ b.inGroup("db") }}'                     | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x - - <<< True']
        'it among some' | '{{ b in some }} {{ b in others }} {{ b in [1] }}' | content(none('/x'))        | [data: [b: ANOTHER, some: [ANOTHER], others: [THIRD]]] || ['write /x - - <<< True False False']
        'groups by it'  | '{% for g in bs | groupby("on") %}{{ g.grouper }}: {{ g.list | length }}{% endfor %}' | content(none('/x')) | [data: [bs: [[on: ANOTHER]]]] || ['write /x - - <<< db1: 1']
        'it once'       | '{{ [b, b] | unique | length }}'            | content(none('/x'))               | [data: [b: ANOTHER]]             || ['write /x - - <<< 1']
        'kept before'   | 'x'                                         | content(file('/x', 'y'), 'y')     | [backup: true]                   || ["cp -p -- /x /x$TIME", 'write /x - - <<< x']
        'in place of a directory' | 'x'                               | content(directory('/x'))          | [force: true]                    || ['rm -rf -- /x', 'write /x - - <<< x']
    }

    def 'what is wrong on the controller is told before the host is asked: #detail'() {
        when:
        new Body(files: ['t.j2': '{{ nope }}']).work(call)

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == detail

        where:
        call                                        || detail
        ({ FILES.template('t.j2', '/x') })          || "'nope' has no value for this host"
        ({ FILES.line('/x', 'a', match: '[') })     || "'[': Unclosed character class"
        ({ FILES.block('/x', 'a', before: '[') })   || "'[': Unclosed character class"
    }

    def 'line: #what'() {
        expect:
        new Body(facts: content(file('/x', now), now)).steps { FILES.line(arguments, '/x', line) } == steps

        where:
        what                     | now              | line  | arguments                       || steps
        'is added'               | 'a\n'            | 'b'   | [:]                             || ['write /x - - <<< a\nb\n']
        'is there'               | 'a\nb\n'         | 'b'   | [:]                             || []
        'is there, with no end'  | 'a\nb'           | 'b'   | [:]                             || []
        'ends the line before'   | 'a'              | 'b'   | [:]                             || ['write /x - - <<< a\nb\n']
        'takes another place'    | '#p 1\np 2\nz\n' | 'p 3' | [match: '^#?p']                 || ['write /x - - <<< #p 1\np 3\nz\n']
        'takes a place though it is there' | 'p 3\np 2\n' | 'p 3' | [match: '^p']                || ['write /x - - <<< p 3\np 3\n']
        'is the last that matches' | '#p\np 3\n'     | 'p 3' | [match: '^#?p']                 || []
        'is there, and none matches' | 'q\np 3\n'    | 'q'   | [match: '^z']                   || []
        'is kept before'         | 'a\n'            | 'b'   | [backup: true]                  || ["cp -p -- /x /x$TIME", 'write /x - - <<< a\nb\n']
        'matches nothing'        | 'z\n'            | 'p 3' | [match: '^#?p']                 || ['write /x - - <<< z\np 3\n']
        'is behind'              | 'a\nb\na\nc\n'   | 'x'   | [after: '^a']                   || ['write /x - - <<< a\nb\na\nx\nc\n']
        'is ahead'               | 'a\nb\nb\n'      | 'x'   | [before: '^b']                  || ['write /x - - <<< a\nx\nb\nb\n']
        'is behind nothing'      | 'a\n'            | 'x'   | [after: 'q']                    || ['write /x - - <<< a\nx\n']
        'is ahead of nothing'    | 'a\n'            | 'x'   | [before: 'q']                   || ['write /x - - <<< a\nx\n']
        'goes, everywhere'       | 'b\na\nb\n'      | 'b'   | [present: false]                || ['write /x - - <<< a\n']
        'is gone'                | 'a\n'            | 'b'   | [present: false]                || []
        'goes by a match'        | 'p 1\nq\n#p\n'   | ''    | [present: false, match: '^#?p'] || ['write /x - - <<< q\n']
        'holds the mode'         | 'a\n'            | 'a'   | [mode: '0600']                  || ['chmod 0600 -- /x']
        'is a part only'         | 'abc\n'          | 'b'   | [:]                             || ['write /x - - <<< abc\nb\n']
        'has signs of a shell'   | ''               | '$(x) \'"\\' | [:]                      || ['write /x - - <<< $(x) \'"\\\n']
        'is there, on Windows'   | 'a\r\nb\r\n'     | 'a'   | [match: '^a$']                  || []
        'is added on Windows'    | 'a\r\nb'         | 'c'   | [after: '^a$']                  || ['write /x - - <<< a\r\nc\r\nb\r\n']
        'has ends of two kinds around it' | 'a\r\nb\n' | 'c' | [:]                            || ['write /x - - <<< a\r\nb\nc\n']
        'is a secret'            | ''               | Secret.of('s') | [:]                    || ['write /x - - <<< SECRET s\n (no difference)']
    }

    def 'line: the difference tells an empty file from none: #before'() {
        expect:
        new Body(facts: facts).work { FILES.line('/x', 'a') }.steps().first().difference().get().before() == before

        where:
        facts                      || before
        content(file('/x', ''), '') || Optional.of('')
        content(none('/x'))        || Optional.empty()
    }

    def 'line: a missing file is made, but not to take a line away'() {
        expect:
        new Body(facts: content(none('/x'))).steps { FILES.line(arguments, '/x', 'a') } == steps

        where:
        arguments        || steps
        [mode: '0440']   || ['write /x 0440 - <<< a\n']
        [present: false] || []
    }

    def 'line: a directory is in the way, with #arguments'() {
        when:
        new Body(facts: content(directory('/x'))).work { FILES.line(arguments, '/x', 'a') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == '/x is to be a file and is a directory'

        where:
        arguments << [[:], [present: false]]
    }

    def 'line: #summary'() {
        when:
        new Body(facts: [(new FileContent('/x')): new FileContent.Text(file('/x'), bytes == null ? null : new Content.Bytes(bytes as byte[]))])
                .work { FILES.line(arguments, '/x', line) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        bytes   | line   | arguments    || summary
        []      | 'a\nb' | [:]          || 'Line has a line break'
        [0, 1]  | 'a'    | [:]          || 'File is no text'
        null    | 'a'    | [:]          || 'File is no text'
        []      | 'a'    | [match: '['] || 'Regular expression is wrong'
    }

    def 'block: #what'() {
        expect:
        new Body(facts: content(file('/x', now), now)).steps { FILES.block(arguments, '/x') } == steps

        where:
        what                | now                                                                     | arguments                            || steps
        'is added'          | 'a\n'                                                                   | [content: 'b\nc']                    || ['write /x - - <<< a\n# BEGIN managed block\nb\nc\n# END managed block\n']
        'is there'          | '# BEGIN managed block\nb\n# END managed block\n'                       | [content: 'b\n']                     || []
        'is another'        | '1\n# BEGIN managed block\nx\ny\n# END managed block\n2\n'              | [content: 'b']                       || ['write /x - - <<< 1\n# BEGIN managed block\nb\n# END managed block\n2\n']
        'has its own marks' | '# BEGIN managed block\nx\n# END managed block\n'                       | [content: 'b', marker: '; {mark} me'] || ['write /x - - <<< # BEGIN managed block\nx\n# END managed block\n; BEGIN me\nb\n; END me\n']
        'comes behind'      | 'a\nz\n'                                                                | [content: 'b', after: 'a']           || ['write /x - - <<< a\n# BEGIN managed block\nb\n# END managed block\nz\n']
        'comes ahead'       | 'a\nz\n'                                                                | [content: 'b', before: 'z']          || ['write /x - - <<< a\n# BEGIN managed block\nb\n# END managed block\nz\n']
        'is kept before'    | ''                                                                      | [content: 'b', backup: true]         || ["cp -p -- /x /x$TIME", 'write /x - - <<< # BEGIN managed block\nb\n# END managed block\n']
        'is there, on Windows' | '# BEGIN managed block\r\nb\r\n# END managed block\r\n'               | [content: 'b\n']                     || []
        'is added on Windows' | 'a\r\n'                                                               | [content: 'b\nc']                    || ['write /x - - <<< a\r\n# BEGIN managed block\r\nb\r\nc\r\n# END managed block\r\n']
        'goes'              | '1\n# BEGIN managed block\nx\n# END managed block\n2\n'                 | [content: '', present: false]                   || ['write /x - - <<< 1\n2\n']
        'is gone'           | '1\n'                                                                   | [content: '', present: false]                   || []
    }

    def 'block: #summary'() {
        when:
        new Body(facts: content(file('/x', '# BEGIN managed block\n'), '# BEGIN managed block\n')).work { FILES.block(arguments, '/x') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == summary

        where:
        arguments                      || summary
        [content: 'a']                 || 'Block has no end'
        [content: '', present: false]             || 'Block has no end'
        [content: 'a', marker: '# me'] || 'Marker has no {mark}'
        [content: '1\n# END managed block\n2'] || 'Block has a marker in it'
        [content: '# BEGIN managed block'] || 'Block has a marker in it'
        [content: '# END it', marker: '# {mark} it'] || 'Block has a marker in it'
    }
}
