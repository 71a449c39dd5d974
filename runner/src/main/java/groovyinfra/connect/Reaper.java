package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening.Reaped;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ends what a shell is running on the host, with everything below it, through a channel of its own. */
final class Reaper {
    /** How long processes have to end by themselves. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** After this time nobody waits any more. */
    static final Duration AT_MOST = PATIENCE.plusSeconds(15);

    /** The line may begin with what a start-up file of the login shell has printed. */
    private static final Pattern REPORT = Pattern.compile("reaped (TERM|KILL)(.*)$", Pattern.MULTILINE);

    private Reaper() {}

    /**
     * Ends it: TERM first, after a while KILL, and last the shell itself.
     *
     * @param invocation of a shell with the same rights
     * @param leader of the session of what runs
     * @param record of the shell, and its relays, as words
     */
    static Reaped reap(Connection connection, String invocation, long shell, Optional<Long> leader, String record) {
        try (Channel channel = connection.overseer().spawn(invocation)) {
            String arguments = shell + " " + PATIENCE.toSeconds() + " " + leader.orElse(0L) + " " + record;
            String script = "set -- " + arguments + "\n" + Scripts.REAP;
            channel.stdin().write(script.getBytes(StandardCharsets.UTF_8));
            channel.stdin().close();
            String said = new String(channel.stdout().readAllBytes(), StandardCharsets.UTF_8);
            Matcher report = REPORT.matcher(said);
            return report.find()
                    ? new Reaped(report.group(1), report.group(2).strip())
                    : new Reaped("TERM", "perhaps everything, as the host did not answer");
        } catch (IOException | Gone | ProblemException e) {
            return new Reaped("TERM", "perhaps everything, as the host could not be asked: " + e.getMessage());
        }
    }
}
