package groovyinfra.connect.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A key that a user can log in with. */
interface Identity {
    /** The end of the names of keys with certificates. */
    String CERTIFICATE = "-cert-v01@openssh.com";

    /** For people. */
    String label();

    /**
     * The public key in wire form; somebody may be asked for a passphrase.
     *
     * @throws Unusable where not even that can be known
     */
    byte[] blob() throws Unusable;

    /** The public key, where it can be known without asking. */
    Optional<byte[]> openBlob();

    /** Whether it signs without asking anybody; others are offered first, and sign only for a server that takes them. */
    boolean ready();

    /**
     * A signature in wire form.
     *
     * @param algorithm one of {@link #algorithms}
     */
    byte[] sign(String algorithm, byte[] data) throws Unusable, IOException;

    /** The names of the signatures it can make, best first; the old one of RSA with SHA-1 is not among them. */
    default List<String> algorithms(String serverVersion) throws Unusable {
        String type = HostKey.of(blob()).type();
        if (!plain(type).equals("ssh-rsa")) {
            return List.of(type);
        }
        String end = type.endsWith(CERTIFICATE) ? CERTIFICATE : "";
        // OpenSSH knows both or none; others, such as dropbear, know only one of them.
        return serverVersion.startsWith("OpenSSH")
                ? List.of("rsa-sha2-512" + end)
                : List.of("rsa-sha2-512" + end, "rsa-sha2-256" + end);
    }

    /** The name of a signature or key without its certificate. */
    static String plain(String algorithm) {
        return algorithm.replace(CERTIFICATE, "");
    }

    /** The key cannot be used; the message says why. */
    final class Unusable extends Exception {
        private final transient Optional<String> attempt;

        Unusable(String reason) {
            this(reason, Optional.empty());
        }

        private Unusable(String reason, Optional<String> attempt) {
            super(reason);
            this.attempt = attempt;
        }

        /** It is locked, and stays so. */
        static Unusable locked(String reason, boolean agent) {
            return new Unusable(
                    reason,
                    Optional.of(agent ? "unlock the key: ssh-add" : "give its passphrase: `passphrase: !secret ...`"));
        }

        /** Others can read its file. */
        static Unusable open(Path file, int mode) {
            return new Unusable("is open to others: mode %04o".formatted(mode), Optional.of("chmod 600 " + file));
        }

        /** What helps, where that is known. */
        Optional<String> attempt() {
            return attempt;
        }
    }
}
