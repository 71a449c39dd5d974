package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries one operation out. */
@Command(
        description = "Carries one operation out, as run does with a deploy file of one line.",
        footer = {
            "",
            "Examples:",
            "  groovy-infra op apt.packages nginx present=false -i web1,web2 --sudo",
            "  groovy-infra op files.directory /srv/app mode=0750 -i hosts.yaml -y",
            "  groovy-infra op --list",
            "  groovy-infra help apt.packages"
        })
final class OpCommand implements Action {
    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "OPERATION [SUBJECT] [NAME=VALUE]",
            description = "The operation and its arguments.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--list", description = "Lists the operations of the standard library.")
    private boolean list;

    @Mixin
    private ApplyFlags apply = new ApplyFlags();

    @Mixin
    private WorkFlags flags = new WorkFlags();

    OpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        if (list) {
            Output.of(invocation, flags.output())
                    .list(
                            "operationListed",
                            invocation.loader().reference().operations().toList());
            return Ending.DONE;
        }
        if (words.isEmpty()) {
            throw LoginFlags.wrong("no operation is named", "name one, such as apt.packages; op --list shows all");
        }
        String name = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        DeployLoader.Settings settings =
                new DeployLoader.Settings(Map.of(), invocation.surroundings().compiled());
        HostWork.Task task = new HostWork.Task(
                Path.of(""),
                List.of(String.join(" ", words)),
                controller -> invocation.of(words, () -> invocation.loader().call(name, arguments, settings)),
                false);
        return new DeployWork(invocation, flags, apply.diff()).run(task, apply);
    }

    @Override
    public List<String> more() {
        return words.isEmpty() ? List.of() : explanation().operation(words.getFirst());
    }

    private Explanation explanation() {
        return new Explanation(invocation.loader().reference());
    }
}
