package groovyinfra.cli;

import java.util.ArrayList;
import java.util.List;

/** The help of the program as a whole. */
final class Help {
    private Help() {}

    static String all(String program) {
        List<String> lines = new ArrayList<>();
        lines.add("Usage: " + program + " COMMAND [FLAGS] [ARGUMENTS]");
        lines.add("");
        lines.add("Brings hosts into the state that Groovy deploy files describe, over SSH, in parallel.");
        lines.add("");
        lines.add("Commands:");
        for (Verb verb : Verb.values()) {
            lines.add(String.format("  %-10s %s", verb.word(), verb.summary()));
        }
        lines.add("");
        lines.add("Examples:");
        lines.add("  " + program + " run examples/quickstart/deploy.groovy -i demo:3 -y");
        lines.add("  " + program + " plan deploy.groovy -i hosts.yaml --diff");
        lines.add("  " + program + " exec -i web1,web2 -- uptime");
        lines.add("  " + program + " help run               explains a command");
        lines.add("  " + program + " help operations        lists operations; help files.template explains one");
        lines.add("");
        lines.add("Exit codes:");
        for (Ending ending : Ending.values()) {
            lines.add(String.format("  %-4d %s", ending.code(), ending.meaning()));
        }
        return String.join("\n", lines) + "\n";
    }
}
