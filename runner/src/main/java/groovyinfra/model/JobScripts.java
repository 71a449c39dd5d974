package groovyinfra.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a host is told about jobs, in the language of its shell. */
public final class JobScripts {
    private static final String JOBS = read("/groovyinfra/model/jobs.sh");
    private static final String RECORD = read("/groovyinfra/model/job.sh");
    private static final String REAP = read("/groovyinfra/connect/reap.sh");

    /** A start takes no longer than it takes a host to make a few files. */
    private static final Duration START = Duration.ofMinutes(1);

    private JobScripts() {}

    /**
     * The command that starts a job.
     *
     * @param options of the call: environment, shell and time limit become the job's own
     */
    public static Step.Run start(Step.Start start, Options options) {
        Options own = options.narrowedBy(start.command().options());
        String exports = own.get(Option.ENV).orElse(Map.of()).entrySet().stream()
                .map(it -> "export " + it.getKey() + "=" + Command.quote(it.getValue()) + "\n")
                .collect(Collectors.joining());
        String limit = own.get(Option.TIMEOUT)
                .map(it -> String.valueOf(it.plusMillis(999).toSeconds()))
                .orElse("0");
        Command command = command(
                "start",
                start.id(),
                line(start.name()),
                line(own.has(Option.SENSITIVE) ? "(sensitive)" : start.command().shown()),
                start.command().command().script(),
                limit,
                own.get(Option.SHELL_EXECUTABLE).orElse("sh"),
                exports,
                RECORD,
                REAP);
        Options outside = start.command()
                .options()
                .with(Map.of(
                        Option.ENV, Map.of(), Option.SHELL_EXECUTABLE, "sh", Option.TIMEOUT, START, Option.PTY, false));
        return new Step.Run(command, outside, start.command().stdin());
    }

    /** The command that waits for a job: its output and its exit code are the job's. */
    public static Step.Run await(Step.Await await) {
        return new Step.Run(command("wait", await.job()), Options.NONE, Optional.empty());
    }

    /** Ends a job with all that it has started. */
    public static Command stop(String job) {
        return command("stop", job);
    }

    /** Prints what a job has printed so far. */
    public static Command show(String job) {
        return command("show", job);
    }

    /** Takes the record of a job away. */
    public static Command remove(String job) {
        return command("remove", job);
    }

    /** Takes away the records of all jobs that are over, and tells which. */
    public static Command clean() {
        return command("clean");
    }

    static Command list() {
        return command("list");
    }

    private static Command command(String... words) {
        return Command.raw("set -- " + Command.of((Object[]) words).script() + "\n" + JOBS);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String read(String resource) {
        try (InputStream in = JobScripts.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
