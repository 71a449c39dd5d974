import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A control group: what runs in it is counted together with all that it starts, also what goes into the background. */
record Group(Path folder) {

    static Group create(String name) throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            Path mount = mounts.map(line -> line.split(" "))
                    .filter(words -> words[2].equals("cgroup2"))
                    .map(words -> Path.of(words[1]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no cgroup2 is mounted: it counts what a tool needs"));
            return new Group(Files.createDirectory(
                    mount.resolve(name + "-" + ProcessHandle.current().pid())));
        }
    }

    /** The command that runs this one in the group. */
    List<String> inside(List<String> command) {
        List<String> all =
                new ArrayList<>(List.of("sh", "-c", "echo $$ > \"$0/cgroup.procs\"; exec \"$@\"", folder.toString()));
        all.addAll(command);
        return all;
    }

    /** Seconds of CPU so far. */
    double cpu() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("cpu.stat"))) {
            return lines.filter(line -> line.startsWith("usage_usec "))
                            .mapToLong(line -> Long.parseLong(line.substring(11)))
                            .sum()
                    / 1e6;
        }
    }

    /** Bytes in memory now; what processes share is divided among them. */
    long memory() {
        long sum = 0;
        try {
            for (String pid : Files.readAllLines(folder.resolve("cgroup.procs"))) {
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
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    /** Ends all that is in it, such as connections that are kept in the background. */
    void end() throws Exception {
        for (int tries = 0; Files.exists(folder) && tries < 200; tries++) {
            for (String pid : Files.readAllLines(folder.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
            if (!folder.toFile().delete()) {
                Thread.sleep(20);
            }
        }
    }
}
