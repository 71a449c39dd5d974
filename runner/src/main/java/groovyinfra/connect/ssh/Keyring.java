package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The private keys of a run, in files and in agents: each is read once, and its passphrase is asked once, for all hosts. */
final class Keyring {
    private final Asker asker;
    private final LocalUser user;
    private final ReentrantLock asking;
    private final Map<Path, FileIdentity> files = new ConcurrentHashMap<>();
    private final Map<Path, List<Identity>> agents = new ConcurrentHashMap<>();
    private final Map<Path, Optional<UserCertificate>> certificates = new ConcurrentHashMap<>();

    /** The lock is held while a question stands, so that only one does. */
    Keyring(Asker asker, LocalUser user, ReentrantLock asking) {
        this.asker = asker;
        this.user = user;
        this.asking = asking;
    }

    private Identity file(Path path, SshSettings.Login login) {
        return files.computeIfAbsent(
                path,
                file -> new FileIdentity(file, login.passphrase(), login.agent().isPresent(), user, asker, asking));
    }

    /**
     * What to log in with, in the order in which it is shown: certificates in files of their own; then the keys in files, each
     * after its certificate, those that the agent holds signed by it; then whatever else the agent holds, unless only the files
     * are wanted.
     */
    List<Identity> identities(SshSettings.Login login) {
        List<Identity> held = login.agent()
                .map(socket -> agents.computeIfAbsent(socket, Keyring::held))
                .orElse(List.of());
        List<Identity> files = login.keys().stream()
                .map(path -> signer(file(path, login), held))
                .toList();
        List<Identity> all = new ArrayList<>();
        login.certificates().forEach(path -> all.add(certified(path, files, held)));
        for (int i = 0; i < files.size(); i++) {
            Identity key = files.get(i);
            Path beside = Path.of(login.keys().get(i) + "-cert.pub");
            if (login.certificates().stream().noneMatch(beside::equals)) {
                certificate(beside).map(it -> new CertifiedIdentity(it, key)).ifPresent(all::add);
            }
            all.add(key);
        }
        if (!login.only()) {
            held.stream()
                    .filter(key -> all.stream().noneMatch(other -> same(key, other)))
                    .forEach(all::add);
        }
        return all;
    }

    private static Identity signer(Identity file, List<Identity> held) {
        return file.ready()
                ? file
                : held.stream().filter(key -> same(key, file)).findFirst().orElse(file);
    }

    private Identity certified(Path path, List<Identity> files, List<Identity> held) {
        Optional<UserCertificate> certificate = certificate(path);
        if (certificate.isEmpty()) {
            return new Useless("certificate " + user.shown(path), "does not exist or is damaged");
        }
        return Stream.concat(files.stream(), held.stream())
                .filter(certificate.get()::isFor)
                .findFirst()
                .<Identity>map(key -> new CertifiedIdentity(certificate.get(), key))
                .orElseGet(() -> new Useless("certificate " + user.shown(path), "there is no key for it"));
    }

    private Optional<UserCertificate> certificate(Path path) {
        return certificates.computeIfAbsent(path, file -> UserCertificate.read(file, user.shown(file)));
    }

    /** Something that cannot be used, which is told where a login is refused. */
    private record Useless(String label, String reason) implements Identity {
        @Override
        public byte[] blob() throws Unusable {
            throw new Unusable(reason);
        }

        @Override
        public Optional<byte[]> openBlob() {
            return Optional.empty();
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws Unusable {
            throw new Unusable(reason);
        }
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
}
