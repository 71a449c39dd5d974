package groovyinfra.connect.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who runs us, as far as OpenSSH's conventions go.
 *
 * @param home where {@code .ssh} is
 * @param agent the socket of an ssh-agent
 */
public record LocalUser(String name, Path home, Optional<Path> agent) {

    /** The user of this process. */
    public static LocalUser present() {
        return new LocalUser(
                System.getProperty("user.name"),
                Path.of(System.getProperty("user.home")),
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isBlank())
                        .map(Path::of));
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

    /** The files of known keys, the user's own first. */
    List<Path> knownHosts() {
        Path own = home.resolve(".ssh");
        return List.of(
                own.resolve("known_hosts"),
                own.resolve("known_hosts2"),
                Path.of("/etc/ssh/ssh_known_hosts"),
                Path.of("/etc/ssh/ssh_known_hosts2"));
    }
}
