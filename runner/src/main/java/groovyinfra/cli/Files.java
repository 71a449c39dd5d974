package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.DeployLoader;
import groovyinfra.deploy.Param;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import groovyinfra.run.FixedController;
import java.nio.file.Path;
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

    HostWork.Task task() {
        flags.names().stream()
                .filter(name -> !Path.of(name).toFile().exists())
                .forEach(name -> invocation.userOfSudo(name).ifPresent(attempt -> {
                    throw LoginFlags.wrong("there is no file " + name, attempt);
                }));
        return new HostWork.Task(flags.files().getFirst(), flags.names(), this::load, false);
    }

    private Deploy load(FixedController controller) {
        Map<String, Object> given = Prepared.params(flags.values(), controller);
        Deploy deploy = invocation.loader().load(flags.files(), settings(given));
        List<Problem> missing = deploy.params().stream()
                .filter(param -> param.shownDefault().isEmpty() && !given.containsKey(param.name()))
                .map(Files::missing)
                .toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(missing);
        }
        return deploy;
    }

    private static Problem missing(Param param) {
        return new Problem(
                "Parameter is not set",
                Problem.Where.at(param.position()),
                name(param) + " has no default",
                "Add --set " + param.name() + "=VALUE");
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
            String value = param.shownDefault()
                    .map(it -> "default: " + shown(param, it))
                    .orElse("must be given");
            String text = param.description().isEmpty() ? "" : param.description() + "  ";
            lines.add("  " + name(param) + " ".repeat(width - name(param).length() + 2) + text + "(" + value
                    + several(param) + ")");
        }
        return lines;
    }

    private static String several(Param param) {
        return switch (param.type().replaceFirst("<.*", "")) {
            case "List", "Set" -> "; several: --set '" + param.name() + "=[a, b]'";
            case "Map" -> "; --set '" + param.name() + "={a: 1, b: 2}'";
            default -> "";
        };
    }

    private static String shown(Param param, String source) {
        return param.type().equals("Secret") ? Secret.MASK : source;
    }

    private static String name(Param param) {
        return param.name() + " (" + param.type() + ")";
    }
}
