package groovyinfra.connect.ssh;

import com.hierynomus.sshj.common.KeyDecryptionFailedException;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import groovyinfra.connect.ssh.Identity.Unusable;
import groovyinfra.connect.ssh.config.ThisProcess;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * A private key file as it was read.
 *
 * @param blob the public key, where it can be known without a passphrase
 */
record KeyFile(Path path, Format format, boolean encrypted, String text, Optional<byte[]> blob) {
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    private static final int ALL = 07777;
    private static final int OTHERS = 0077;

    enum Format {
        OPENSSH,
        PEM
    }

    /** The passphrase is not the right one. */
    static final class WrongPassphrase extends Exception {}

    static KeyFile read(Path path) throws Unusable {
        String text = text(path);
        if (!text.contains(" PRIVATE KEY-----")) {
            throw new Unusable(reason(text));
        }
        refuseOthers(path);
        if (text.contains(OPENSSH)) {
            return openSsh(path, text);
        }
        boolean encrypted = text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED");
        return new KeyFile(path, Format.PEM, encrypted, text, besides(path));
    }

    /** The pair of keys. */
    KeyPair open(Optional<Secret> passphrase) throws Unusable, WrongPassphrase {
        char[] phrase = passphrase.map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
        try {
            return switch (format) {
                case OPENSSH -> {
                    OpenSSHKeyV1KeyFile file = new OpenSSHKeyV1KeyFile();
                    file.init(new StringReader(text), PasswordUtils.createOneOff(phrase));
                    yield new KeyPair(file.getPublic(), file.getPrivate());
                }
                case PEM -> PemKey.open(text, phrase);
            };
        } catch (KeyDecryptionFailedException wrong) {
            throw new WrongPassphrase();
        } catch (IOException | SSHRuntimeException broken) {
            throw new Unusable(Words.of(broken));
        }
    }

    private static KeyFile openSsh(Path path, String text) throws Unusable {
        String body = text.substring(text.indexOf(OPENSSH) + OPENSSH.length());
        int end = body.indexOf("-----END");
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(end < 0 ? body : body.substring(0, end));
            Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(bytes);
            buffer.readRawBytes(new byte[MAGIC.length]);
            String cipher = buffer.readString();
            buffer.readString(); // how the passphrase becomes a key
            buffer.readBytes();
            buffer.readUInt32(); // keys in the file: one
            byte[] blob = buffer.readBytes();
            return new KeyFile(path, Format.OPENSSH, !cipher.equals("none"), text, Optional.of(blob));
        } catch (Buffer.BufferException | IllegalArgumentException broken) {
            throw new Unusable("is damaged");
        }
    }

    private static String text(Path path) throws Unusable {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new Unusable("does not exist");
        } catch (IOException unreadable) {
            throw new Unusable(Files.isDirectory(path) ? "is a directory" : "cannot be read");
        }
    }

    // As OpenSSH has it: whom somebody else's file is open to is not for its reader to say.
    private static void refuseOthers(Path path) throws Unusable {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:uid,mode");
            int mode = (int) file.get("mode") & ALL;
            if (file.get("uid").equals(ThisProcess.UID) && (mode & OTHERS) != 0) {
                throw Unusable.open(path, mode);
            }
        } catch (IOException gone) {
            throw new Unusable("cannot be read");
        }
    }

    private static String reason(String text) {
        if (text.startsWith("PuTTY-User-Key-File")) {
            return "is a PuTTY key; convert it with `puttygen -O private-openssh`";
        }
        return text.startsWith("ssh-") || text.startsWith("ecdsa-") || text.contains("PUBLIC KEY")
                ? "is a public key; name the private one"
                : "is not a private key";
    }

    /** The public key that the file is, or that stands beside it. */
    static Optional<byte[]> publicHalf(Path path) {
        Optional<byte[]> beside = besides(path);
        return beside.isPresent() ? beside : publicKey(path);
    }

    // ssh-keygen writes the public key beside the private one.
    private static Optional<byte[]> besides(Path path) {
        return publicKey(Path.of(path + ".pub"));
    }

    private static Optional<byte[]> publicKey(Path path) {
        try {
            String[] words =
                    Files.readString(path, StandardCharsets.ISO_8859_1).strip().split("\\s+");
            return words.length > 1 ? Optional.of(Base64.getDecoder().decode(words[1])) : Optional.empty();
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
