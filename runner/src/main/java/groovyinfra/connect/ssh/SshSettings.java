package groovyinfra.connect.ssh;

import groovyinfra.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one host is reached and logged in to, after the inventory, the command line and OpenSSH's configuration had their say.
 *
 * @param address host name or IP address
 * @param environment variables that commands get, where the server allows it
 */
public record SshSettings(
        String address,
        int port,
        String user,
        Route route,
        Login login,
        Trust trust,
        Patience patience,
        Map<String, String> environment,
        Algorithms algorithms) {

    /** The way to the server. */
    public sealed interface Route {
        /** Over the network. */
        record Direct() implements Route {}

        /** Through another server. */
        record Through(SshSettings jump) implements Route {}

        /** Through a program that carries the bytes. */
        record Command(String command) implements Route {}
    }

    /**
     * What is shown to the server, in this order.
     *
     * @param keys files of private keys, or of public keys whose private ones an agent has
     * @param certificates files of certificates for such keys, besides those that stand beside a key
     * @param only whether no other keys are shown, such as those of the agent
     * @param agent the socket of an agent
     * @param passphrase of the keys
     * @param askPassword whether to ask for a password before the server wants one, once for all hosts
     */
    public record Login(
            List<Path> keys,
            List<Path> certificates,
            boolean only,
            Optional<Path> agent,
            Optional<Secret> passphrase,
            Optional<Secret> password,
            boolean askPassword) {}

    /**
     * Which host keys are believed.
     *
     * @param pinned the fingerprint that the key must have, {@code SHA256:...}; known_hosts are not looked at then
     * @param alias the name that the key is known by, where it is not the address
     */
    public record Trust(HostKeyPolicy policy, Optional<String> pinned, Optional<String> alias, Files files) {

        /**
         * The files of known keys.
         *
         * @param own those of the user; new keys are written to the first
         * @param hashed whether names are hashed in what is written
         */
        public record Files(List<Path> own, List<Path> machine, boolean hashed) {}
    }

    /**
     * How long is waited for the server.
     *
     * @param connectAttempts how often a server is tried that hangs up at once
     * @param alive after how long a silence it is asked for a sign of life; zero for never
     * @param misses how many such questions may stay unanswered
     * @param reconnect for how long a host that was lost is tried to connect to again; zero for never
     */
    public record Patience(
            Duration connectTimeout, int connectAttempts, Duration alive, int misses, Duration reconnect) {}

    /**
     * What may be negotiated with the server, where it is not the usual, as OpenSSH writes such lists: a list, or what is added
     * to the usual one ({@code +}), put before it ({@code ^}), or left out ({@code -}).
     */
    public record Algorithms(
            Optional<String> keyExchange, Optional<String> hostKeys, Optional<String> ciphers, Optional<String> macs) {
        /** The usual. */
        public static final Algorithms USUAL =
                new Algorithms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The name that the host's key is known by. */
    String knownAs() {
        return trust.alias.orElseGet(() -> KnownHosts.name(address, port));
    }

    /** The name that counts where nobody knows that one: of a host on another port than 22, the address alone. */
    Optional<String> knownWithoutPort() {
        return trust.alias.isEmpty() && port != KnownHosts.PORT
                ? Optional.of(KnownHosts.name(address, KnownHosts.PORT))
                : Optional.empty();
    }

    /** For people: where the server is. */
    String shown() {
        return KnownHosts.name(address, port);
    }
}
