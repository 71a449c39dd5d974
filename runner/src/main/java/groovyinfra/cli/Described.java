package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Operations and facts with their documentation, for people. */
final class Described {
    private Described() {}

    /** All of them, a line each. */
    static void print(PrintStream out, List<DeployLoader.Described> all) {
        int width = all.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        all.forEach(it -> out.println(it.name() + " ".repeat(width - it.name().length() + 2) + it.summary()));
    }

    /** The one of this name; nothing where there is none. */
    static List<String> help(List<DeployLoader.Described> all, String name) {
        List<String> lines = new ArrayList<>();
        all.stream().filter(it -> it.name().equals(name)).forEach(it -> {
            lines.add("");
            lines.add(it.signature());
            lines.addAll(it.documentation().lines().map(line -> "  " + line).toList());
        });
        return lines;
    }
}
