package groovyinfra.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands that are typical, one after another and for nobody to see. The launcher starts this once with {@code
 * -XX:AOTCacheOutput}: later starts find the classes that were used as they were in memory.
 */
final class Training {
    private static final String DEPLOY = """
        def name = host.name
        if (fact(Hostname) && name) message "hello ${name}"
        server.shell "echo ${name}", changedIf: { false }
        """;

    private Training() {}

    /** Takes a folder to work in and, to learn about hosts too, a deploy file to run on demo hosts. */
    public static void main(String[] arguments) throws IOException {
        String small = Files.writeString(Path.of(arguments[0], "training.groovy"), DEPLOY)
                .toString();
        List<List<String>> commands = new ArrayList<>(List.of(
                List.of("help"),
                List.of("check", small),
                List.of("run", small, "-i", "local", "-y"),
                List.of("run", small, "-i", "local", "-y"),
                List.of("run", small, "-i", "local", "-y", "--json"),
                List.of("plan", small, "-i", "local")));
        for (String large : List.of(arguments).subList(1, arguments.length)) {
            commands.add(List.of("run", large, "-i", "demo:2", "-y"));
            commands.add(List.of("run", large, "-i", "demo:2", "-y"));
            commands.add(List.of("exec", "-i", "demo:2", "--", "true"));
        }
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Surroundings surroundings =
                new Surroundings(System.getenv(), nowhere, nowhere, new SystemTerminal(System.getenv()));
        for (List<String> command : commands) {
            int code = Main.run(command.toArray(String[]::new), surroundings);
            System.out.println(code + " " + command);
        }
        System.exit(0);
    }
}
