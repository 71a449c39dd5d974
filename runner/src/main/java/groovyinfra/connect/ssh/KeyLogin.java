package groovyinfra.connect.ssh;

import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * One message of a login by key: the question whether a key would do, or the key with a signature that was made beforehand. The
 * library's own method signs in the thread that reads from the network, where nobody may be asked for anything.
 */
final class KeyLogin extends AbstractAuthMethod {
    private static final String METHOD = "publickey";

    private final String algorithm;
    private final byte[] blob;
    private final Optional<byte[]> signature;

    /** What the server says to a key that would do. */
    static final class Welcome extends UserAuthException {
        Welcome() {
            super("the key would do");
        }
    }

    KeyLogin(String algorithm, byte[] blob, Optional<byte[]> signature) {
        super(METHOD);
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
                .putString("ssh-connection")
                .putString(METHOD)
                .putBoolean(true)
                .putString(algorithm)
                .putBytes(blob)
                .getCompactData();
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        SSHPacket packet = super.buildReq()
                .putBoolean(signature.isPresent())
                .putString(algorithm)
                .putBytes(blob);
        signature.ifPresent(packet::putBytes);
        return packet;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60 && signature.isEmpty()) {
            throw new Welcome();
        }
        super.handle(message, packet);
    }
}
