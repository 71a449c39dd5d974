package groovyinfra.cli;

import picocli.CommandLine.Option;

/** Flags of every command that shows something. */
final class OutputFlags {
    @Option(names = "-v", description = "Shows commands and facts, too; -vv output as well.")
    private boolean[] verbose = {};

    @Option(names = "--quiet", description = "Shows problems and the last lines only.")
    private boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never; auto obeys NO_COLOR and TERM=dumb.")
    private String color = "auto";

    @Option(names = "--json", description = "Writes one JSON object per line instead of text; see docs/events.md.")
    private boolean json;

    @Option(names = "--debug", description = "Shows stack traces and what the libraries log.")
    private boolean debug;

    int verbosity() {
        return verbose.length;
    }

    boolean quiet() {
        return quiet;
    }

    Colour colour() {
        return Colour.of(color).orElseThrow(() -> LoginFlags.wrong("--color " + color, "write auto, always or never"));
    }

    boolean debug() {
        return debug;
    }

    boolean json() {
        return json;
    }
}
