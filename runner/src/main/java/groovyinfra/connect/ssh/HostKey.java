package groovyinfra.connect.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key as SSH writes it.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 of its wire form, which begins with the type
 */
public record HostKey(String type, String base64) {
    private static final Map<String, String> SHORT = Map.of(
            "ssh-ed25519", "ED25519",
            "ssh-rsa", "RSA",
            "ssh-dss", "DSA",
            "ecdsa-sha2-nistp256", "ECDSA",
            "ecdsa-sha2-nistp384", "ECDSA",
            "ecdsa-sha2-nistp521", "ECDSA");

    static HostKey of(PublicKey key) {
        return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    static HostKey of(byte[] wire) {
        return new HostKey(typeOf(wire), Base64.getEncoder().encodeToString(wire));
    }

    /** A key as a file has it; none where it is not whole. */
    static Optional<HostKey> read(String type, String base64) {
        try {
            byte[] wire = Base64.getDecoder().decode(base64);
            Buffer.PlainBuffer parts = new Buffer.PlainBuffer(wire);
            while (parts.available() > 0) {
                parts.readBytes();
            }
            return Optional.of(of(wire)).filter(key -> key.type.equals(type));
        } catch (IllegalArgumentException | Buffer.BufferException garbled) {
            return Optional.empty();
        }
    }

    /** As {@code ssh-keygen -l} shows it. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The kind of key in one word, as {@code ssh-keygen -l} shows it. */
    public String kind() {
        return SHORT.getOrDefault(type, type);
    }

    /** For people: kind and fingerprint. */
    public String shown() {
        return kind() + " " + fingerprint();
    }

    private static String typeOf(byte[] wire) {
        try {
            return new Buffer.PlainBuffer(wire).readString();
        } catch (Buffer.BufferException garbled) {
            throw new IllegalArgumentException("not a public key", garbled);
        }
    }
}
