package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.config.Tokens;
import groovyinfra.model.Problem;
import groovyinfra.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out what a host is shown at the login. */
record Credentials(LocalUser user, Given given, Configured configured, Tokens tokens) {
    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
    private static final String AGENT_VARIABLE = "SSH_AUTH_SOCK";

    SshSettings.Login login() {
        List<Path> named = given.texts("key").stream().map(user::path).toList();
        Optional<Secret> password = given.secret("password");
        // Who gives a password and no key means the password.
        boolean passwordOnly = password.isPresent() && named.isEmpty();
        boolean agent = given.flag("agent").orElse(true);
        return new SshSettings.Login(
                passwordOnly ? List.of() : named.isEmpty() ? keys() : named,
                passwordOnly ? List.of() : configured.paths("CertificateFile", tokens),
                !named.isEmpty() || configured.yes("IdentitiesOnly"),
                passwordOnly || !agent ? Optional.empty() : agent(),
                given.secret("passphrase"),
                password,
                given.flag("askPassword").orElse(false));
    }

    private List<Path> keys() {
        return configured.settled().first("IdentityFile").isPresent()
                ? configured.paths("IdentityFile", tokens)
                : DEFAULT_KEYS.stream()
                        .map(name -> user.home().resolve(".ssh").resolve(name))
                        .filter(Files::exists)
                        .toList();
    }

    private Optional<Path> agent() {
        Optional<String> written = configured.text("IdentityAgent");
        if (written.isEmpty() || written.get().equals(AGENT_VARIABLE)) {
            return user.agent();
        }
        String text = written.get();
        Problem.Where where = Problem.Where.at(
                configured.settled().first("IdentityAgent").orElseThrow().at());
        if (text.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        return text.startsWith("$") && !text.startsWith("${")
                ? Optional.ofNullable(user.environment().get(text.substring(1))).map(Path::of)
                : Optional.of(configured.path(text, tokens, where));
    }
}
