package groovyinfra.endtoend

import groovy.transform.CompileStatic
import java.security.KeyPair
import java.security.KeyPairGenerator
import org.apache.sshd.common.keyprovider.KeyPairProvider
import org.apache.sshd.server.SshServer
import org.apache.sshd.server.auth.password.PasswordAuthenticator
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator

/** Something that listens on a port of this machine and is not what an SSH client hopes for. */
@CompileStatic
class OddServer implements Closeable {
    final int port
    private final Closeable listener

    private OddServer(int port, Closeable listener) {
        this.port = port
        this.listener = listener
    }

    /** Answers every connection with this text and hangs up. */
    static OddServer saying(String text) {
        def socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())
        Thread.ofVirtual().start {
            while (!socket.closed) {
                try (def client = socket.accept()) {
                    client.outputStream.write(text.bytes)
                } catch (IOException hungUp) {
                    assert hungUp
                }
            }
        }
        new OddServer(socket.localPort, socket)
    }

    /** Takes connections and never says anything. */
    static OddServer silent() {
        def socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())
        new OddServer(socket.localPort, socket)
    }

    /** A port that nobody listens on. */
    static int closedPort() {
        try (def socket = new ServerSocket(0)) {
            return socket.localPort
        }
    }

    /** An SSH server that lets nobody in. */
    static OddServer refusing() {
        def server = SshServer.setUpDefaultServer()
        server.host = 'localhost'
        server.port = 0
        server.keyPairProvider = KeyPairProvider.wrap(keys())
        server.passwordAuthenticator = { String user, String password, session -> false } as PasswordAuthenticator
        server.publickeyAuthenticator = RejectAllPublickeyAuthenticator.INSTANCE
        server.start()
        new OddServer(server.port, { server.stop(true) } as Closeable)
    }

    /** A key pair of a host. */
    static KeyPair keys() {
        KeyPairGenerator.getInstance('EC').tap { initialize(256) }.generateKeyPair()
    }

    @Override
    void close() {
        listener.close()
    }
}
