package groovyinfra.connect.ssh;

import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * One message of a login by key: the question whether a key would do, or the key with a signature that was made beforehand. The
 * library's own method signs in the thread that reads from the network, where nobody may be asked for anything.
 */
final class KeyLogin extends AbstractAuthMethod {
    private static final String METHOD = "publickey";
    private static final String SERVICE = "ssh-connection";

    private final String user;
    private final String algorithm;
    private final byte[] blob;
    private final Optional<byte[]> signature;
    private boolean sent;

    /** What the server says to a key that would do. */
    static final class Welcome extends UserAuthException {
        Welcome() {
            super("the key would do");
        }
    }

    KeyLogin(String user, String algorithm, byte[] blob, Optional<byte[]> signature) {
        super(METHOD);
        this.user = user;
        this.algorithm = algorithm;
        this.blob = blob;
        this.signature = signature;
    }

    /** What is to be signed. */
    static byte[] toSign(byte[] session, String user, String algorithm, byte[] blob) {
        return new Buffer.PlainBuffer()
                .putBytes(session)
                .putByte(Message.USERAUTH_REQUEST.toByte())
                .putString(user)
                .putString(SERVICE)
                .putString(METHOD)
                .putBoolean(true)
                .putString(algorithm)
                .putBytes(blob)
                .getCompactData();
    }

    /**
     * Sends it at once, before the library does. A client that has seen the signature of a server need not wait until the server
     * grants the service that logs it in.
     */
    void send(Transport transport) throws TransportException {
        SSHPacket packet = new SSHPacket(Message.USERAUTH_REQUEST)
                .putString(user)
                .putString(SERVICE)
                .putString(METHOD)
                .putBoolean(signature.isPresent())
                .putString(algorithm)
                .putBytes(blob);
        signature.ifPresent(packet::putBytes);
        transport.write(packet);
        sent = true;
    }

    @Override
    public void request() throws TransportException {
        if (!sent) {
            send(params.getTransport());
        }
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60 && signature.isEmpty()) {
            throw new Welcome();
        }
        super.handle(message, packet);
    }
}
