package groovyinfra.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A command that goes on by itself on a host, as its record there tells.
 *
 * @param name what it is called: the call's {@code name}, or operation and subject
 * @param command as it may be shown
 * @param user as whom it runs
 * @param took until now, or until it ended
 * @param exitCode -1 where it has none
 */
public record BackgroundJob(
        String id,
        String name,
        String command,
        String user,
        Instant started,
        Duration took,
        State state,
        int exitCode) {

    /** How far a job is. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It came to its end, and has an exit code. */
        ENDED,
        /** Its time was over, and it was ended on the host. */
        TIMED_OUT,
        /** A user has stopped it. */
        STOPPED,
        /** It was killed, or the host was started again: nobody knows how it ended. */
        LOST,
        /** There is none on this host. */
        ABSENT;

        /** For people and programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A job that is not there. */
    public static BackgroundJob absent(String name) {
        return new BackgroundJob("", name, "", "", Instant.EPOCH, Duration.ZERO, State.ABSENT, -1);
    }

    /** The same job, shown so. */
    public BackgroundJob called(String otherName, String otherCommand) {
        return new BackgroundJob(id, otherName, otherCommand, user, started, took, state, exitCode);
    }

    /** Whether the host knows of it: nobody has waited for its end or removed it. */
    public boolean isPresent() {
        return state != State.ABSENT;
    }

    /** Whether it goes on. */
    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether it is over, by itself or not. */
    public boolean isEnded() {
        return isPresent() && !isRunning();
    }

    /** Whether it is meant by an id or a name. */
    public boolean is(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    /** Reads what records tell: a line for each field, each job beginning with its id. */
    static List<BackgroundJob> read(List<String> lines) {
        Instant now = Instant.ofEpochSecond(number(lines, "now").orElse(0L));
        List<BackgroundJob> jobs = new ArrayList<>();
        for (int from = 0; from < lines.size(); from++) {
            if (lines.get(from).startsWith("job ")) {
                jobs.add(one(lines.subList(from, end(lines, from)), now));
            }
        }
        return List.copyOf(jobs);
    }

    /** A record has six lines. */
    private static int end(List<String> lines, int from) {
        return Math.min(from + 6, lines.size());
    }

    private static BackgroundJob one(List<String> lines, Instant now) {
        Instant started = Instant.ofEpochSecond(number(lines, "started").orElse(now.getEpochSecond()));
        String[] last = lines.getLast().split(" ");
        boolean over = last.length == 3;
        Instant until = over ? Instant.ofEpochSecond(Long.parseLong(last[2])) : now;
        return new BackgroundJob(
                text(lines, "job"),
                text(lines, "name"),
                text(lines, "command"),
                text(lines, "user"),
                started,
                Duration.between(started, until),
                state(last),
                over && Character.isDigit(last[1].charAt(0)) ? Integer.parseInt(last[1]) : -1);
    }

    private static State state(String[] last) {
        return switch (last.length == 3 ? last[1] : last[0]) {
            case "running" -> State.RUNNING;
            case "timeout" -> State.TIMED_OUT;
            case "stopped" -> State.STOPPED;
            case "lost" -> State.LOST;
            default -> State.ENDED;
        };
    }

    private static String text(List<String> lines, String field) {
        return lines.stream()
                .filter(it -> it.startsWith(field + " "))
                .findFirst()
                .map(it -> it.substring(field.length() + 1))
                .orElse("");
    }

    private static Optional<Long> number(List<String> lines, String field) {
        return Optional.of(text(lines, field)).filter(it -> it.matches("\\d+")).map(Long::valueOf);
    }
}
