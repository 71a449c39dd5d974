package groovyinfra.connect

import groovyinfra.connect.ssh.Sshd
import groovyinfra.connect.ssh.SshConnector
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared

/** A host with a real OpenSSH server. */
@Requires({ Sshd.usable() })
class OpenSshSessionSpec extends SessionContract {
    @Shared @AutoCleanup Sshd sshd
    @Shared @AutoCleanup SshConnector connector

    @Override
    Session open() {
        sshd = Sshd.start()
        connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { throw new AssertionError(it) })
        ShellSession.open(sshd.host(), connector)
    }
}
