package groovyinfra.connect.ssh;

import groovyinfra.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one host is reached and logged in to, after the inventory, the command line and {@code ~/.ssh/config} had their say.
 *
 * @param address host name or IP address
 */
public record SshSettings(
        String address, int port, String user, Login login, Trust trust, Duration connectTimeout, int connectAttempts) {

    /**
     * What is shown to the server, in this order.
     *
     * @param keys files of private keys
     * @param given whether somebody named these keys, so that no others are tried
     * @param agent the socket of an agent
     * @param passphrase of the keys
     * @param askPassword whether to ask for a password, once for all hosts
     */
    public record Login(
            List<Path> keys,
            boolean given,
            Optional<Path> agent,
            Optional<Secret> passphrase,
            Optional<Secret> password,
            boolean askPassword) {}

    /**
     * Which host keys are believed.
     *
     * @param pinned the fingerprint that the key must have, {@code SHA256:...}; known_hosts are not looked at then
     */
    public record Trust(HostKeyPolicy policy, Optional<String> pinned) {}
}
