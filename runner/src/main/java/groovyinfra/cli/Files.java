package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.DeployLoader;
import groovyinfra.deploy.Param;
import groovyinfra.run.FixedController;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The deploy files of the command line, as programs. */
final class Files {
    private final Invocation invocation;
    private final DeployFlags flags;

    Files(Invocation invocation, DeployFlags flags) {
        this.invocation = invocation;
        this.flags = flags;
    }

    Job.Task task() {
        return new Job.Task(flags.files().getFirst(), flags.names(), this::load);
    }

    private Deploy load(FixedController controller) {
        return invocation.loader().load(flags.files(), settings(Prepared.params(flags.values(), controller)));
    }

    /** Compiles them, and no more. */
    void check() {
        invocation.loader().load(flags.files(), settings(Map.of()));
    }

    private DeployLoader.Settings settings(Map<String, Object> params) {
        return new DeployLoader.Settings(params, invocation.surroundings().compiled());
    }

    /** What can be set in the files, for help; nothing where no file is named. */
    List<String> params() {
        if (flags.files().isEmpty()) {
            return List.of();
        }
        List<Param> params =
                invocation.loader().load(flags.files(), settings(Map.of())).params();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                params.isEmpty()
                        ? String.join(" ", flags.names()) + " has nothing that can be set."
                        : "What can be set in " + String.join(" ", flags.names()) + " by --set NAME=VALUE:");
        int width = params.stream().mapToInt(it -> name(it).length()).max().orElse(0);
        for (Param param : params) {
            String value = param.shownDefault().map(it -> "default: " + it).orElse("must be given");
            String text = param.description().isEmpty() ? "" : param.description() + "  ";
            lines.add("  " + name(param) + " ".repeat(width - name(param).length() + 2) + text + "(" + value + ")");
        }
        return lines;
    }

    private static String name(Param param) {
        return param.name() + " (" + param.type() + ")";
    }
}
