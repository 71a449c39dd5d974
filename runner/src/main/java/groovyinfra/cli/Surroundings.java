package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * What the program sees of the process that it runs in.
 *
 * @param language compiles deploy files; loaded when first asked for
 */
public record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Supplier<DeployLoader> language) {

    /** With the language that is on the class path. */
    public Surroundings(Map<String, String> environment, PrintStream out, PrintStream err, Terminal terminal) {
        this(environment, out, err, terminal, Surroundings::present);
    }

    private static DeployLoader present() {
        return ServiceLoader.load(DeployLoader.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no DeployLoader on the class path"));
    }

    /** An environment variable that says something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Folder for what can be made again: compiled deploy files, homes of demo hosts. */
    Path cache() {
        String given = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = given.isEmpty() ? home().resolve(".cache") : Path.of(given);
        return base.resolve("groovy-infra");
    }

    /** Folder of compiled deploy files. */
    Path compiled() {
        return cache().resolve("compiled");
    }

    /** The home of the user. */
    Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** How the user calls the program. */
    String command() {
        return environment.getOrDefault("GROOVY_INFRA_COMMAND", "groovy-infra");
    }
}
