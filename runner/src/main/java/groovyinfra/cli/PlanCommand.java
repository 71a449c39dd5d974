package groovyinfra.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what deploy files would change. */
@Command(
        description = "Shows what deploy files would change, and changes nothing.",
        footer = {
            "",
            "Examples:",
            "  groovy-infra plan deploy.groovy -i hosts.yaml",
            "  groovy-infra plan deploy.groovy -i hosts.yaml --diff -v",
            "  groovy-infra plan deploy.groovy -i hosts.yaml --fail-on-changes --quiet"
        })
final class PlanCommand implements Action {
    private final Invocation invocation;

    @Mixin
    private DeployFlags deploy = new DeployFlags();

    @Option(names = "--diff", description = "Shows what would change in files.")
    private boolean diff;

    @Option(names = "--fail-on-changes", description = "Exits with 4 when something would change.")
    private boolean failOnChanges;

    @Mixin
    private WorkFlags flags = new WorkFlags();

    PlanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        DeployWork work = new DeployWork(invocation, flags, diff);
        return work.plan(new Files(invocation, deploy).task(), failOnChanges);
    }

    @Override
    public List<String> more() {
        return new Files(invocation, deploy).params();
    }
}
