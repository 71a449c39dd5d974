package groovyinfra.connect.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import groovyinfra.connect.Asker;
import groovyinfra.connect.ssh.KeyFile.WrongPassphrase;
import groovyinfra.model.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.signature.Signature;

/** A key in a file, which is read when it is first needed, and unlocked when a host wants it. Used by many threads at once. */
final class FileIdentity implements Identity {
    private static final int TRIES = 3;

    private final Path path;
    private final Optional<Secret> passphrase;
    private final boolean agent;
    private final LocalUser user;
    private final Asker asker;
    private final ReentrantLock asking;
    private KeyFile read; // this and the next two guarded by lock
    private KeyPair open;
    private Unusable unusable;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * The key in that file.
     *
     * @param agent whether one is asked, so that the key can be unlocked there
     */
    FileIdentity(
            Path path, Optional<Secret> passphrase, boolean agent, LocalUser user, Asker asker, ReentrantLock asking) {
        this.path = path;
        this.passphrase = passphrase;
        this.agent = agent;
        this.user = user;
        this.asker = asker;
        this.asking = asking;
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
            // Of a key that only an agent has, the public half may be all there is.
            return KeyFile.publicHalf(path);
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
                throw Unusable.locked("has another passphrase than the one given", agent);
            }
        }
        for (int i = 0; i < TRIES; i++) {
            try {
                return file.open(Optional.of(ask(i)));
            } catch (WrongPassphrase wrong) {
                // Once more.
            }
        }
        throw Unusable.locked("has another passphrase than those given", agent);
    }

    private Secret ask(int tries) throws Unusable {
        asking.lock();
        try {
            String again = tries == 0 ? "" : "That was not it. ";
            return asker.secret(again + "Passphrase of " + user.shown(path))
                    .orElseThrow(() -> Unusable.locked("has a passphrase, and there is nobody to ask for it", agent));
        } finally {
            asking.unlock();
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
