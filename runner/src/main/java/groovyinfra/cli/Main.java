package groovyinfra.cli;

import groovyinfra.model.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the program begins and ends. */
public final class Main {
    private Main() {}

    /** Runs the command of these arguments and exits with its code. */
    public static void main(String[] arguments) {
        // Without this, picocli looks for Groovy's closures and so starts all of Groovy, for every command.
        System.setProperty("picocli.disable.closures", "true");
        // What the logging library says of itself while several threads start to use it is not for users.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(
                arguments,
                new Surroundings(
                        System.getenv(),
                        stream(FileDescriptor.out),
                        stream(FileDescriptor.err),
                        new SystemTerminal(System.getenv()))));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs the command of these arguments.
     *
     * @return the exit code
     */
    public static int run(String[] arguments, Surroundings surroundings) {
        int code = answer(arguments, surroundings);
        if (!surroundings.out().checkError()) {
            return code;
        }
        Output.plain(surroundings, false)
                .problems(List.of(new Problem(
                        "Output could not be written",
                        Problem.Where.NOWHERE,
                        "some of it is lost: the disk is full, or what reads it has ended",
                        "look where standard output goes")));
        return code == Ending.DONE.code() ? Ending.UNWRITTEN.code() : code;
    }

    private static int answer(String[] arguments, Surroundings surroundings) {
        // Answered before anything else is loaded.
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("version"))) {
            surroundings.out().println(Version.text());
            return Ending.DONE.code();
        }
        return new Program(surroundings).run(arguments);
    }
}
