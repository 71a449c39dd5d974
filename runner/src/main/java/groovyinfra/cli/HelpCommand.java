package groovyinfra.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a command, or what deploy files can use. */
@Command(
        description = "Explains a command, a library, an operation, a fact, or an option of every call.",
        footer = {
            "",
            "Examples:",
            "  groovy-infra help                  all commands",
            "  groovy-infra help run              a command",
            "  groovy-infra help operations       all operations",
            "  groovy-infra help apt              a library",
            "  groovy-infra help apt.packages     an operation",
            "  groovy-infra help facts            all facts",
            "  groovy-infra help PathInfo         a fact",
            "  groovy-infra help options          the options of every call"
        })
final class HelpCommand implements Action {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "What to explain.")
    private String name = "";

    HelpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        Surroundings surroundings = invocation.surroundings();
        if (name.isEmpty()) {
            surroundings.out().print(Help.all(surroundings.command()));
            return Ending.DONE;
        }
        if (Verb.of(name).isPresent()) {
            return Ending.of(
                    new Program(surroundings).run(List.of(name, "--help").toArray(String[]::new)));
        }
        new Explanation(invocation.loader().reference()).of(name).forEach(surroundings.out()::println);
        return Ending.DONE;
    }
}
