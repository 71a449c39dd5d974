package groovyinfra.cli;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Flags of commands that change hosts. */
final class ApplyFlags {
    private static final Pattern TOLERANCE = Pattern.compile("(\\d{1,9})(%?)");

    @Option(
            names = {"-y", "--yes"},
            description = "Applies in one pass, without showing a plan and asking.")
    private boolean yes;

    @Option(names = "--fail-fast", description = "Stops the run at the first host that fails.")
    private boolean failFast;

    @Option(
            names = "--max-fail",
            paramLabel = "N|X%",
            description = "Stops the run when more hosts than this have failed.")
    private String maxFail;

    @Option(names = "--diff", description = "Shows what changes in files.")
    private boolean diff;

    boolean yes() {
        return yes;
    }

    boolean diff() {
        return diff;
    }

    /** How many of so many hosts may fail before the run stops; nothing where it never does. */
    OptionalInt tolerated(int hosts) {
        if (failFast && maxFail != null) {
            throw LoginFlags.wrong("--fail-fast and --max-fail exclude each other", "leave one of them out");
        }
        if (failFast) {
            return OptionalInt.of(0);
        }
        return maxFail == null ? OptionalInt.empty() : OptionalInt.of(share(hosts));
    }

    private int share(int hosts) {
        Matcher tolerance = TOLERANCE.matcher(maxFail);
        if (!tolerance.matches() || (tolerance.group(2).equals("%") && Integer.parseInt(tolerance.group(1)) > 100)) {
            throw LoginFlags.wrong("--max-fail " + maxFail, "write a number such as 3, or a share such as 10%");
        }
        int number = Integer.parseInt(tolerance.group(1));
        return tolerance.group(2).isEmpty() ? number : (int) ((long) hosts * number / 100);
    }
}
