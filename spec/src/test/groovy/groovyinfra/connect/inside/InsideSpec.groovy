package groovyinfra.connect.inside

import groovyinfra.connect.Connection
import groovyinfra.connect.Connector
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellConnector
import groovyinfra.model.Content
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Containers and directory trees: which are entered how, what is left behind, and what is said where they are not to be had. */
@Timeout(60)
class InsideSpec extends Specification {
    @TempDir Path home
    ShellConnector around
    Engine engine

    def setup() {
        around = new ShellConnector('dash', home)
        engine = new Engine(around.programs, 'docker', Files.createDirectories(home.resolve('engine')))
    }

    static List<?> results(Session session, String script, Options options = Options.NONE) {
        session.carryOut([SessionContract.run(script)], options, Session.Progress.SILENT)
    }

    def problem(String connector, Connector from = around) {
        try {
            Insides.session(Insides.host(connector), from).close()
            null
        } catch (ProblemException refused) {
            refused.problems()[0]
        }
    }

    def 'an image is started with nothing but a shell, and removed when the session ends'() {
        given:
        engine.image('debian:12')

        when:
        def session = Insides.session(Insides.host('docker', 'debian:12'), around)
        def during = engine.containers()
        def said = results(session, 'echo $INSIDE')[0].stdout().strip()
        session.close()

        then:
        during == [said]
        said.startsWith('groovy-infra-')
        engine.containers() == []
    }

    def 'it is removed, too, when the runner is killed: its standard input ends'() {
        given:
        engine.image('debian:12')
        def session = Insides.session(Insides.host('docker:debian:12'), around)

        when: 'all that the runner has open is closed'
        def first = around.processes.find { it.info().arguments().orElse([] as String[]).any { word -> word == 'run' } }
        around.processes*.outputStream*.close()
        first.waitFor(10, TimeUnit.SECONDS)

        then:
        engine.containers() == []

        cleanup:
        session?.close()
    }

    def 'a container that was there is left alone'() {
        given:
        engine.container('shop', true)

        when:
        Insides.session(Insides.host('docker:shop'), around).close()

        then:
        engine.containers() == ['shop']
        !engine.words().any { it.startsWith('rm') || it.startsWith('run') }
    }

    def 'other users, uploads of any size and time limits work inside'() {
        given:
        engine.container('shop', true)
        around.program('sudo', 'shift 4; exec "$@"')
        def session = Insides.session(Insides.host('docker:shop'), around)
        def root = Options.NONE.with(Option.SUDO, Identity.root())
        def upload = new Step.Upload(new Content.Bytes(new byte[300_000]), "$home/file", Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty())

        expect:
        results(session, 'echo $INSIDE', root)*.stdout() == ['shop\n']
        session.carryOut([upload], root, Session.Progress.SILENT)*.exit() == [new Exit.Code(0)]
        Files.size(home.resolve('file')) == 300_000
        results(session, 'sleep 27182', root.with(Option.TIMEOUT, Duration.ofSeconds(1)))*.exit() == [new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('TERM'))]
        SessionContract.alive('sleep 27182') == 0

