package groovyinfra.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands of the program. Each is built only when it is called: picocli looks at every annotation of what it is given. */
enum Verb {
    RUN("carries deploy files out: shows what would change, asks, applies"),
    PLAN("shows what deploy files would change, and changes nothing"),
    CHECK("compiles deploy files; contacts no host"),
    EXEC("runs a command on all hosts at once"),
    FACT("asks hosts for a fact"),
    OP("carries one operation out"),
    JOBS("lists what goes on by itself on hosts; waits for it, stops it"),
    INVENTORY("lists hosts, groups, and where values come from"),
    VERSION("says which version this is"),
    HELP("explains a command, an operation, a fact, an option");

    private final String summary;

    Verb(String summary) {
        this.summary = summary;
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    Action action(Invocation invocation) {
        return switch (this) {
            case RUN -> new RunCommand(invocation);
            case PLAN -> new PlanCommand(invocation);
            case CHECK -> new CheckCommand(invocation);
            case EXEC -> new ExecCommand(invocation);
            case FACT -> new FactCommand(invocation);
            case OP -> new OpCommand(invocation);
            case JOBS -> new JobsCommand(invocation);
            case INVENTORY -> new InventoryCommand(invocation);
            case VERSION -> new VersionCommand(invocation);
            case HELP -> new HelpCommand(invocation);
        };
    }
}
