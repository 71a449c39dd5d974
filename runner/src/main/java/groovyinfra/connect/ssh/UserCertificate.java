package groovyinfra.connect.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;

/**
 * A certificate that says which users a key may log in as.
 *
 * @param label for people
 * @param blob in wire form
 * @param key the key in wire form, without the certificate
 * @param reason why it cannot be used now; empty where it can
 */
record UserCertificate(String label, byte[] blob, byte[] key, String reason) {
    private static final long FOR_USERS = 1;

    /** The certificate in a file; nothing where there is none. */
    static Optional<UserCertificate> read(Path path, String label) {
        try {
            String[] words =
                    Files.readString(path, StandardCharsets.ISO_8859_1).strip().split("\\s+");
            return words.length > 1 ? of(Base64.getDecoder().decode(words[1]), label) : Optional.empty();
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<UserCertificate> of(byte[] blob, String label) {
        try {
            return new Buffer.PlainBuffer(blob).readPublicKey() instanceof Certificate<?> certificate
                    ? Optional.of(new UserCertificate(label, blob, wire(certificate.getKey()), reason(certificate)))
                    : Optional.empty();
        } catch (Buffer.BufferException | SSHRuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it is for the key of this identity. */
    boolean isFor(Identity identity) {
        return identity.openBlob().filter(it -> Arrays.equals(it, key)).isPresent();
    }

    private static byte[] wire(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }

    private static String reason(Certificate<?> certificate) {
        Instant now = Instant.now();
        if (certificate.getType() != FOR_USERS) {
            return "is for hosts";
        }
        if (now.isBefore(certificate.getValidAfter().toInstant())) {
            return "is valid from " + certificate.getValidAfter().toInstant();
        }
        return now.isBefore(certificate.getValidBefore().toInstant())
                ? ""
                : "was valid until " + certificate.getValidBefore().toInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserCertificate that && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }
}
