import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a command in a control group of its own, which counts what it and its children need, also those that go into the background. */
final class Meter {
    private static final int PAUSE_MILLIS = 50;

    private Meter() {}

    static Sample run(Tool tool, Task task, int hosts, int roundTrip, Path folder) throws Exception {
        Path group = group();
        try {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "echo $$ > \"$0/cgroup.procs\"; exec \"$@\""));
            command.add(group.toString());
            command.addAll(task.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .directory(folder.toFile());
            builder.environment().putAll(task.environment());
            long began = System.nanoTime();
            Process process = builder.start();
            long memory = 0;
            while (!process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                memory = Math.max(memory, memory(group));
            }
            double wall = (System.nanoTime() - began) / 1e9;
            boolean failed = process.exitValue() != 0;
            if (failed) {
                System.err.println(Files.readString(folder.resolve("output")).indent(4));
            }
            return new Sample(tool.title(), task.title(), hosts, roundTrip, wall, cpu(group), memory >> 20, failed);
        } finally {
            end(group);
        }
    }

    private static Path group() throws IOException {
        Path mount;
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            mount = mounts.map(line -> line.split(" "))
                    .filter(words -> words[2].equals("cgroup2"))
                    .map(words -> Path.of(words[1]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no cgroup2 is mounted: it counts what a tool needs"));
        }
        return Files.createDirectory(
                mount.resolve("benchmark-" + ProcessHandle.current().pid()));
    }

    private static double cpu(Path group) throws IOException {
        try (Stream<String> lines = Files.lines(group.resolve("cpu.stat"))) {
            return lines.filter(line -> line.startsWith("usage_usec "))
                            .mapToLong(line -> Long.parseLong(line.substring(11)))
                            .sum()
                    / 1e6;
        }
    }

    /** Bytes; what processes share is divided among them. */
    private static long memory(Path group) {
        long sum = 0;
        try {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                sum += share(Path.of("/proc", pid, "smaps_rollup"));
            }
        } catch (IOException gone) {
            return sum;
        }
        return sum;
    }

    private static long share(Path rollup) {
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }

    /** Children in the background, such as kept connections, end with the run. */
    private static void end(Path group) throws Exception {
        for (int tries = 0; Files.exists(group) && tries < 200; tries++) {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
            if (!group.toFile().delete()) {
                Thread.sleep(20);
            }
        }
    }
}
