import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians as a table, a chart, and all runs as CSV. */
final class Report {
    /** A line of the table. */
    record Line(String task, int hosts, int roundTrip) {
        static Line of(Sample sample) {
            return new Line(sample.task(), sample.hosts(), sample.roundTrip());
        }

        String title() {
            return task
                    + (task.equals("version") || task.equals("nothing")
                            ? ""
                            : ", " + hosts + (hosts == 1 ? " host" : " hosts"))
                    + (roundTrip > 0 ? ", " + roundTrip + " ms" : "");
        }
    }

    /** What a tool needed in a group; a tool that failed has no figures. */
    record Median(double wall, double cpu, double hostsCpu, long memory, boolean failed) {
        static Median of(List<Sample> samples) {
            return new Median(
                    middle(samples, Sample::wall),
                    middle(samples, Sample::cpu),
                    middle(samples, Sample::hostsCpu),
                    Math.round(middle(samples, Sample::memory)),
                    samples.stream().anyMatch(Sample::failed));
        }

        private static double middle(List<Sample> samples, ToDoubleFunction<Sample> figure) {
            double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    private Report() {}

    static void write(Path out, LocalDate date, List<Sample> samples) throws IOException {
        Files.createDirectories(out);
        Map<Line, Map<String, Median>> medians = medians(samples);
        Files.writeString(out.resolve("results.csv"), csv(samples));
        Files.writeString(out.resolve("table.md"), table(date, medians));
        Files.writeString(out.resolve("chart.svg"), new Chart(medians).svg());
    }

    private static Map<Line, Map<String, Median>> medians(List<Sample> samples) {
        Map<Line, Map<String, Median>> medians = new LinkedHashMap<>();
        samples.stream()
                .collect(Collectors.groupingBy(
                        Line::of,
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                Sample::tool,
                                LinkedHashMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), Median::of))))
                .forEach(medians::put);
        return medians;
    }

    private static String csv(List<Sample> samples) {
        StringBuilder text =
                new StringBuilder("tool,task,hosts,round_trip_ms,wall_s,cpu_s,hosts_cpu_s,memory_mib,failed\n");
        for (Sample it : samples) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,\"%s\",%d,%d,%.3f,%.3f,%.3f,%d,%s%n",
                    it.tool(),
                    it.task(),
                    it.hosts(),
                    it.roundTrip(),
                    it.wall(),
                    it.cpu(),
                    it.hostsCpu(),
                    it.memory(),
                    it.failed()));
        }
        return text.toString();
    }

    private static String table(LocalDate date, Map<Line, Map<String, Median>> medians) {
        List<String> tools = medians.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        StringBuilder text = new StringBuilder("Measured on " + date
                + ": wall s / CPU s of the controller / CPU s of all hosts / memory of the controller in MiB; in"
                + " brackets the wall as a multiple of the first tool's.\n\n");
        text.append("| |");
        tools.forEach(tool -> text.append(' ').append(tool).append(" |"));
        text.append("\n|---|").append("---|".repeat(tools.size())).append('\n');
        medians.forEach((group, row) -> {
            text.append("| ").append(group.title()).append(" |");
            tools.forEach(tool ->
                    text.append(' ').append(cell(row, tool, tools.getFirst())).append(" |"));
            text.append('\n');
        });
        return text.toString();
    }

    private static String cell(Map<String, Median> row, String tool, String first) {
        Median median = row.get(tool);
        if (median == null) {
            return "";
        }
        if (median.failed()) {
            return "failed";
        }
        String ratio = tool.equals(first) || row.get(first) == null
                ? ""
                : String.format(
                        Locale.ROOT, " (%.1f x)", median.wall() / row.get(first).wall());
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f / %d%s",
                median.wall(),
                median.cpu(),
                median.hostsCpu(),
                median.memory(),
                ratio);
    }
}
