package groovyinfra.report;

import groovyinfra.model.BackgroundJob;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Jobs of hosts, a row for each, in columns. */
final class JobTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> HEAD = List.of("host", "id", "state", "took", "started", "user", "job");

    private final List<Event.JobListed> jobs = new ArrayList<>();

    void add(Event.JobListed job) {
        jobs.add(job);
    }

    /** The rows under a head; nothing where there is no job. */
    List<Line> lines() {
        if (jobs.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = Stream.concat(Stream.of(HEAD), jobs.stream().map(JobTable::cells))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (List<String> row : rows) {
            Line line = new Line();
            int column = 0;
            for (int i = 0; i < row.size(); i++) {
                line.pad(column).add(lines.isEmpty() ? Tone.STRONG : Tone.PLAIN, row.get(i));
                column += width(rows, i) + 2;
            }
            lines.add(line);
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static List<String> cells(Event.JobListed listed) {
        BackgroundJob job = listed.job();
        return Stream.of(
                        listed.host(),
                        job.id(),
                        state(job),
                        Took.text(job.took()),
                        TIME.format(job.started()),
                        job.user(),
                        job.name())
                .map(Harmless::line)
                .toList();
    }

    private static String state(BackgroundJob job) {
        return job.exitCode() < 0 ? job.state().word() : "exit " + job.exitCode();
    }
}
