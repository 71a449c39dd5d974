package groovyinfra.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a command. */
@Command(
        description = "Explains a command, or all of them in short.",
        footer = {"", "Examples:", "  groovy-infra help run", "  groovy-infra help"})
final class HelpCommand implements Action {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private String command = "";

    HelpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        if (command.isEmpty()) {
            invocation
                    .surroundings()
                    .out()
                    .print(Help.all(invocation.surroundings().command()));
            return Ending.DONE;
        }
        return Ending.of(new Program(invocation.surroundings())
                .run(List.of(command, "--help").toArray(String[]::new)));
    }
}
