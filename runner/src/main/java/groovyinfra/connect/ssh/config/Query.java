package groovyinfra.connect.ssh.config;

import java.util.Optional;

/**
 * The host that a configuration is asked about.
 *
 * @param host the name as it was given
 * @param user the one to log in as, where that is settled already
 * @param port likewise
 */
public record Query(String host, Optional<String> user, Optional<Integer> port) {}
