package groovyinfra.cli;

import groovyinfra.report.Detail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  groovy-infra exec -i hosts.yaml -- 'df -h / | tail -1'"
        })
final class ExecCommand implements Action {
    private final Invocation invocation;

    @Parameters(arity = "0..*", paramLabel = "-- COMMAND", description = "What to run.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private HostFlags hosts = new HostFlags();

    @Mixin
    private LoginFlags login = new LoginFlags();

    @Mixin
    private OutputFlags output = new OutputFlags();

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
                    "write flags first, then -- and the command: exec -i web1,web2 -- uptime");
        }
        ExecDeploy deploy = new ExecDeploy(command);
        Job job = new Job(invocation, new Job.Flags(output, hosts, login), true);
        Job.Task task = new Job.Task(Path.of(""), List.of("exec " + deploy.shown()), controller -> deploy);
        return job.with(
                task,
                job.output().answers(new Detail(output.verbosity(), output.quiet(), false, true)),
                List::of,
                inventory -> OptionalInt.empty(),
                stand -> {
                    stand.engine().apply(Optional.empty());
                    return stand.watching().ending();
                });
    }

    private String stray(int command) {
        return String.join(" ", words.subList(0, Math.max(0, words.size() - command)));
    }
}
