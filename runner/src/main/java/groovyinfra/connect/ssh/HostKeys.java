package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.KnownHosts.Acquaintance;
import groovyinfra.connect.ssh.KnownHosts.Verdict;
import groovyinfra.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides which host keys are believed, and how the others are told about. */
final class HostKeys {
    private final KnownHosts known;
    private final Path own;

    HostKeys(List<Path> files) {
        this.known = KnownHosts.read(files);
        this.own = files.getFirst();
    }

    /** What is known of the host before it is asked. */
    Acquaintance acquaintance(SshSettings settings) {
        return known.acquaintance(knownAs(settings));
    }

    /** A check of one connection's key. */
    HostKeyCheck check(String host, SshSettings settings) {
        return new HostKeyCheck(this, host, settings);
    }

    Verdict judge(SshSettings settings, HostKey key, Optional<HostKey> authority) {
        return known.judge(knownAs(settings), key, authority);
    }

    /** Makes the keys known, here and in the user's known_hosts file. */
    void accept(List<UnknownHostKey> keys) throws IOException {
        known.add(keys);
    }

    static String knownAs(SshSettings settings) {
        return KnownHosts.name(settings.address(), settings.port());
    }

    /** The question whether these keys are right; asked once for all hosts. */
    String question(List<UnknownHostKey> keys) {
        return "The keys of " + hosts(keys) + " are not known:\n" + list(keys) + "\nWrite them to " + own
                + " and connect?";
    }

    /** That nobody knows this key. Begins with the host, as all that is said of many hosts together. */
    Problem unknown(UnknownHostKey key) {
        return new Problem(
                "Host key is not known",
                Problem.Where.host(key.host()),
                key.shown(),
                "compare the fingerprint with that of the host, then run again with --host-keys accept-new, which"
                        + " writes it to " + own);
    }

    private static String hosts(List<UnknownHostKey> keys) {
        return keys.size() == 1 ? keys.getFirst().host() : keys.size() + " hosts";
    }

    private static String list(List<UnknownHostKey> keys) {
        return keys.stream().map(key -> "  " + key.shown()).collect(Collectors.joining("\n"));
    }
}
