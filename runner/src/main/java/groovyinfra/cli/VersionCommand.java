package groovyinfra.cli;

import picocli.CommandLine.Command;

/** Says which version this is. */
@Command(
        description = "Says which version this is.",
        footer = {"", "Examples:", "  groovy-infra version"})
final class VersionCommand implements Action {
    private final Invocation invocation;

    VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        invocation.surroundings().out().println(Version.text());
        return Ending.DONE;
    }
}
