package groovyinfra.inventory;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The secrets of one inventory: each source is asked once, for chosen hosts at the start, for others when one is needed. */
final class Disclosure {
    private final Secrets secrets;
    private final Map<SecretSource, Secret> known = new HashMap<>();

    Disclosure(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The secret, asked for when it is revealed. */
    Secret later(Value.Hidden hidden) {
        return Secret.later(() -> of(hidden).reveal());
    }

    synchronized Secret of(Value.Hidden hidden) {
        Secret secret = known.get(hidden.source());
        if (secret == null) {
            secret = secrets.keep(ask(hidden));
            known.put(hidden.source(), secret);
        }
        return secret;
    }

    private Secret ask(Value.Hidden hidden) {
        try {
            return switch (hidden.source()) {
                case SecretSource.Env env -> environment(env.name());
                case SecretSource.InFile file -> content(file.file());
                case SecretSource.Output output -> secrets.output(output.command());
                case SecretSource.Prompt prompt -> secrets.prompt(prompt.question());
                case SecretSource.Inline inline -> Secret.of(inline.text());
            };
        } catch (ProblemException e) {
            throw new ProblemException(e.problems().stream()
                    .map(problem -> problem.at(hidden.at()))
                    .toList());
        }
    }

    private Secret environment(String name) {
        return secrets.environment(name)
                .map(Secret::of)
                .orElseThrow(() -> problem(
                        "Environment variable for a secret is missing",
                        "'" + name + "' is not set",
                        "set it: export " + name + "=..."));
    }

    private Secret content(Path file) {
        try {
            return Secret.of(secrets.read(file).replaceFirst("\\R\\z", ""));
        } catch (IOException unreadable) {
            throw problem(
                    "Secret file cannot be read",
                    Files.exists(file) ? "'" + file + "' is not readable text" : "'" + file + "' does not exist",
                    "create it, readable only by you");
        }
    }

    private static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }
}
