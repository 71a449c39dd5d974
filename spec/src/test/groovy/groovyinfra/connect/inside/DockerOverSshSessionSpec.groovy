package groovyinfra.connect.inside

import groovyinfra.connect.Asker
import groovyinfra.connect.Session
import groovyinfra.connect.SessionContract
import groovyinfra.connect.local.LocalConnector
import groovyinfra.connect.ssh.Sshd
import groovyinfra.connect.ssh.SshConnector
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared

/** A running container of a host with a real OpenSSH server, by a program in place of docker. */
@Requires({ Sshd.usable() })
class DockerOverSshSessionSpec extends SessionContract {
    @Shared @AutoCleanup Sshd sshd
    @Shared @AutoCleanup SshConnector connector

    @Override
    Session open() {
        def programs = Files.createDirectory(directory.resolve('programs'))
        new Engine(programs, 'docker', directory.resolve('engine')).container('shop', true)
        sshd = Sshd.start(SetEnv: "PATH=$programs:/usr/sbin:/usr/bin:/sbin:/bin")
        connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
        Insides.session(Insides.host("ssh:127.0.0.1:$sshd.port/docker:shop"), new LocalConnector(), connector)
    }

    def 'every command runs in the container, on the host around'() {
        expect:
        carryOut(run('echo $INSIDE $SSH_CONNECTION')).stdout() ==~ /shop 127\.0\.0\.1 \d+ 127\.0\.0\.1 $sshd.port\n/
    }
}
