package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.Identity.Unusable;
import groovyinfra.connect.ssh.Passwords.Outcome;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Logs in to one server: shows it one key after another, then the password, until it lets us in. */
final class Admission {
    private static final String TOO_MANY = "Too many authentication failures";
    private static final String FEWER_KEYS =
            "name the right key, so that no others are shown: --key FILE, or IdentityFile with IdentitiesOnly yes";

    private final String host;
    private final SshSettings settings;
    private final SSHClient client;
    private final Wire wire;
    private final Reception reception;
    private final List<String> tried = new ArrayList<>();
    private Optional<String> remedy = Optional.empty();
    private boolean wrong;
    private Optional<String> wanted = Optional.empty();

    Admission(String host, SshSettings settings, Dial.Line line) {
        this.host = host;
        this.settings = settings;
        this.client = line.client();
        this.wire = line.wire();
        this.reception = new Reception(client.getTransport());
    }

    /**
     * Returns when the server let us in.
     *
     * @throws PasswordWanted when it did not, but might with a password, of which none was given
     * @throws ProblemException when it did not
     */
    void seek(List<Identity> identities, Optional<Passwords.Trial> password) {
        try {
            boolean in = identities.stream().anyMatch(this::byKey)
                    || byPassword(password)
                    || (reception.getAllowedMethods().isEmpty() && attempt(new AuthNone()));
            if (!in) {
                throw password.isEmpty() && takesPassword()
                        ? new PasswordWanted(refused(""))
                        : new ProblemException(refused(""));
            }
        } catch (IOException broken) {
            throw new ProblemException(refused(lastWords(broken)), broken);
        } catch (Broken broken) {
            throw new ProblemException(refused(lastWords(broken.getCause())), broken);
        }
    }

    /** The server might let us in with a password. */
    static final class PasswordWanted extends ProblemException {
        private PasswordWanted(Problem refusal) {
            super(refusal);
        }
    }

    /** Carries an error of the connection through a stream. */
    private static final class Broken extends RuntimeException {
        Broken(IOException cause) {
            super(cause);
        }
    }

    private boolean byKey(Identity identity) {
        if (!offered("publickey")) {
            return false;
        }
        try {
            for (String algorithm : identity.algorithms(client.getTransport().getServerVersion())) {
                if (byKey(identity, algorithm)) {
                    return true;
                }
            }
            tried.add(identity.label());
        } catch (Unusable unusable) {
            remedy = remedy.or(unusable::attempt);
            tried.add(identity.label() + " (" + unusable.getMessage() + ")");
        } catch (IOException broken) {
            tried.add(identity.label());
            throw new Broken(broken);
        }
        return false;
    }

    private boolean byKey(Identity identity, String algorithm) throws Unusable, IOException {
        byte[] blob = identity.blob();
        if (!identity.ready() && !wouldDo(new KeyLogin(settings.user(), algorithm, blob, Optional.empty()))) {
            return false;
        }
        byte[] data = KeyLogin.toSign(client.getTransport().getSessionID(), settings.user(), algorithm, blob);
        Optional<byte[]> signature = Optional.of(signature(identity, algorithm, data));
        return attempt(new KeyLogin(settings.user(), algorithm, blob, signature));
    }

    private static byte[] signature(Identity identity, String algorithm, byte[] data) throws Unusable {
        try {
            return identity.sign(algorithm, data);
        } catch (IOException agent) {
            throw new Unusable(Words.of(agent));
        }
    }

    private boolean wouldDo(KeyLogin question) throws IOException {
        try {
            return attempt(question);
        } catch (KeyLogin.Welcome welcome) {
            return true;
        }
    }

    private boolean byPassword(Optional<Passwords.Trial> password) throws IOException {
        if (!takesPassword()) {
            return false;
        }
        if (password.isEmpty()) {
            if (settings.login().askPassword()) {
                tried.add("password (there is nobody to ask for it)");
            }
            return false;
        }
        Outcome outcome = password.get().on(this::shown);
        switch (outcome) {
            case RIGHT, WRONG -> tried.add("password");
            case WITHHELD -> tried.add("password (not shown: it was wrong on another host)");
            case UNCLEAR -> tried.add("password (the server wants more: '" + wanted.orElse("") + "')");
        }
        wrong |= outcome == Outcome.WRONG || outcome == Outcome.WITHHELD;
        return outcome == Outcome.RIGHT;
    }

    // Not both where the password was looked at and is wrong: it would be wrong a second time.
    private Outcome shown(Secret password) throws IOException {
        if (offered("password")) {
            boolean right = attempt(new AuthPassword(finder(password)));
            if (right || offered("password")) {
                return right ? Outcome.RIGHT : Outcome.WRONG;
            }
        }
        if (!offered("keyboard-interactive")) {
            return Outcome.WRONG;
        }
        Interview interview = new Interview(password);
        if (attempt(new AuthKeyboardInteractive(interview))) {
            return Outcome.RIGHT;
        }
        wanted = interview.unanswered();
        return wanted.isPresent() ? Outcome.UNCLEAR : Outcome.WRONG;
    }

    private static PasswordFinder finder(Secret password) {
        return PasswordUtils.createOneOff(password.reveal().toCharArray());
    }

    private boolean attempt(AuthMethod method) throws IOException {
        int millis = (int)
                settings.patience().connectTimeout().multipliedBy(Dial.PATIENCE).toMillis();
        // The first packet asks for the service.
        if (method instanceof KeyLogin login && client.getTransport().getService() != reception) {
            wire.afterNext(() -> login.send(client.getTransport()));
        }
        try {
            return reception.authenticate(settings.user(), (Service) client.getConnection(), method, millis);
        } catch (KeyLogin.Welcome welcome) {
            throw welcome;
        } catch (UserAuthException unexpected) {
            if (wire.end().isEmpty()) {
                return false;
            }
            throw unexpected;
        }
    }

    private String lastWords(Throwable broken) {
        return Words.of(Words.death(client).map(Throwable.class::cast).orElse(broken));
    }

    // Before its first refusal the server has not said what it offers.
    private boolean offered(String method) {
        Collection<String> methods = reception.getAllowedMethods();
        return methods.isEmpty() || methods.contains(method);
    }

    private boolean takesPassword() {
        return offered("password") || offered("keyboard-interactive");
    }

    private Problem refused(String last) {
        String server = String.join(", ", reception.getAllowedMethods());
        StringBuilder detail = new StringBuilder(settings.user() + " at " + settings.shown());
        detail.append("\ntried: ").append(tried.isEmpty() ? "nothing, there is no key" : String.join(", ", tried));
        if (!server.isEmpty()) {
            detail.append("\nthe server takes: ").append(server);
        }
        if (!last.isEmpty()) {
            detail.append("\nthe server said: ").append(last);
        }
        String attempt = last.contains(TOO_MANY) ? FEWER_KEYS : attempt(server);
        return new Problem("Login was refused", Problem.Where.host(host), detail.toString(), attempt);
    }

    private String attempt(String server) {
        if (remedy.isPresent()) {
            return remedy.get();
        }
        if (wanted.isPresent()) {
            return "let this user log in with a key: a run cannot answer such questions";
        }
        if (wrong) {
            return "check user and password";
        }
        boolean takesPassword = server.contains("password") || server.contains("keyboard-interactive");
        return takesPassword && !server.contains("publickey")
                ? "give the password as `password` under `ssh:` in the inventory"
                : "check user and key: -u USER --key FILE";
    }
}
