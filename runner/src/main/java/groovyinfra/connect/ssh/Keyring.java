package groovyinfra.connect.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import groovyinfra.connect.Asker;
import groovyinfra.connect.ssh.KeyFile.WrongPassphrase;
import groovyinfra.model.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.signature.Signature;

/** The private key files of a run: each is read once, and its passphrase is asked once, for all hosts. */
final class Keyring {
    private static final int TRIES = 3;

    private final Asker asker;
    private final LocalUser user;
    private final ReentrantLock asking;
    private final Map<Path, FileIdentity> files = new ConcurrentHashMap<>();

    /** The lock is held while a question stands, so that only one does. */
    Keyring(Asker asker, LocalUser user, ReentrantLock asking) {
        this.asker = asker;
        this.user = user;
        this.asking = asking;
    }

    /** The key in this file. */
    Identity file(Path path, Optional<Secret> passphrase) {
        return files.computeIfAbsent(path, file -> new FileIdentity(file, passphrase));
    }

    private final class FileIdentity implements Identity {
        private final Path path;
        private final Optional<Secret> passphrase;
        private KeyFile read; // this and the next two guarded by lock
        private KeyPair open;
        private Unusable unusable;
        private final ReentrantLock lock = new ReentrantLock();

        FileIdentity(Path path, Optional<Secret> passphrase) {
            this.path = path;
            this.passphrase = passphrase;
        }

        @Override
        public String label() {
            return "key " + user.shown(path);
        }

        @Override
        public byte[] blob() throws Unusable {
            Optional<byte[]> known = read().blob();
            return known.isPresent()
                    ? known.get()
                    : new Buffer.PlainBuffer().putPublicKey(pair().getPublic()).getCompactData();
        }

        @Override
        public boolean ready() {
            try {
                return !read().encrypted() || isOpen();
            } catch (Unusable later) {
                return false;
            }
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws Unusable {
            Signature signature = signature(algorithm);
            signature.initSign(pair().getPrivate());
            signature.update(data);
            return new Buffer.PlainBuffer()
                    .putString(signature.getSignatureName())
                    .putBytes(signature.encode(signature.sign()))
                    .getCompactData();
        }

        private boolean isOpen() {
            lock.lock();
            try {
                return open != null;
            } finally {
                lock.unlock();
            }
        }

        private KeyFile read() throws Unusable {
            lock.lock();
            try {
                if (unusable != null) {
                    throw unusable;
                }
                if (read == null) {
                    read = KeyFile.read(path);
                }
                return read;
            } catch (Unusable reason) {
                unusable = reason;
                throw reason;
            } finally {
                lock.unlock();
            }
        }

        private KeyPair pair() throws Unusable {
            lock.lock();
            try {
                KeyFile file = read();
                if (open == null) {
                    open = file.encrypted() ? unlocked(file) : file.open(Optional.empty());
                }
                return open;
            } catch (WrongPassphrase impossible) {
                throw new IllegalStateException(impossible);
            } catch (Unusable reason) {
                unusable = reason;
                throw reason;
            } finally {
                lock.unlock();
            }
        }

        private KeyPair unlocked(KeyFile file) throws Unusable {
            if (passphrase.isPresent()) {
                try {
                    return file.open(passphrase);
                } catch (WrongPassphrase wrong) {
                    throw new Unusable("has another passphrase than the one given");
                }
            }
            for (int i = 0; i < TRIES; i++) {
                try {
                    return file.open(Optional.of(ask(i)));
                } catch (WrongPassphrase wrong) {
                    // Once more.
                }
            }
            throw new Unusable("has another passphrase than those given");
        }

        private Secret ask(int tries) throws Unusable {
            asking.lock();
            try {
                String again = tries == 0 ? "" : "That was not it. ";
                return asker.secret(again + "Passphrase of " + user.shown(path) + ": ")
                        .orElseThrow(() -> new Unusable("has a passphrase, and there is no terminal to ask for it"));
            } finally {
                asking.unlock();
            }
        }
    }

    private static Signature signature(String algorithm) {
        Factory.Named<KeyAlgorithm> factory = switch (algorithm) {
            case "ssh-ed25519" -> KeyAlgorithms.EdDSA25519();
            case "ecdsa-sha2-nistp256" -> KeyAlgorithms.ECDSASHANistp256();
            case "ecdsa-sha2-nistp384" -> KeyAlgorithms.ECDSASHANistp384();
            case "ecdsa-sha2-nistp521" -> KeyAlgorithms.ECDSASHANistp521();
            case "rsa-sha2-512" -> KeyAlgorithms.RSASHA512();
            case "rsa-sha2-256" -> KeyAlgorithms.RSASHA256();
            default -> throw new IllegalArgumentException(algorithm);
        };
        return factory.create().newSignature();
    }
}
