package groovyinfra.connect.inside;

import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a host is that stands inside of another one, read from its connector: {@code ssh:web1/sudo/docker:shop} is the container
 * {@code shop} of the host {@code web1}, which is reached by ssh, and entered by sudo.
 *
 * @param host the inner one
 * @param around the outer one; nothing for this machine
 * @param name of the container, image or directory
 */
record Place(Host host, Optional<Host> around, boolean sudo, Kind kind, String name) {
    /** No shell sees anything special in it, and no program takes it for an option. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./:@+-]*");

    private static final Pattern CONNECTOR = Pattern.compile(
            "(?:ssh:(?:(?<user>[^@/\\s]+)@)?(?<address>\\[[0-9a-fA-F:.%]+]|[^\\s:@/]+)(?::(?<port>[0-9]{1,5}))?/)?"
                    + "(?<sudo>sudo/)?(?<kind>chroot|docker|podman)(?::(?<name>\\S+))?");

    /** What one stands in. */
    enum Kind {
        CHROOT("chroot"),
        DOCKER("docker"),
        PODMAN("podman");

        private final String program;

        Kind(String program) {
            this.program = program;
        }

        String program() {
            return program;
        }
    }

    /** Of a host whose connector means such a place; nothing for all others. */
    static Optional<Place> of(Host host) {
        Matcher parts = CONNECTOR.matcher(host.connector());
        return parts.matches() ? Optional.of(of(host, parts)) : Optional.empty();
    }

    private static Place of(Host host, Matcher parts) {
        Kind kind = Kind.valueOf(parts.group("kind").toUpperCase(Locale.ROOT));
        String name = Optional.ofNullable(parts.group("name")).orElse(host.address());
        boolean directory = kind == Kind.CHROOT;
        if (!NAME.matcher(name).matches() || directory != name.startsWith("/")) {
            throw new ProblemException(new Problem(
                    directory ? "Not a directory for chroot" : "Not a container or image",
                    Problem.Where.host(host.name()),
                    "'" + name + "'",
                    directory
                            ? "give its whole path, of letters, digits and ._:@+- only"
                            : "give the name that " + kind.program() + " lists"));
        }
        Optional<Host> around =
                Optional.ofNullable(parts.group("address")).map(address -> around(host, parts, address));
        return new Place(host, around, parts.group("sudo") != null, kind, name);
    }

    private static Host around(Host host, Matcher parts, String address) {
        Map<String, Object> settings = new LinkedHashMap<>(host.settings());
        Optional.ofNullable(parts.group("user")).ifPresent(user -> settings.put("user", user));
        Optional.ofNullable(parts.group("port")).ifPresent(port -> settings.put("port", Integer.valueOf(port)));
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        return new Host(host.name(), bare, "ssh", Map.copyOf(settings), host.data(), host.groups(), host.options());
    }
}
