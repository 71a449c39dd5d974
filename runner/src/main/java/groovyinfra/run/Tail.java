package groovyinfra.run;

import java.util.List;

/** The last lines of an output, as a problem shows them. */
final class Tail {
    private static final int LINES = 20;

    private Tail() {}

    static String of(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
