package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import groovyinfra.model.Fact;
import groovyinfra.report.Event;
import groovyinfra.report.PlainData;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks hosts for a fact. */
@Command(
        description = "Asks all hosts for a fact at once; equal answers are shown once.",
        footer = {
            "",
            "Examples:",
            "  groovy-infra fact OsRelease -i hosts.yaml",
            "  groovy-infra fact CommandPath psql -i db1,db2 --json",
            "  groovy-infra fact AptSimulation install nginx -i hosts.yaml",
            "  groovy-infra fact --list",
            "  groovy-infra help PathInfo"
        })
final class FactCommand implements Action {
    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "FACT [ARGUMENT]",
            description = "The fact and its arguments; of a list, each word is an element.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--list", description = "Lists the facts of the standard library.")
    private boolean list;

    @Mixin
    private WorkFlags flags = new WorkFlags();

    FactCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        DeployLoader loader = invocation.loader();
        if (list) {
            Output.of(invocation, flags.output())
                    .list("factListed", loader.reference().facts());
            return Ending.DONE;
        }
        if (words.isEmpty()) {
            throw LoginFlags.wrong("no fact is named", "name one, such as OsRelease; fact --list shows all");
        }
        Fact<?> fact = invocation.of(words, () -> loader.fact(words.getFirst(), words.subList(1, words.size())));
        String shown = String.join(" ", words);
        FactDeploy deploy = new FactDeploy(fact);
        return new AnswerWork(invocation, flags)
                .ask(Event.Mode.FACT, shown, deploy, false, () -> events(deploy, shown));
    }

    private List<Event> events(FactDeploy deploy, String shown) {
        List<Event> events = new ArrayList<>();
        deploy.answers()
                .forEach((host, value) -> events.add(
                        new Event.FactAnswered(host, shown, PlainData.of(value, invocation.masker()::mask))));
        return events;
    }

    @Override
    public List<String> more() {
        return words.isEmpty() ? List.of() : explanation().fact(words.getFirst());
    }

    private Explanation explanation() {
        return new Explanation(invocation.loader().reference());
    }
}
