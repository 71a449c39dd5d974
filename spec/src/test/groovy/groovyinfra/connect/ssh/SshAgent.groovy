package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** OpenSSH's agent, without keys at first. */
@CompileStatic
class SshAgent implements Closeable {
    final Path socket
    private final Process process

    SshAgent(Path socket) {
        this.socket = socket
        process = new ProcessBuilder('ssh-agent', '-D', '-a', socket.toString()).redirectErrorStream(true).start()
        // It prints its address when it listens.
        process.inputReader().readLine()
    }

    void add(Path key) {
        Sshd.run(['ssh-add', '-q', key.toString()], [SSH_AUTH_SOCK: socket.toString()])
    }

    @Override
    void close() {
        process.destroyForcibly()
        process.waitFor(10, TimeUnit.SECONDS)
    }
}
