import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a command, and tells what it and the hosts needed for it. */
final class Meter {
    private static final int PAUSE_MILLIS = 50;
    /** So that looking does not become most of the work, where a tool has many processes. */
    private static final int REST = 10;

    private static final int AFTERWARDS_MILLIS = 500;

    private Meter() {}

    static Sample run(Tool tool, Task task, int hosts, int roundTrip, Fleet fleet, Path folder) throws Exception {
        Group group = Group.create("benchmark-tool");
        double before = fleet.cpu();
        ProcessBuilder builder = new ProcessBuilder(group.inside(task.command()))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .directory(folder.toFile());
        builder.environment().putAll(task.environment());
        try {
            long began = System.nanoTime();
            Process process = builder.start();
            long memory = peak(process, group);
            double wall = (System.nanoTime() - began) / 1e9;
            double cpu = group.cpu();
            boolean failed = process.exitValue() != 0;
            if (failed) {
                System.err.println(Files.readString(folder.resolve("output")).indent(4));
            }
            group.end();
            Thread.sleep(AFTERWARDS_MILLIS); // servers say good-bye, too
            double hostsCpu = fleet.cpu() - before;
            return new Sample(tool.title(), task.title(), hosts, roundTrip, wall, cpu, hostsCpu, memory >> 20, failed);
        } finally {
            group.end();
        }
    }

    private static long peak(Process process, Group group) throws InterruptedException {
        long most = 0;
        long pause = PAUSE_MILLIS;
        while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            long began = System.nanoTime();
            most = Math.max(most, group.memory());
            pause = Math.max(PAUSE_MILLIS, REST * (System.nanoTime() - began) / 1_000_000);
        }
        return most;
    }
}
