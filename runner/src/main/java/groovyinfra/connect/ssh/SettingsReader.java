package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.SshSettings.Route;
import groovyinfra.connect.ssh.config.Directive;
import groovyinfra.connect.ssh.config.OpenSshConfig;
import groovyinfra.connect.ssh.config.Query;
import groovyinfra.connect.ssh.config.Settled;
import groovyinfra.connect.ssh.config.Tokens;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out how a host is reached: what the inventory and the command line say counts more than OpenSSH's configuration, and that
 * more than what OpenSSH would do by itself. The policy for host keys is the exception: that of the command line counts most.
 */
final class SettingsReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECT_ATTEMPTS = 10;
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final int MISSES = 3;
    private static final Duration RECONNECT = Duration.ofSeconds(60);
    private static final int DAY_SECONDS = 86_400;

    private final LocalUser user;
    private final Optional<HostKeyPolicy> flag;
    private final OpenSshConfig config;
    private final Unobeyed unobeyed;

    SettingsReader(LocalUser user, Optional<HostKeyPolicy> flag, Consumer<Problem> warnings) {
        this.user = user;
        this.flag = flag;
        this.unobeyed = new Unobeyed(warnings);
        this.config = OpenSshConfig.read(
                user.name(),
                user.home(),
                user.home().resolve(".ssh/config"),
                user.machine().resolve("ssh_config"),
                user.shell());
    }

    /**
     * The settings of a host.
     *
     * @throws ProblemException with all that is wrong with them
     */
    SshSettings of(Host host) {
        List<Problem> problems = new ArrayList<>();
        SshSettings settings = settings(host, List.of(), new Way(host.name()), problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return settings;
    }

    /** Tells what was read so far and is not obeyed, in one warning. */
    void warn() {
        unobeyed.warn();
    }

    private SshSettings settings(Host host, List<Jump> jumps, Way way, List<Problem> problems) {
        Given given = new Given(host);
        Optional<String> login = given.text("user");
        Optional<Integer> port = given.number("port", 1, 65535);
        Settled settled = config.of(new Query(host.address(), login, port));
        unobeyed.look(settled);
        Configured configured = new Configured(settled, given, user);
        String as = login.or(() -> configured.text("User")).orElse(user.name());
        int at = port.or(configured::port).orElse(22);
        String address = configured.hostName(host.address());
        String alias = configured.text("HostKeyAlias").orElse(host.address());
        String jump = next(given, settled, jumps);
        Tokens tokens = new Tokens(user.name(), user.home(), host.address(), address, at, as, alias, jump);
        SshSettings.Login keys = new Credentials(user, given, configured, tokens).login();
        SshSettings.Trust trust = trust(given, configured, tokens);
        SshSettings.Patience patience = patience(given, configured);
        problems.addAll(given.problems());
        return new SshSettings(
                address,
                at,
                as,
                problems.isEmpty()
                        ? route(given, settled, tokens, jumps, way.to(as, host.address(), at), problems)
                        : new Route.Direct(),
                keys,
                trust,
                patience,
                configured.environment(),
                configured.algorithms());
    }

    /** The server next to the host, if only by name. */
    private static String next(Given given, Settled settled, List<Jump> jumps) {
        List<Jump> asked = jumps.isEmpty() ? given.jumps() : jumps;
        if (!asked.isEmpty()) {
            return asked.getLast().address();
        }
        return given.saysNoJump() || given.text("proxyCommand").isPresent() ? "" : settled.jump();
    }

    // Of several jump hosts the last is the one next to the host, and is itself reached through those before it.
    private Route route(
            Given given, Settled settled, Tokens tokens, List<Jump> jumps, Way way, List<Problem> problems) {
        List<Jump> asked = jumps.isEmpty() ? given.jumps() : jumps;
        problems.addAll(given.problems());
        Optional<String> command = given.text("proxyCommand");
        Optional<Directive> line = settled.proxy();
        boolean configured = asked.isEmpty() && !given.saysNoJump() && command.isEmpty() && line.isPresent();
        if (configured) {
            boolean jump = line.get().is("ProxyJump");
            command = jump ? Optional.empty() : Optional.of(line.get().text());
            asked = jump ? jumps(line.get(), tokens, way) : List.of();
        }
        if (asked.isEmpty()) {
            Problem.Where where =
                    configured ? Problem.Where.host(way.host(), line.get().at()) : Problem.Where.host(way.host());
            return command.filter(it -> !it.equalsIgnoreCase("none"))
                    .<Route>map(it -> new Route.Command(tokens.inCommand(it, where)))
                    .orElseGet(Route.Direct::new);
        }
        List<Jump> before = asked.subList(0, asked.size() - 1);
        return new Route.Through(settings(asked.getLast().host(way.host()), before, way, problems));
    }

    private static List<Jump> jumps(Directive line, Tokens tokens, Way way) {
        try {
            return Jump.list(line.text().split("#", 2)[0].strip()).stream()
                    .map(jump -> jump.replaced(name -> tokens.in(name, Problem.Where.host(way.host(), line.at()))))
                    .toList();
        } catch (IllegalArgumentException unreadable) {
            throw new ProblemException(new Problem(
                    "Jump host cannot be read",
                    Problem.Where.host(way.host(), line.at()),
                    line.name() + " " + line.text(),
                    "write [user@]host[:port], several with commas"));
        }
    }

    private SshSettings.Trust trust(Given given, Configured configured, Tokens tokens) {
        Optional<HostKeyPolicy> inventory = given.policy("hostKeys");
        HostKeyPolicy policy = flag.or(() -> inventory)
                .or(() -> configured.text("StrictHostKeyChecking").map(word -> policy(word, configured)))
                .orElse(HostKeyPolicy.STRICT);
        List<Path> own = configured.files("UserKnownHostsFile", tokens).orElse(user.knownHosts());
        List<Path> machine = configured.files("GlobalKnownHostsFile", tokens).orElse(user.knownHostsOfAll());
        return new SshSettings.Trust(
                policy,
                given.fingerprint("hostKey"),
                configured.text("HostKeyAlias").map(name -> name.toLowerCase(Locale.ROOT)),
                new SshSettings.Trust.Files(own, machine, configured.yes("HashKnownHosts")));
    }

    private HostKeyPolicy policy(String word, Configured configured) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
            case "no", "off", "false" -> {
                unobeyed.unsafe(
                        configured.settled().first("StrictHostKeyChecking").orElseThrow());
                yield HostKeyPolicy.INSECURE;
            }
            default -> HostKeyPolicy.STRICT;
        };
    }

    private static SshSettings.Patience patience(Given given, Configured configured) {
        return new SshSettings.Patience(
                given.duration("connectTimeout")
                        .or(() -> configured.seconds("ConnectTimeout", 0, DAY_SECONDS))
                        .filter(limit -> !limit.isZero())
                        .orElse(CONNECT_TIMEOUT),
                given.number("connectAttempts", 1, 1000)
                        .or(() -> configured.number("ConnectionAttempts", 1, 1000))
                        .orElse(CONNECT_ATTEMPTS),
                configured.seconds("ServerAliveInterval", 0, DAY_SECONDS).orElse(ALIVE),
                configured.number("ServerAliveCountMax", 0, 1000).orElse(MISSES),
                given.limit("reconnect").orElse(RECONNECT));
    }
}
