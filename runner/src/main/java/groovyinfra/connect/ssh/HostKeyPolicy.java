package groovyinfra.connect.ssh;

import java.util.Arrays;
import java.util.Optional;

/** What is done about a host whose key nobody knows. A key that differs from the known one is never accepted, save by the last. */
public enum HostKeyPolicy {
    /** The host is refused, unless somebody at the terminal says yes. */
    STRICT("strict"),
    /** The key is written to known_hosts, and checked from then on. */
    ACCEPT_NEW("accept-new"),
    /** Keys are not looked at. */
    INSECURE("insecure");

    private final String word;

    HostKeyPolicy(String word) {
        this.word = word;
    }

    /** The word for it on the command line and in inventories. */
    public String word() {
        return word;
    }

    /** The policy of this word. */
    public static Optional<HostKeyPolicy> of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word.equals(word))
                .findFirst();
    }
}
