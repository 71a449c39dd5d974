package groovyinfra.cli;

import groovyinfra.model.Conversion;
import groovyinfra.model.Identity;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Flags that say how hosts are reached, and as whom things run there. */
final class LoginFlags {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The user to log in as.")
    private String user;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port of sshd.")
    private Integer port;

    @Option(names = "--key", paramLabel = "FILE", description = "A private key; may be given several times.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--ask-password", description = "Asks for the password to log in with, before a host wants it.")
    private boolean askPassword;

    @Option(names = "--ask-sudo-password", description = "Asks for the password for sudo before the run, not in it.")
    private boolean askSudoPassword;

    @Option(
            names = "--host-keys",
            paramLabel = "POLICY",
            description = "What to do about unknown host keys: strict (the default), accept-new or insecure.")
    private String hostKeys;

    @Option(
            names = "--sudo",
            arity = "0..1",
            fallbackValue = "root",
            paramLabel = "USER",
            description = "Runs as root, or as USER, by sudo.")
    private String sudo;

    @Option(names = "--chdir", paramLabel = "FOLDER", description = "The folder in which commands run.")
    private String chdir;

    @Option(names = "--timeout", paramLabel = "TIME", description = "How long a call may take: 30s, 5m, 1h.")
    private String timeout;

    @Option(names = "--parallel", paramLabel = "N", description = "Calls in flight at most; all hosts by default.")
    private Integer parallel;

    @Option(names = "--handshakes", paramLabel = "N", description = "Logins in flight at most; 64 by default.")
    private Integer handshakes;

    @Option(names = "--demo-reset", description = "Clears the homes of the chosen demo hosts first.")
    private boolean demoReset;

    /** What the command line says of connections, by the names that inventories use. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        Optional.ofNullable(user).ifPresent(it -> settings.put("user", it));
        if (port != null) {
            settings.put("port", port(port));
        }
        if (!keys.isEmpty()) {
            settings.put("key", List.copyOf(keys));
        }
        if (askPassword) {
            settings.put("askPassword", true);
        }
        return settings;
    }

    /** Options for every call. */
    Options options() {
        Options options = Options.NONE;
        if (sudo != null) {
            options = options.with(groovyinfra.model.Option.SUDO, new Identity.Sudo(sudo));
        }
        if (chdir != null) {
            options = options.with(groovyinfra.model.Option.CHDIR, chdir);
        }
        return timeout == null ? options : options.with(groovyinfra.model.Option.TIMEOUT, time());
    }

    private static int port(int port) {
        if (port < 1 || port > 65535) {
            throw wrong("--port " + port, "write a number from 1 to 65535");
        }
        return port;
    }

    private Duration time() {
        try {
            return (Duration) Conversion.to(groovyinfra.model.Option.TIMEOUT, timeout);
        } catch (IllegalArgumentException wrong) {
            throw wrong("--timeout " + timeout + ": " + wrong.getMessage(), "write a time such as 30s or 5m");
        }
    }

    boolean askSudoPassword() {
        return askSudoPassword;
    }

    boolean demoReset() {
        return demoReset;
    }

    Optional<String> hostKeys() {
        return Optional.ofNullable(hostKeys);
    }

    OptionalInt parallel() {
        return atLeastOne("--parallel", parallel);
    }

    OptionalInt handshakes() {
        return atLeastOne("--handshakes", handshakes);
    }

    private static OptionalInt atLeastOne(String flag, Integer value) {
        if (value != null && value < 1) {
            throw wrong(flag + " " + value, "write a number from 1 on");
        }
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static ProblemException wrong(String detail, String attempt) {
        return new ProblemException(new Problem("Command line not understood", Problem.Where.NOWHERE, detail, attempt));
    }
}
