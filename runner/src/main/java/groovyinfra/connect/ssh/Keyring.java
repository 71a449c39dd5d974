package groovyinfra.connect.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import groovyinfra.connect.Asker;
import groovyinfra.connect.ssh.KeyFile.WrongPassphrase;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.signature.Signature;

/** The private keys of a run, in files and in agents: each is read once, and its passphrase is asked once, for all hosts. */
final class Keyring {
    private static final int TRIES = 3;

    private final Asker asker;
    private final LocalUser user;
    private final ReentrantLock asking;
    private final Map<Path, FileIdentity> files = new ConcurrentHashMap<>();
    private final Map<Path, List<Identity>> agents = new ConcurrentHashMap<>();

    /** The lock is held while a question stands, so that only one does. */
    Keyring(Asker asker, LocalUser user, ReentrantLock asking) {
        this.asker = asker;
        this.user = user;
        this.asking = asking;
    }

    private Identity file(Path path, Optional<Secret> passphrase) {
        return files.computeIfAbsent(path, file -> new FileIdentity(file, passphrase));
    }

    /**
     * What to log in with, in the order in which it is shown: the files, those that the agent holds signed by it; then whatever
     * else the agent holds, unless somebody named the files.
     */
    List<Identity> identities(SshSettings.Login login) {
        List<Identity> held = login.agent()
                .map(socket -> agents.computeIfAbsent(socket, Keyring::held))
                .orElse(List.of());
        List<Identity> all = new ArrayList<>();
        for (Path path : login.keys()) {
            Identity file = file(path, login.passphrase());
            all.add(
                    file.ready()
                            ? file
                            : held.stream()
                                    .filter(key -> same(key, file))
                                    .findFirst()
                                    .orElse(file));
        }
        if (!login.given()) {
            held.stream()
                    .filter(key -> all.stream().noneMatch(other -> same(key, other)))
                    .forEach(all::add);
        }
        return all;
    }

    // An agent that does not answer is as good as none.
    private static List<Identity> held(Path socket) {
        try {
            return new Agent(socket).identities();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static boolean same(Identity one, Identity other) {
        return one.equals(other)
                || (other.openBlob().isPresent()
                        && Arrays.equals(
                                one.openBlob().orElse(null), other.openBlob().get()));
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
        public Optional<byte[]> openBlob() {
            try {
                return read().encrypted() ? read().blob() : Optional.of(blob());
            } catch (Unusable later) {
                return Optional.empty();
            }
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
