package groovyinfra.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Carries deploy files out. */
@Command(
        description = {
            "Carries deploy files out: shows what would change, asks, and applies.",
            "With -y everything happens in one pass, without a question."
        },
        footer = {
            "",
            "Examples:",
            "  groovy-infra run examples/quickstart/deploy.groovy -i demo:3 -y",
            "  groovy-infra run deploy.groovy -i hosts.yaml --diff",
            "  groovy-infra run deploy.groovy --limit 'web,!web-03' --set version=1.5",
            "  groovy-infra run deploy.groovy --help     lists what can be set in the file"
        })
final class RunCommand implements Action {
    private final Invocation invocation;

    @Mixin
    private DeployFlags deploy = new DeployFlags();

    @Mixin
    private ApplyFlags apply = new ApplyFlags();

    @Mixin
    private WorkFlags flags = new WorkFlags();

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        DeployWork work = new DeployWork(invocation, flags, apply.diff());
        return work.run(new Files(invocation, deploy).task(), apply);
    }

    @Override
    public List<String> more() {
        return new Files(invocation, deploy).params();
    }
}
