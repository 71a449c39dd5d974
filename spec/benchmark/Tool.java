import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that runs commands on many hosts: how it is found, and what it is asked to do in each case. */
enum Tool {
    GROOVY_INFRA("groovy-infra") {
        @Override
        boolean isThere() {
            return true;
        }

        @Override
        List<Task> tasks(Case work, Bench bench) {
            String us = bench.groovyInfra();
            return switch (work) {
                case START ->
                    List.of(
                            new Task("version", List.of(us, "--version")),
                            new Task("nothing", List.of(us, "run", "nothing.groovy", "-i", "local", "-y")));
                case ADHOC -> List.of(new Task("echo", List.of(us, "exec", "-i", "hosts.yaml", "--", "echo hi")));
                case SLEEP -> List.of(new Task("sleep", run(us, "sleep.groovy")));
                case FILES -> twice(bench, run(us, "files.groovy"));
            };
        }

        private List<String> run(String us, String file) {
            return List.of(us, "run", file, "-i", "hosts.yaml", "-y");
        }
    },

    CLUSH("clush") {
        @Override
        List<Task> tasks(Case work, Bench bench) {
            List<String> clush =
                    List.of("clush", "-f", String.valueOf(bench.count()), "-o", "-F " + bench.file("ssh_config"));
            List<String> echo = Stream.of(clush, List.of("--hostfile", "names", "-b", "echo hi"))
                    .flatMap(List::stream)
                    .toList();
            return switch (work) {
                case START -> List.of(new Task("version", List.of("clush", "--version")));
                case ADHOC -> List.of(new Task("echo", echo));
                case SLEEP, FILES -> List.of();
            };
        }
    },

    PSSH("pssh", "parallel-ssh", "pssh") {
        @Override
        List<Task> tasks(Case work, Bench bench) {
            return switch (work) {
                case START -> List.of(new Task("version", List.of(program(), "--version")));
                case ADHOC ->
                    List.of(new Task(
                            "echo",
                            List.of(
                                    program(),
                                    "-h",
                                    "names",
                                    "-p",
                                    String.valueOf(bench.count()),
                                    "-t",
                                    "0",
                                    "-i",
                                    "-x",
                                    "-F " + bench.file("ssh_config"),
                                    "echo hi")));
                case SLEEP, FILES -> List.of();
            };
        }
    },

    ANSIBLE("ansible") {
        @Override
        List<Task> tasks(Case work, Bench bench) {
            return ansible(work, bench, "raw", Map.of());
        }
    },

    MITOGEN("mitogen", "ansible") {
        @Override
        boolean isThere() {
            return super.isThere() && strategies().isPresent();
        }

        @Override
        List<Task> tasks(Case work, Bench bench) {
            return work == Case.START
                    ? List.of()
                    : ansible(
                            work,
                            bench,
                            "shell",
                            Map.of(
                                    "ANSIBLE_STRATEGY",
                                    "mitogen_linear",
                                    "ANSIBLE_STRATEGY_PLUGINS",
                                    strategies().orElseThrow().toString()));
        }

        private Optional<Path> strategies() {
            return Stream.of(
                            "/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy", System.getenv("MITOGEN"))
                    .filter(path -> path != null)
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .findFirst();
        }
    },

    PYINFRA("pyinfra") {
        @Override
        List<Task> tasks(Case work, Bench bench) {
            String us = program();
            return switch (work) {
                case START ->
                    List.of(
                            new Task("version", List.of(us, "--version")),
                            new Task("nothing", List.of(us, "-y", "@local", "exec", "--", "true")));
                case ADHOC -> List.of(new Task("echo", run(us, bench, "exec", "--", "echo hi")));
                case SLEEP -> List.of(new Task("sleep", run(us, bench, "sleep.py")));
                case FILES -> twice(bench, run(us, bench, "files.py"));
            };
        }

        private List<String> run(String us, Bench bench, String... what) {
            List<String> parallel = List.of(us, "-y", "--parallel", String.valueOf(bench.count()), "hosts.py");
            return Stream.concat(parallel.stream(), Arrays.stream(what)).toList();
        }
    };

    private final String title;
    private final List<String> programs;

    Tool(String title, String... programs) {
        this.title = title;
        this.programs = programs.length == 0 ? List.of(title) : List.of(programs);
    }

    String title() {
        return title;
    }

    boolean isThere() {
        return found().isPresent();
    }

    /** What it does in a case; nothing where it has no such thing. */
    abstract List<Task> tasks(Case work, Bench bench);

    String program() {
        return found().orElseThrow();
    }

    private Optional<String> found() {
        String given = System.getenv(title.toUpperCase());
        return Stream.concat(
                        Stream.ofNullable(given),
                        programs.stream()
                                .flatMap(program -> Arrays.stream(
                                                System.getenv("PATH").split(":"))
                                        .map(directory -> directory + "/" + program)))
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    private static List<Task> ansible(Case work, Bench bench, String module, Map<String, String> environment) {
        List<Task> tasks = switch (work) {
            case START -> List.of(new Task("version", List.of("ansible", "--version")));
            case ADHOC -> List.of(new Task("echo", List.of("ansible", "all", "-m", module, "-a", "echo hi")));
            case SLEEP -> List.of(new Task("sleep", List.of("ansible-playbook", "sleep.yml")));
            case FILES -> twice(bench, List.of("ansible-playbook", "files.yml"));
        };
        return tasks.stream().map(task -> task.with(environment)).toList();
    }

    private static List<Task> twice(Bench bench, List<String> command) {
        return List.of(
                new Task("files, first run", command).after(bench::clearSite), new Task("files, no change", command));
    }
}
