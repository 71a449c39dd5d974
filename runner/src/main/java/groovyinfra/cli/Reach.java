package groovyinfra.cli;

import groovyinfra.connect.Asker;
import groovyinfra.connect.Connector;
import groovyinfra.connect.ConnectorSessions;
import groovyinfra.connect.Sessions;
import groovyinfra.connect.UserPasswords;
import groovyinfra.connect.demo.DemoConnector;
import groovyinfra.connect.demo.DemoHomes;
import groovyinfra.connect.inside.InsideConnector;
import groovyinfra.connect.local.LocalConnector;
import groovyinfra.connect.ssh.HostKeyPolicy;
import groovyinfra.connect.ssh.LocalUser;
import groovyinfra.connect.ssh.SshConnector;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import groovyinfra.report.Masker;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ways to hosts that a run has. */
final class Reach implements AutoCloseable {
    private final SshConnector ssh;
    private final DemoHomes homes;
    private final DemoConnector demo;
    private final UserPasswords passwords;

    private Reach(SshConnector ssh, DemoHomes homes, UserPasswords passwords) {
        this.ssh = ssh;
        this.homes = homes;
        this.passwords = passwords;
        this.demo = new DemoConnector(homes, ssh);
    }

    /** Connectors ask the person at the terminal. */
    private record Person(Questions questions, Masker masker) implements Asker {
        @Override
        public Optional<Secret> secret(String question) {
            return questions.secret(question).map(masker::keep);
        }

        @Override
        public Optional<Boolean> agree(String question) {
            return questions.agree(question);
        }
    }

    /** As flags and surroundings have it. */
    static Reach of(
            Surroundings surroundings,
            Questions questions,
            Masker masker,
            LoginFlags flags,
            Consumer<Problem> warnings) {
        LocalUser user = LocalUser.of(surroundings.home(), surroundings.environment());
        Optional<HostKeyPolicy> policy = flags.hostKeys().map(Reach::policy);
        Asker person = new Person(questions, masker);
        UserPasswords passwords = new UserPasswords(person);
        if (flags.askSudoPassword() && passwords.askForSudo().isEmpty()) {
            throw LoginFlags.wrong("--ask-sudo-password without a terminal", "give sudoPassword: in the inventory");
        }
        return new Reach(
                new SshConnector(user, person, policy, warnings), DemoHomes.of(surroundings.environment()), passwords);
    }

    private static HostKeyPolicy policy(String word) {
        return HostKeyPolicy.of(word)
                .orElseThrow(() -> LoginFlags.wrong("--host-keys " + word, "write strict, accept-new or insecure"));
    }

    /** Checks what can be checked before hosts are connected to, and makes unknown ones known. */
    void prepare(List<Host> hosts, boolean reset, Consumer<String> say) {
        List<Host> overSsh = hosts.stream()
                .map(host -> InsideConnector.around(host).orElse(host))
                .filter(host -> host.connector().equals(ssh.name()))
                .toList();
        List<Problem> problems = ssh.check(overSsh);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        List<Host> demos = hosts.stream()
                .filter(host -> host.connector().equals(demo.name()))
                .toList();
        if (reset) {
            demos.forEach(host -> homes.reset(host.name()));
        }
        if (!demos.isEmpty()) {
            say.accept("demo hosts are this machine, as the current user; their homes are in " + homes.directory());
        }
        ssh.introduce(overSsh, say);
    }

    /** With hosts; for brief work a connection that was lost is made again only where the host's settings ask for that. */
    Sessions sessions(boolean brief) {
        Connector local = new LocalConnector();
        Sessions sessions =
                new ConnectorSessions(List.of(ssh, local, demo, new InsideConnector(local, ssh, passwords)), passwords);
        return brief ? (host, watch) -> sessions.open(ssh.withoutReconnection(host), watch) : sessions;
    }

    @Override
    public void close() {
        demo.close();
        ssh.close();
    }
}
