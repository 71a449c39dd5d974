package groovyinfra.connect.inside

import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.ShellConnector

/** A running container, by a program in place of docker. */
class DockerSessionSpec extends SessionContract {

    @Override
    Session open() {
        def around = new ShellConnector('dash', directory)
        new Engine(around.programs, 'docker', directory.resolve('engine')).container('shop', true)
        Insides.session(Insides.host('docker:shop'), around)
    }

    def 'every command runs in the container'() {
        expect:
        carryOut(run('echo $INSIDE')).stdout() == 'shop\n'
    }
}
