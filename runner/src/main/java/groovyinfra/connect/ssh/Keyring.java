package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The private keys of a run, in files and in agents: each is read once, and its passphrase is asked once, for all hosts. */
final class Keyring {
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
        return files.computeIfAbsent(path, file -> new FileIdentity(file, passphrase, user, asker, asking));
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
        if (!login.only()) {
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
}
