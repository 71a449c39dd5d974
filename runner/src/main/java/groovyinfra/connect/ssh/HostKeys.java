package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.KnownHosts.Acquaintance;
import groovyinfra.connect.ssh.KnownHosts.Verdict;
import groovyinfra.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Decides which host keys are believed, and how the others are told about. Each file of known keys is read once. */
final class HostKeys {
    private final Map<SshSettings.Trust.Files, KnownHosts> known = new ConcurrentHashMap<>();
    private final Consumer<Problem> warnings;

    HostKeys(Consumer<Problem> warnings) {
        this.warnings = warnings;
    }

    /** What is known of the host before it is asked. */
    Acquaintance acquaintance(SshSettings settings) {
        Acquaintance itself = known(settings).acquaintance(settings.knownAs());
        boolean vouched = itself.none()
                && settings.knownWithoutPort()
                        .map(known(settings)::acquaintance)
                        .filter(Acquaintance::authority)
                        .isPresent();
        return vouched ? new Acquaintance(Set.of(), true) : itself;
    }

    /** A check of one connection's key. */
    HostKeyCheck check(String host, SshSettings settings) {
        return new HostKeyCheck(this, host, settings);
    }

    // As OpenSSH does: a host that is unknown at its port may be known by its name alone, but another key of that name
    // is no reason against it.
    Verdict judge(SshSettings settings, HostKey key, Optional<HostKey> authority) {
        Verdict verdict = known(settings).judge(settings.knownAs(), key, authority);
        return verdict instanceof Verdict.Unknown
                ? settings.knownWithoutPort()
                        .map(name -> known(settings).judge(name, key, authority))
                        .filter(it -> !(it instanceof Verdict.Changed))
                        .orElse(verdict)
                : verdict;
    }

    /** Makes keys known, here and in the user's known_hosts files. */
    void accept(List<UnknownHostKey> keys) throws IOException {
        for (var entry : byFiles(keys).entrySet()) {
            known(entry.getKey()).add(entry.getValue());
        }
    }

    private KnownHosts known(SshSettings settings) {
        return known(settings.trust().files());
    }

    private KnownHosts known(SshSettings.Trust.Files files) {
        return known.computeIfAbsent(files, it -> KnownHosts.read(it, warnings));
    }

    private static Map<SshSettings.Trust.Files, List<UnknownHostKey>> byFiles(List<UnknownHostKey> keys) {
        return keys.stream()
                .collect(Collectors.groupingBy(UnknownHostKey::files, LinkedHashMap::new, Collectors.toList()));
    }

    private static String own(List<UnknownHostKey> keys) {
        return byFiles(keys).keySet().stream()
                .flatMap(files -> files.own().stream().limit(1))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The question whether these keys are right; asked once for all hosts. */
    String question(List<UnknownHostKey> keys) {
        String files = own(keys);
        return "The keys of " + hosts(keys) + " are not known:\n" + list(keys)
                + (files.isEmpty() ? "\nConnect?" : "\nWrite them to " + files + " and connect?");
    }

    /** That nobody knows this key. Begins with the host, as all that is said of many hosts together. */
    Problem unknown(UnknownHostKey key) {
        String file = own(List.of(key));
        return new Problem(
                "Host key is not known",
                Problem.Where.host(key.host()),
                key.shown(),
                "compare the fingerprint with that of the host, then "
                        + (file.isEmpty()
                                ? "give it as hostKey: in the inventory"
                                : "run again with --host-keys accept-new, which writes it to " + file));
    }

    private static String hosts(List<UnknownHostKey> keys) {
        return keys.size() == 1 ? keys.getFirst().host() : keys.size() + " hosts";
    }

    private static String list(List<UnknownHostKey> keys) {
        return keys.stream().map(key -> "  " + key.shown()).collect(Collectors.joining("\n"));
    }
}
