package groovyinfra.connect.inside

import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellConnector
import groovyinfra.model.Options
import spock.lang.Shared

/** A container of the real podman, where that runs. */
class PodmanSessionSpec extends SessionContract {
    @Shared ShellConnector around
    @Shared String container = "contract-${ProcessHandle.current().pid()}"

    @Override
    Session open() {
        around = new ShellConnector('dash', directory)
        RealPodman.prepare(around, directory)
        RealPodman.image(around, directory)
        RealPodman.run(around, "podman run -d --rm --name $container --network host -v /usr:/usr:ro -v /etc:/etc:ro " +
            "-v $directory:$directory $RealPodman.IMAGE sleep infinity")
        Insides.session(Insides.host("podman:$container"), around)
    }

    /** Podman's conmon waits in its write to a terminal that is full, and does not read from it meanwhile: what fits in always goes. */
    @Override
    int linesTyped() {
        400
    }

    def cleanupSpec() {
        if (session) {
            RealPodman.run(around, "podman rm -f $container; podman rmi $RealPodman.IMAGE $RealPodman.WHOLE")
        }
    }

    def 'an image is started as a container, which is removed at the end'() {
        given:
        def before = RealPodman.run(around, 'podman ps -aq').readLines().size()
        RealPodman.whole(around)

        when:
        def other = Insides.session(Insides.host("podman:$RealPodman.WHOLE"), around)
        def said = other.carryOut([run('echo from the inside; ls /')], Options.NONE, Session.Progress.SILENT)
        def during = RealPodman.run(around, 'podman ps -aq').readLines().size()
        other.close()

        then:
        said*.stdout()[0].startsWith('from the inside\n')
        during == before + 1
        RealPodman.run(around, 'podman ps -aq').readLines().size() == before
    }
}
