package groovyinfra.report;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How a run ended, for people: per stage, per host, all in all. */
final class SummaryText {
    private SummaryText() {}

    /** A row of a table: a name, counts, a remark. */
    private record Row(String name, List<Integer> counts, String note, Tone tone) {}

    /** The tables; nothing where no host was changed and none failed. */
    static List<Line> tables(Summary summary, List<StageViews.Row> stages) {
        boolean calm = stages.stream().allMatch(StageViews.Row::calm)
                && summary.hosts().stream().allMatch(host -> Counted.of(host) == Counted.UNCHANGED);
        return calm
                ? List.of()
                : Stream.concat(stages(stages).stream(), hosts(summary).stream())
                        .toList();
    }

    private static List<Line> stages(List<StageViews.Row> stages) {
        List<Row> rows = new ArrayList<>();
        for (StageViews.Row stage : stages.stream().filter(row -> !row.calm()).toList()) {
            List<Integer> counts = Stream.of(Counted.values()).map(stage::count).toList();
            rows.add(new Row(
                    Table.head(stage.number(), stage.total(), stage.title()).toString(), counts, "", Tone.PLAIN));
        }
        return grid("stage", Stream.of(Counted.values()).map(Counted::word).toList(), rows);
    }

    private static List<Line> hosts(Summary summary) {
        Map<String, ToIntFunction<Summary.HostSummary>> columns = new LinkedHashMap<>();
        columns.put("changed", Summary.HostSummary::changed);
        columns.put("unchanged", Summary.HostSummary::unchanged);
        columns.put("failed", Summary.HostSummary::failed);
        columns.put("lost", Summary.HostSummary::lost);
        columns.put("skipped", Summary.HostSummary::skipped);
        columns.put("ignored", Summary.HostSummary::ignored);
        columns.put("unplanned", Summary.HostSummary::unplanned);
        Map<Row, Set<String>> groups = new LinkedHashMap<>();
        for (Summary.HostSummary host : summary.hosts()) {
            List<Integer> counts =
                    columns.values().stream().map(of -> of.applyAsInt(host)).toList();
            groups.computeIfAbsent(
                            new Row(
                                    "",
                                    counts,
                                    note(host.end()),
                                    Counted.of(host).tone()),
                            key -> new LinkedHashSet<>())
                    .add(host.host());
        }
        List<Row> rows = groups.entrySet().stream()
                .map(it -> new Row(Hosts.folded(it.getValue()), it.getKey().counts, it.getKey().note, it.getKey().tone))
                .toList();
        return grid("host", List.copyOf(columns.keySet()), rows);
    }

    private static String note(Event.End end) {
        return switch (end) {
            case Event.End.Done done -> "";
            case Event.End.Open open -> "";
            case Event.End.Failed failed -> "failed: " + brief(failed.problem());
            case Event.End.Lost lost -> "lost: " + brief(lost.problem());
            case Event.End.Left left -> "left: " + left.reason();
            case Event.End.NotReached notReached -> "not reached";
        };
    }

    static String brief(Problem problem) {
        return problem.summary()
                + problem.where()
                        .position()
                        .map(Position::shown)
                        .map(it -> ", " + it)
                        .orElse("");
    }

    /** A table without the columns that are all zero. */
    private static List<Line> grid(String title, List<String> columns, List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int width = Math.max(
                        24,
                        rows.stream().mapToInt(row -> row.name.length()).max().orElse(0))
                + 2;
        List<Integer> used = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> row.counts.get(at) > 0)) {
                used.add(column);
            }
        }
        List<Line> lines = new ArrayList<>();
        Line head = Line.of(Tone.STRONG, title).pad(width);
        used.forEach(column -> head.add(Tone.STRONG, right(columns.get(column), columns.get(column))));
        lines.add(head);
        for (Row row : rows) {
            Line line = Line.of(row.tone, row.name).pad(width);
            used.forEach(column -> line.add(right(row.counts.get(column).toString(), columns.get(column))));
            lines.add(row.note.isEmpty() ? line : line.add("  ").add(row.tone, row.note));
        }
        lines.add(new Line());
        return lines;
    }

    private static String right(String text, String column) {
        return " ".repeat(Math.max(0, column.length() - text.length())) + text + "  ";
    }

    /** What goes on by itself, and where. */
    static List<Line> jobs(Summary summary) {
        Map<String, Set<String>> hosts = new LinkedHashMap<>();
        summary.hosts()
                .forEach(host -> host.jobs()
                        .forEach(job -> hosts.computeIfAbsent(job.name(), key -> new LinkedHashSet<>())
                                .add(host.host())));
        return hosts.entrySet().stream()
                .map(it -> Line.of(Tone.CHANGE, "In the background: ")
                        .add(it.getKey() + " on " + Hosts.folded(it.getValue())))
                .toList();
    }

    /** The last line: hosts and calls by how they ended. */
    static Line all(Summary summary, List<StageViews.Row> stages, Duration took) {
        Map<Counted, Integer> hosts = new EnumMap<>(Counted.class);
        summary.hosts().forEach(host -> hosts.merge(Counted.of(host), 1, Integer::sum));
        Map<Counted, Integer> calls = new EnumMap<>(Counted.class);
        stages.forEach(stage -> stage.counts().forEach((kind, count) -> calls.merge(kind, count, Integer::sum)));
        boolean calm = !calls.containsKey(Counted.FAILED)
                && hosts.keySet().stream().allMatch(kind -> kind == Counted.UNCHANGED);
        Line line = new Line();
        if (summary.interrupted()) {
            line.add(Tone.BAD, "Interrupted: ");
        } else if (calm) {
            line.add(Tone.GOOD, "No changes: ");
        }
        line.add(Hosts.count(summary.hosts().size(), "host") + " (")
                .add(counts(hosts))
                .add("), ");
        int total = calls.values().stream().mapToInt(Integer::intValue).sum();
        line.add(Hosts.count(total, "call"))
                .add(total == 0 ? "" : " (")
                .add(counts(calls))
                .add(total == 0 ? "" : ")");
        return line.add(", " + Took.text(took));
    }

    private static Line counts(Map<Counted, Integer> counts) {
        Line line = new Line();
        counts.forEach(
                (kind, count) -> line.add(line.width() == 0 ? "" : ", ").add(kind.tone(), count + " " + kind.word()));
        return line;
    }
}
