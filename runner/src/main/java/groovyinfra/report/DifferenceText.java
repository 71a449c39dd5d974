package groovyinfra.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import groovyinfra.model.Difference;
import java.util.List;
import java.util.stream.Stream;

/** What changes in a text file, for people: a unified diff. */
final class DifferenceText {
    private static final int CONTEXT = 3;

    private DifferenceText() {}

    /**
     * The lines of the diff.
     *
     * @param limit how many at most; those that are left out are counted, and a single one is not worth that
     */
    static List<Line> lines(Difference difference, int limit) {
        String now = difference.before().orElse("");
        List<String> before = split(Harmless.escaped(now));
        List<String> after = split(Harmless.escaped(difference.after()));
        String from = difference.before().isEmpty() ? "/dev/null" : difference.path();
        List<String> all = UnifiedDiffUtils.generateUnifiedDiff(
                from, difference.path(), before, DiffUtils.diff(before, after), CONTEXT);
        if (all.isEmpty()) {
            String what =
                    difference.before().isEmpty() ? ": new, and empty" : ": only the line end of the last line differs";
            return List.of(Line.of(Tone.FAINT, difference.path() + what));
        }
        if (split(unixed(now)).equals(split(unixed(difference.after())))) {
            String ends = ": only line ends differ: " + carriages(before) + " with \\r before, " + carriages(after)
                    + " after";
            return List.of(Line.of(Tone.FAINT, difference.path() + ends));
        }
        int more = all.size() - limit;
        if (more <= 1) {
            return all.stream().map(DifferenceText::line).toList();
        }
        Line rest = Line.of(Tone.FAINT, "(" + more + " more lines; all with --diff)");
        return Stream.concat(all.stream().limit(limit).map(DifferenceText::line), Stream.of(rest))
                .toList();
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.replaceFirst("\n$", "").split("\n", -1));
    }

    private static String unixed(String text) {
        return text.replace("\r\n", "\n");
    }

    private static long carriages(List<String> lines) {
        return lines.stream().filter(line -> line.endsWith("\\r")).count();
    }

    private static Line line(String text) {
        if (text.startsWith("---") || text.startsWith("+++")) {
            return Line.of(Tone.STRONG, text);
        }
        if (text.startsWith("@@")) {
            return Line.of(Tone.ALWAYS, text);
        }
        return Line.of(text.startsWith("+") ? Tone.GOOD : text.startsWith("-") ? Tone.BAD : Tone.PLAIN, text);
    }
}
