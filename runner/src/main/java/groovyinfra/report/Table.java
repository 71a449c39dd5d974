package groovyinfra.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a stage: its title once, then who fares how, one row for hosts that fare the same. */
final class Table {
    private static final int WORDS = 12;
    private static final int TITLE = 60;

    private Table() {}

    /**
     * The rows.
     *
     * @param column where the second column begins
     * @param names the hosts that were named before
     */
    static List<Line> rows(
            Line head,
            int column,
            Map<CallView.Ending, List<String>> groups,
            Optional<Duration> took,
            Hosts.Known names) {
        if (groups.isEmpty()) {
            return List.of(head);
        }
        List<Line> rows = new ArrayList<>();
        Line row = head;
        for (Map.Entry<CallView.Ending, List<String>> group : groups.entrySet()) {
            CallView.Ending ending = group.getKey();
            row.pad(column)
                    .add(ending.tone(), ending.word())
                    .pad(column + WORDS)
                    .add(names.folded(group.getValue()));
            if (!ending.note().isEmpty()) {
                row.add(" ").add(Tone.FAINT, "(" + ending.note() + ")");
            }
            rows.add(row);
            row = new Line();
        }
        took.ifPresent(it -> head.add("  ").add(Tone.FAINT, Took.text(it)));
        return rows;
    }

    /** The beginning of a stage's first row; where it is known how many there are, all titles begin in one column. */
    static Line head(int stage, Optional<Integer> total, String title) {
        String all = total.map(String::valueOf).orElse("");
        String number =
                " ".repeat(Math.max(0, all.length() - String.valueOf(stage).length()))
                        + stage
                        + total.map(it -> "/" + it).orElse("");
        String line = Harmless.line(title).strip();
        String cut = line.length() > TITLE ? line.substring(0, TITLE - 3) + "..." : line;
        return Line.of(Tone.FAINT, "[" + number + "] ").add(cut);
    }
}
