package groovyinfra.connect.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs us, and where, as far as OpenSSH's conventions go.
 *
 * @param home where {@code .ssh} is
 * @param agent the socket of an ssh-agent
 * @param environment the variables of this process
 * @param machine the folder of OpenSSH's files for all users
 */
public record LocalUser(String name, Path home, Optional<Path> agent, Map<String, String> environment, Path machine) {

    /** Without variables, and with a machine that says nothing of ssh. */
    public LocalUser(String name, Path home, Optional<Path> agent) {
        this(name, home, agent, Map.of(), home.resolve("no-such-folder"));
    }

    /** The user of this process, with another home and other variables. */
    public static LocalUser of(Path home, Map<String, String> environment) {
        Optional<Path> agent = Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                .filter(socket -> !socket.isBlank())
                .map(Path::of);
        return new LocalUser(System.getProperty("user.name"), home, agent, environment, Path.of("/etc/ssh"));
    }

    /** The user of this process. */
    public static LocalUser present() {
        return of(Path.of(System.getProperty("user.home")), System.getenv());
    }

    /** The shell that OpenSSH gives commands to. */
    String shell() {
        return environment.getOrDefault("SHELL", "sh");
    }

    /** A path as people write it: {@code ~} is the home, relative ones are taken from the current directory. */
    Path path(String written) {
        return written.equals("~") || written.startsWith("~/")
                ? home.resolve(written.length() < 2 ? "" : written.substring(2))
                : Path.of(written);
    }

    /** The path as people write it, with {@code ~} for the home. */
    String shown(Path path) {
        return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
    }

    /** The user's own files of known keys. */
    List<Path> knownHosts() {
        return List.of(home.resolve(".ssh/known_hosts"), home.resolve(".ssh/known_hosts2"));
    }

    /** The files of known keys of all users. */
    List<Path> knownHostsOfAll() {
        return List.of(machine.resolve("ssh_known_hosts"), machine.resolve("ssh_known_hosts2"));
    }
}
