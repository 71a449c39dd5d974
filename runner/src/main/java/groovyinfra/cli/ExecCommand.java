package groovyinfra.cli;

import groovyinfra.report.Event;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command on all hosts at once. */
@Command(
        description = {
            "Runs a command on all hosts at once; equal output is shown once, under the names of its hosts.",
            "One word after -- is a script for sh; several are a program and its arguments, each as given."
        },
        footer = {
            "",
            "Examples:",
            "  groovy-infra exec -i web1,web2 -- uptime",
            "  groovy-infra exec -i hosts.yaml --limit web --sudo -- systemctl is-active nginx",
            "  groovy-infra exec -i hosts.yaml -- 'df -h / | tail -1'",
            "  groovy-infra exec -i hosts.yaml --background --timeout 2h -- make-backup"
        })
final class ExecCommand implements Action {
    private final Invocation invocation;

    @Parameters(arity = "0..*", paramLabel = "-- COMMAND", description = "What to run.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--background", description = "Lets it go on by itself; groovy-infra jobs shows it.")
    private boolean background;

    @Mixin
    private WorkFlags flags = new WorkFlags();

    ExecCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        List<String> arguments = invocation.arguments();
        int dashes = arguments.indexOf("--");
        List<String> command = dashes < 0 ? List.of() : arguments.subList(dashes + 1, arguments.size());
        if (command.isEmpty() || command.size() != words.size()) {
            throw LoginFlags.wrong(
                    command.isEmpty() ? "no command is given after --" : "words before --: " + stray(command.size()),
                    attempt());
        }
        ExecDeploy deploy = new ExecDeploy(command, background);
        return new AnswerWork(invocation, flags).ask(Event.Mode.EXEC, "exec " + deploy.shown(), deploy, true, List::of);
    }

    private String attempt() {
        return words.stream()
                .findFirst()
                .flatMap(invocation::userOfSudo)
                .orElse("write flags first, then -- and the command: exec -i web1,web2 -- uptime");
    }

    private String stray(int command) {
        return String.join(" ", words.subList(0, Math.max(0, words.size() - command)));
    }
}