        cleanup:
        session?.close()
    }

    def 'where docker says "#said", the problem is "#summary"'() {
        given:
        engine.fails("$said\n")

        when:
        def found = problem('docker:shop')

        then:
        found.summary() == summary
        found.where().host().get() == 'inner'
        found.detail().contains('shop')
        found.attempt() == attempt

        where:
        said                                                                                    | summary                  || attempt
        'Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running?' | 'docker is not running' || 'start it on the host around: systemctl start docker'
        'permission denied while trying to connect to the Docker daemon socket at unix:///run'  | 'docker is not allowed'  || 'write sudo/docker:shop, or add the user to the group docker'
        'something else'                                                                        | 'The container does not start' || 'try on the host around: docker run --rm shop sh -c true'
    }

    def 'what is not there is named, with what to do: #summary'() {
        given:
        if (stopped) {
            engine.container('shop', false)
        }

        expect:
        def found = problem(connector)
        [found.summary(), found.attempt()] == [summary, attempt]

        where:
        connector        | stopped || summary                      | attempt
        'docker:shop'    | false   || 'No such container or image' | 'correct the name; docker ps -a and docker images list what there is'
        'docker:shop'    | true    || 'Container is not running'   | 'start it: docker start shop'
        'docker:a;b'     | false   || 'Not a container or image'   | 'give the name that docker lists'
        'docker:-v'      | false   || 'Not a container or image'   | 'give the name that docker lists'
        'chroot:tree'    | false   || 'Not a directory for chroot' | 'give its whole path, of letters, digits and ._:@+- only'
        "chroot:/a'b"    | false   || 'Not a directory for chroot' | 'give its whole path, of letters, digits and ._:@+- only'
    }

    def 'a host without #program is a problem that says so'() {
        given: 'a PATH with nothing but what a shell needs'
        def programs = Files.createDirectory(home.resolve('bin'))
        ['sh', 'setsid', 'env', 'id'].each { name ->
            def real = ['/bin', '/usr/bin'].collect { Path.of(it, name) }.find { Files.exists(it) }
            Files.createSymbolicLink(programs.resolve(name), real)
        }
        around.environment = [PATH: programs.toString()]

        expect:
        def found = problem(connector)
        [found.summary(), found.attempt()] == [summary, attempt]

        where:
        connector          || summary                 | attempt
        'podman:shop'      || 'The host has no podman' | 'install podman on the host around'
        'chroot:/srv/tree' || (System.getProperty('user.name') == 'root' ? 'The host has no chroot' : 'Chroot needs root') |
            (System.getProperty('user.name') == 'root' ? 'install chroot there (package coreutils)' : 'write sudo/chroot:/srv/tree, or log in as root')
        program = connector.takeBefore(':')
    }

    def 'chroot needs #what'() {
        given:
        around.program('id', "echo $user")

        expect:
        def found = problem("chroot:$home/$folder")
        [found.summary(), found.attempt().replace(home.toString(), '')] == [summary, attempt]

        where:
        what           | user | folder   || summary                         | attempt
        'root'         | 1000 | 'tree'   || 'Chroot needs root'             | 'write sudo/chroot:/tree, or log in as root'
        'a directory'  | 0    | 'none'   || 'No such directory'             | 'create /none, for example by debootstrap'
        'a shell'      | 0    | 'engine' || 'The directory tree has no sh'  | 'install a shell at /engine/bin/sh'
    }

    @IgnoreIf({ !Trees.possible() })
    def 'a tree with nothing but busybox is enough, and what runs there is killed although it shows no processes'() {
        given:
        def tree = Trees.ofBusybox()
        def session = Insides.session(Insides.host('chroot', tree.folder.toString()), tree)
        def upload = new Step.Upload(new Content.Bytes(new byte[size]), '/file', Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())

        expect:
        session.carryOut([upload], Options.NONE, Session.Progress.SILENT)*.exit() == [new Exit.Code(0)]
        Files.size(tree.folder.resolve('file')) == size
        results(session, 'ls /proc')*.exit() == [new Exit.Code(1)]
        results(session, "trap '' TERM; sleep 161803 & sleep 161803", Options.NONE.with(Option.TIMEOUT, Duration.ofSeconds(1)))*.exit() ==
            [new Exit.TimedOut(Duration.ofSeconds(1), Optional.of('KILL'))]
        SessionContract.alive('sleep 161803') == 0

        cleanup:
        session?.close()
        tree.close()

        where:
        size << [10, 200_000]
    }

    def 'a place inside of a host that is reached by ssh is entered there, by sudo where that is asked for'() {
        given:
        engine.container('shop', true)
        around.program('sudo', 'echo "$@" >>"$HOME/sudo"; shift 4; exec "$@"')
        def asked = []
        def ssh = new Connector() {
            @Override
            String name() {
                'ssh'
            }

            @Override
            Connection open(Host host) {
                asked << [host.connector(), host.address(), host.settings()]
                around.open(host)
            }
        }
        def nowhere = new Connector() {
            @Override
            String name() {
                'local'
            }

            @Override
            Connection open(Host host) {
                throw new AssertionError('not here')
            }
        }
        def session = Insides.session(Insides.host(connector, 'shop', [user: 'me', key: 'k']), nowhere, ssh)

        expect:
        results(session, 'echo $INSIDE')*.stdout() == ['shop\n']
        asked == [['ssh', address, settings]]
        Files.exists(home.resolve('sudo')) == sudo

        cleanup:
        session?.close()

        where:
        connector                          || address  | settings                            | sudo
        'ssh:web1/docker:shop'             || 'web1'   | [user: 'me', key: 'k']              | false
        'ssh:web1/docker'                  || 'web1'   | [user: 'me', key: 'k']              | false
        'ssh:root@web1:2222/docker:shop'   || 'web1'   | [user: 'root', key: 'k', port: 2222] | false
        'ssh:root@[::1]:22/sudo/docker'    || '::1'    | [user: 'root', key: 'k', port: 22]  | true
    }
}
