import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Times this tool beside its peers, on many real OpenSSH servers of this machine. See {@link #USAGE}. */
final class Benchmark {
    private static final String USAGE = """
        usage: benchmark [OPTION]...
          --hosts 1,10,50,200,1000  how many hosts; a size is left out for a tool that needed too long for the one before
          --round-trips 0,25        milliseconds between the controller and the hosts
          --cases start,adhoc,sleep,files
          --tools NAME,..           default: all that are found: groovy-infra, clush, pssh, ansible, mitogen, pyinfra
          --repeat 3                runs of each, of which the median counts
          --patience 120            seconds: a tool that took longer is not run with more hosts
          --out DIR                 where results.csv, table.md and chart.svg go; default: target/benchmark

          PYINFRA=/path/to/pyinfra  the executable of pyinfra, where it is not on the PATH

        peers on Debian: apt-get install --no-install-recommends ansible-core ansible-mitogen clustershell pssh

        examples: benchmark --hosts 1,10 --cases adhoc --repeat 1
                  benchmark --tools groovy-infra,clush --cases adhoc,files\
        """;

    private final Settings settings;
    private final Path folder;
    private final List<Sample> samples = new ArrayList<>();

    private Benchmark(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        Settings settings;
        try {
            settings = Settings.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("benchmark: " + wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("benchmark");
        try {
            new Benchmark(settings, folder).run();
        } finally {
            remove(folder);
        }
    }

    private void run() throws Exception {
        List<Tool> tools = Stream.of(Tool.values())
                .filter(tool -> settings.tools().isEmpty() || settings.tools().contains(tool.title()))
                .filter(Tool::isThere)
                .toList();
        System.err.println("benchmark: "
                + String.join(", ", tools.stream().map(Tool::title).toList()));
        int most = settings.hosts().stream().mapToInt(Integer::intValue).max().orElse(1);
        try (Fleet fleet = Fleet.up(settings.home(), most)) {
            for (int roundTrip : settings.roundTrips()) {
                try (Fleet far = fleet.at(roundTrip)) {
                    for (Case work : settings.cases()) {
                        measure(far, roundTrip, work, tools);
                    }
                }
            }
        }
        System.out.print(Files.readString(settings.out().resolve("table.md")));
        System.err.println("benchmark: written to " + settings.out());
    }

    private void measure(Fleet fleet, int roundTrip, Case work, List<Tool> tools) throws Exception {
        List<Tool> still = new ArrayList<>(tools);
        for (int count : work == Case.START ? List.of(1) : settings.hosts()) {
            if (work == Case.START && roundTrip > 0) {
                continue;
            }
            Bench bench = new Bench(settings.home(), folder, fleet, count);
            bench.prepare();
            for (Tool tool : List.copyOf(still)) {
                List<Sample> runs = new ArrayList<>();
                for (Task task : tool.tasks(work, bench)) {
                    runs.addAll(repeat(tool, task, bench, roundTrip));
                }
                samples.addAll(runs);
                if (runs.stream().anyMatch(run -> run.wall() > settings.patience())) {
                    still.remove(tool);
                }
                // What was measured is kept, should somebody lose patience with the rest.
                Report.write(settings.out(), LocalDate.now(), samples);
            }
        }
    }

    private List<Sample> repeat(Tool tool, Task task, Bench bench, int roundTrip) throws Exception {
        List<Sample> runs = new ArrayList<>();
        for (int run = 0; run < settings.repeat(); run++) {
            task.before().run();
            Sample sample = Meter.run(tool, task, bench.count(), roundTrip, bench.fleet(), folder);
            System.err.println("benchmark: " + sample.shown());
            runs.add(sample);
            if (sample.wall() > settings.patience()) {
                break;
            }
        }
        return runs;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        }
    }
}
