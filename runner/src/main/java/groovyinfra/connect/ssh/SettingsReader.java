package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.SshConfig.Directive;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds out how a host is reached: what the inventory and the command line say counts more than {@code ~/.ssh/config}, and that
 * more than what OpenSSH would do by itself. The policy for host keys is the exception: that of the command line counts most.
 */
final class SettingsReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECT_ATTEMPTS = 10;
    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
    private static final Set<String> UNDERSTOOD =
            Set.of("hostname", "user", "port", "identityfile", "stricthostkeychecking");

    private final LocalUser user;
    private final Optional<HostKeyPolicy> flag;
    private final Consumer<Problem> warnings;
    private final SshConfig config;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    SettingsReader(LocalUser user, Optional<HostKeyPolicy> flag, Consumer<Problem> warnings) {
        this.user = user;
        this.flag = flag;
        this.warnings = warnings;
        this.config = SshConfig.read(user.home().resolve(".ssh/config"));
    }

    /**
     * The settings of a host.
     *
     * @throws ProblemException with all that is wrong with them
     */
    SshSettings of(Host host) {
        List<Directive> directives = config.of(host.address());
        warnOf(directives);
        Given given = new Given(host);
        SshSettings settings = settings(host, given, directives);
        if (!given.problems().isEmpty()) {
            throw new ProblemException(given.problems());
        }
        return settings;
    }

    private SshSettings settings(Host host, Given given, List<Directive> directives) {
        String login = given.text("user").or(() -> first(directives, "User")).orElse(user.name());
        int port = given.number("port", 1, 65535)
                .or(() -> first(directives, "Port")
                        .flatMap(value -> given.number(value, 1, 65535, "Port in ~/.ssh/config")))
                .orElse(22);
        String address = first(directives, "HostName")
                .map(value -> Tokens.of(value, Map.of('h', host.address())))
                .orElse(host.address());
        Map<Character, String> tokens = Map.of(
                'd',
                user.home().toString(),
                'u',
                user.name(),
                'h',
                address,
                'n',
                host.address(),
                'r',
                login,
                'p',
                String.valueOf(port));
        return new SshSettings(
                address,
                port,
                login,
                login(given, directives, tokens),
                trust(given, directives),
                given.duration("connectTimeout").orElse(CONNECT_TIMEOUT),
                given.number("connectAttempts", 1, 1000).orElse(CONNECT_ATTEMPTS));
    }

    private SshSettings.Login login(Given given, List<Directive> directives, Map<Character, String> tokens) {
        List<Path> named = given.texts("key").stream().map(user::path).toList();
        List<Path> configured = directives.stream()
                .filter(directive ->
                        directive.is("IdentityFile") && !directive.value().equals("none"))
                .map(directive -> user.path(Tokens.of(directive.value(), tokens)))
                .distinct()
                .toList();
        List<Path> keys = !named.isEmpty() ? named : !configured.isEmpty() ? configured : defaultKeys();
        Optional<Secret> password = given.secret("password");
        // Who gives a password and no key means the password.
        boolean passwordOnly = password.isPresent() && named.isEmpty();
        return new SshSettings.Login(
                passwordOnly ? List.of() : keys,
                !named.isEmpty(),
                passwordOnly || !given.flag("agent").orElse(true) ? Optional.empty() : user.agent(),
                given.secret("passphrase"),
                password,
                given.flag("askPassword").orElse(false));
    }

    private SshSettings.Trust trust(Given given, List<Directive> directives) {
        Optional<HostKeyPolicy> inventory = given.policy("hostKeys");
        HostKeyPolicy policy = flag.or(() -> inventory)
                .or(() -> first(directives, "StrictHostKeyChecking").map(SettingsReader::policy))
                .orElse(HostKeyPolicy.STRICT);
        return new SshSettings.Trust(policy, given.fingerprint("hostKey"));
    }

    private static HostKeyPolicy policy(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
            case "no", "off" -> HostKeyPolicy.INSECURE;
            default -> HostKeyPolicy.STRICT;
        };
    }

    private List<Path> defaultKeys() {
        return DEFAULT_KEYS.stream()
                .map(name -> user.home().resolve(".ssh").resolve(name))
                .filter(Files::exists)
                .toList();
    }

    private static Optional<String> first(List<Directive> directives, String name) {
        return directives.stream()
                .filter(directive -> directive.is(name))
                .map(Directive::value)
                .findFirst();
    }

    private void warnOf(List<Directive> directives) {
        List<Directive> news = directives.stream()
                .filter(directive -> !UNDERSTOOD.contains(directive.name().toLowerCase(Locale.ROOT)))
                .filter(directive -> warned.add(directive.name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!news.isEmpty()) {
            String names = news.stream()
                    .map(directive ->
                            directive.name() + " (line " + directive.at().line() + ")")
                    .collect(Collectors.joining(", "));
            warnings.accept(new Problem(
                    "Not supported yet in ~/.ssh/config",
                    Problem.Where.at(news.getFirst().at()),
                    names,
                    "if a host needs it, set what it does in the inventory under `ssh:`"));
        }
    }
}
