package groovyinfra.connect.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;

/**
 * {@code mlkem768x25519-sha256}: keys that stay secret as long as one of the two, ML-KEM-768 or X25519, is safe, also from who
 * records the session now and has a quantum computer later.
 */
final class HybridExchange extends KeyExchangeBase {
    private static final int ENCAPSULATION_KEY = 1184;
    private static final int CIPHERTEXT = 1088;
    private static final int POINT = 32;
    private static final byte[] POINT_HEADER = HexFormat.of().parseHex("302a300506032b656e032100");

    private KeyPair lattice;
    private KeyPair curve;
    private byte[] sent;
    private Shared shared;

    HybridExchange() {
        super(new SHA256());
    }

    /** Makes them. */
    static final class Maker implements Factory.Named<KeyExchange> {
        @Override
        public KeyExchange create() {
            return new HybridExchange();
        }

        @Override
        public String getName() {
            return "mlkem768x25519-sha256";
        }
    }

    /** The library writes the secret as a number; this exchange has it as bytes, which this number is written as. */
    private static final class Shared extends BigInteger {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Shared(byte[] bytes) {
            super(1, bytes);
            this.bytes = bytes.clone();
        }

        @Override
        public byte[] toByteArray() {
            return bytes.clone();
        }
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverId, clientId, serverInit, clientInit);
        digest.init();
        lattice = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        curve = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        sent = joined(end(lattice.getPublic(), ENCAPSULATION_KEY), end(curve.getPublic(), POINT));
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(sent));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message != Message.KEXDH_31) {
            throw failed("Unexpected packet: " + message);
        }
        byte[] certified;
        byte[] received;
        byte[] signed;
        try {
            certified = packet.readBytes();
            received = packet.readBytes();
            signed = packet.readBytes();
            hostKey = new Buffer.PlainBuffer(certified).readPublicKey();
        } catch (Buffer.BufferException garbled) {
            throw new TransportException(garbled);
        }
        shared = new Shared(agreed(received));
        Buffer.PlainBuffer all = initializedBuffer()
                .putBytes(certified)
                .putBytes(sent)
                .putBytes(received)
                .putBytes(shared.toByteArray());
        digest.update(all.array(), all.rpos(), all.available());
        H = digest.digest();
        verify(certified, signed);
        return true;
    }

    @Override
    public BigInteger getK() {
        return shared;
    }

    private byte[] agreed(byte[] received) throws GeneralSecurityException, TransportException {
        if (received.length != CIPHERTEXT + POINT) {
            throw failed("Server's share has " + received.length + " bytes");
        }
        byte[] first = KEM.getInstance("ML-KEM")
                .newDecapsulator(lattice.getPrivate())
                .decapsulate(Arrays.copyOf(received, CIPHERTEXT))
                .getEncoded();
        byte[] point = Arrays.copyOfRange(received, CIPHERTEXT, CIPHERTEXT + POINT);
        PublicKey other =
                KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(joined(POINT_HEADER, point)));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(curve.getPrivate());
        agreement.doPhase(other, true);
        return MessageDigest.getInstance("SHA-256").digest(joined(first, agreement.generateSecret()));
    }

    // As the library does it for its own exchanges.
    private void verify(byte[] certified, byte[] signed) throws TransportException {
        Signature signature = trans.getHostKeyAlgorithm().newSignature();
        signature.initVerify(hostKey instanceof Certificate<?> certificate ? certificate.getKey() : hostKey);
        signature.update(H, 0, H.length);
        if (!signature.verify(signed)) {
            throw failed("KeyExchange signature verification failed");
        }
        if (hostKey instanceof Certificate<?> certificate) {
            String error;
            try {
                error = KeyType.CertUtils.verifyHostCertificate(certified, certificate, trans.getRemoteHost());
            } catch (Buffer.BufferException | SSHRuntimeException unreadable) {
                throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, unreadable);
            }
            if (error != null) {
                throw failed("KeyExchange certificate check failed: " + error);
            }
        }
    }

    private static TransportException failed(String message) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, message);
    }

    private static byte[] end(PublicKey key, int length) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
