package groovyinfra.cli;

import groovyinfra.report.Event;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compiles deploy files. */
@Command(
        description = "Compiles deploy files, finds all mistakes that can be found so, and contacts no host.",
        footer = {"", "Examples:", "  groovy-infra check deploy.groovy", "  groovy-infra check site/*.groovy --json"})
final class CheckCommand implements Action {
    private final Invocation invocation;

    @Mixin
    private DeployFlags deploy = new DeployFlags();

    @Mixin
    private OutputFlags flags = new OutputFlags();

    CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        long began = System.nanoTime();
        new Files(invocation, deploy).check();
        Output output = Output.of(invocation, flags);
        output.tell(new Event.FilesChecked(deploy.names(), Duration.ofNanos(System.nanoTime() - began)));
        if (!output.isJson() && !flags.quiet()) {
            output.line(String.join(" ", deploy.names()) + (deploy.names().size() == 1 ? " is" : " are") + " in order");
        }
        return Ending.DONE;
    }
}
