package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Connector;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reaches hosts over SSH. One serves a whole run: keys, passphrases, passwords, known hosts and the configuration are read or
 * asked for once. It may be used by any number of virtual threads at once; how many handshakes are made at the same time is for
 * the caller to limit.
 */
public final class SshConnector implements Connector, AutoCloseable {
    private final SettingsReader settings;
    private final HostKeys hostKeys;
    private final Keyring keyring;
    private final Passwords passwords;
    private final Map<SshSettings.Algorithms, LeanConfig> configs = new ConcurrentHashMap<>();
    private final JumpHosts jumpHosts = new JumpHosts(jump -> enter(jump.address(), jump));
    private final Dial dial = new Dial(this::config, jumpHosts);
    private final Heart heart = new Heart();
    private final Introduction introduction;

    /**
     * For a run.
     *
     * @param asker for passphrases, passwords and unknown host keys
     * @param hostKeys the policy of the command line, which counts more than those of inventory and configuration
     * @param warnings told of what was understood but not obeyed
     */
    public SshConnector(LocalUser user, Asker asker, Optional<HostKeyPolicy> hostKeys, Consumer<Problem> warnings) {
        ReentrantLock asking = new ReentrantLock();
        this.settings = new SettingsReader(user, hostKeys, warnings);
        this.hostKeys = new HostKeys(warnings);
        this.keyring = new Keyring(asker, user, asking);
        this.passwords = new Passwords(asker, asking);
        this.introduction = new Introduction(this.hostKeys, dial, asker);
    }

    @Override
    public String name() {
        return "ssh";
    }

    /** The host, but that a lost connection to it is not made again, unless its settings say for how long that is tried. */
    public Host withoutReconnection(Host host) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("reconnect", "0"));
        settings.putAll(host.settings());
        return new Host(
                host.name(), host.address(), host.connector(), settings, host.data(), host.groups(), host.options());
    }

    /** What is wrong with the settings of these hosts; nothing is connected to. */
    public List<Problem> check(List<Host> hosts) {
        List<Problem> problems = new ArrayList<>();
        for (Host host : hosts) {
            try {
                Selection.check(host.name(), settings.of(host).algorithms());
            } catch (ProblemException wrong) {
                wrong.problems().stream()
                        .map(problem -> problem.on(host.name()))
                        .forEach(problems::add);
            }
        }
        settings.warn();
        return problems;
    }

    /**
     * Makes hosts known whose key is in no known_hosts file, so that nobody is asked in the middle of a run: asks those hosts for
     * their keys, all at once, then asks the person one question for all of them, and writes the keys to known_hosts. Hosts that
     * do not answer, and those that are still not known then, are refused by {@link #open}, which says why and does not ask them
     * again. To be called once before a run; costs nothing when all hosts are known, or need not be.
     *
     * @param say is told before hosts are asked, which may take its time
     */
    public void introduce(List<Host> hosts, Consumer<String> say) {
        List<Introduction.Guest> guests = hosts.stream()
                .filter(host -> host.connector().equals(name()))
                .map(host -> new Introduction.Guest(host.name(), settings.of(host)))
                .toList();
        introduction.of(guests, say);
    }

    @Override
    public Connection open(Host host) {
        SshSettings to = settings.of(host);
        settings.warn();
        introduction.refusal(host.name(), to).ifPresent(SshConnector::refuse);
        return enter(host.name(), to);
    }

    private static void refuse(ProblemException refusal) {
        throw refusal;
    }

    private LeanConfig config(SshSettings.Algorithms algorithms) {
        return algorithms.equals(SshSettings.Algorithms.USUAL)
                ? LeanConfig.shared()
                : configs.computeIfAbsent(algorithms, LeanConfig::new);
    }

    // A password is asked for while no server waits for it: it does not wait for ever.
    private SshConnection enter(String host, SshSettings to) {
        try {
            return enter(host, to, passwords.of(to));
        } catch (Admission.PasswordWanted refused) {
            return enter(host, to, Optional.of(passwords.asked(to).orElseThrow(() -> refused)));
        }
    }

    private SshConnection enter(String host, SshSettings to, Optional<Passwords.Trial> password) {
        Dial.Line line = dial.to(host, to, hostKeys.check(host, to));
        try {
            new Admission(host, to, line).seek(keyring.identities(to.login()), password);
            return new SshConnection(line, to, heart);
        } catch (RuntimeException refused) {
            line.wire().leave();
            throw refused;
        }
    }

    /** Ends what runs on behalf of all connections, such as those to jump hosts; other open ones are not closed. */
    @Override
    public void close() {
        jumpHosts.close();
        heart.close();
    }
}
