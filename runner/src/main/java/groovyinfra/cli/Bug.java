package groovyinfra.cli;

import groovyinfra.model.Command;
import groovyinfra.model.Problem;
import java.util.List;

/** What the user is told when the program is at fault. */
final class Bug {
    private Bug() {}

    static Problem problem(Throwable thrown, String program, List<String> arguments) {
        Throwable cause = root(thrown);
        StackTraceElement[] trace = cause.getStackTrace();
        String at = trace.length == 0 ? "" : ", at " + trace[0];
        String command = program + " " + Command.of(arguments.toArray()).shown();
        return new Problem(
                "A bug in groovy-infra",
                Problem.Where.NOWHERE,
                cause + at + "\n" + Version.text() + "\n" + command,
                "please report it with these lines, the output with --debug, and the deploy file if it can be shown");
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
