package groovyinfra.connect.ssh;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The servers that were met while the way to a host was looked for.
 *
 * @param host its name in the inventory
 */
record Way(String host, List<String> servers) {

    /** From the host itself. */
    Way(String host) {
        this(host, List.of());
    }

    /**
     * One server further.
     *
     * @param address as it was written: several names may lead to the same server
     *
     * @throws ProblemException where we have been there before
     */
    Way to(String user, String address, int port) {
        String server = user + "@" + KnownHosts.name(address, port);
        List<String> further =
                Stream.concat(servers.stream(), Stream.of(server)).toList();
        if (servers.contains(server)) {
            throw new ProblemException(new Problem(
                    "Jump hosts lead in a circle",
                    Problem.Where.host(host),
                    String.join(" through ", further),
                    "leave the jump host out of its own block: Host * !" + address + ", or give it ProxyJump none"));
        }
        return new Way(host, further);
    }
}
