package groovyinfra.connect;

import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Exit;
import groovyinfra.model.Fact;
import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A session on top of any connection: one long-lived shell for each user that is needed. */
public final class ShellSession implements Session {
    /** A message that is lost so often on its way does not get through. */
    private static final int MOST_UNHEARD = 3;

    private final Host host;
    private final ReentrantLock turn = new ReentrantLock();
    private final Spool spool = new Spool();
    private final Readings readings;
    private final Lifeline lifeline;
    private final Shells shells; // guarded by turn
    private volatile Optional<Runnable> running = Optional.empty();

    private ShellSession(Host host, Connector connector, UserPasswords passwords, Watch watch, Readings readings) {
        this.host = host;
        this.readings = readings;
        this.lifeline = new Lifeline(host, connector, watch);
        this.shells = new Shells(host, lifeline, passwords, spool);
    }

    /** The same, where nobody can be asked for a password. */
    public static ShellSession open(Host host, Connector connector) {
        return open(host, connector, new UserPasswords(Asker.NOBODY), Watch.NOBODY);
    }

    /**
     * Connects, and waits for the first shell.
     *
     * @param passwords of users who become others
     * @param watch is told when the connection is lost
     * @throws groovyinfra.model.ProblemException when the host does not let us in, or gives no shell
     */
    public static ShellSession open(Host host, Connector connector, UserPasswords passwords, Watch watch) {
        return open(host, connector, passwords, watch, new Readings());
    }

    /** The same, of several sessions that keep what hosts say alike only once. */
    static ShellSession open(Host host, Connector connector, UserPasswords passwords, Watch watch, Readings readings) {
        ShellSession session = new ShellSession(host, connector, passwords, watch, readings);
        boolean ready = false;
        try {
            session.shells.of(Identity.LOGIN);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                session.lifeline.close();
            }
        }
    }

    Host host() {
        return host;
    }

    /** The connection as this user, of whom is known how one becomes that one. */
    Connection connection(Identity as) {
        shells.of(as);
        return shells.connection(as);
    }

    @Override
    public List<Answer> ask(Identity as, List<? extends Fact<?>> facts) {
        facts.forEach(fact -> Refusals.checkWords(host, fact.command()));
        turn.lock();
        try {
            return new Questions(facts, readings).ask(parts -> deliver(as, parts, Progress.SILENT, Recovery.REPEAT));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<Result> carryOut(List<Step> steps, Options options, Progress progress) {
        steps.forEach(step -> Refusals.check(host, step, options));
        turn.lock();
        try {
            return new Carrier(this, steps, options, progress).carryOut();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Carries out parts as a user, in one message if no command leaves something running that could write into the next, and the
     * connection lasts; blocks until it is done. At least one part has ended then.
     */
    List<Part.Ended> deliver(Identity as, List<Part> parts, Progress progress, Recovery recovery) {
        List<Part.Ended> ended = new ArrayList<>();
        int unheard = 0;
        boolean goesOn = true;
        while (goesOn && !Thread.currentThread().isInterrupted()) {
            List<Part> left = parts.subList(ended.size(), parts.size());
            Message message = new Message(left, Shifted.of(progress, ended.size()), spool);
            Passage passage = new Passage(shells, lifeline, as, message, recovery);
            whileRunning(() -> passage.stop(new Exit.Killed("TERM")), () -> {
                passage.make();
                return message;
            });
            ended.addAll(message.ended());
            unheard = message.ended().isEmpty() ? unheard + 1 : 0;
            goesOn = passage.isAgain() && unheard < MOST_UNHEARD;
            if (!goesOn && ended.isEmpty() && !passage.isStopped()) {
                return notBegun(new Exit.Lost("connection closed"));
            }
        }
        return ended.isEmpty() ? notBegun(new Exit.Killed("TERM")) : ended;
    }

    /** Runs a command on a terminal of its own, and blocks until it has ended. It is told again where the host has not heard it. */
    Result onTerminal(Command command, Content stdin, Options options, Progress progress) {
        for (int unheard = 1; ; unheard++) {
            try {
                return onTerminalOnce(command, stdin, options, progress);
            } catch (Gone gone) {
                if (unheard == MOST_UNHEARD || !(isBack(gone.getMessage()) || isOpen())) {
                    throw gone;
                }
            }
        }
    }

    private Result onTerminalOnce(Command command, Content stdin, Options options, Progress progress) {
        Connection connection = connection(options.identity());
        TerminalRecord record = new TerminalRecord(this, options.identity(), lifeline.isLasting());
        String script = Identities.first(host, connection) + "\n" + Scripts.TERMINAL + record.beginning()
                + Parts.onTerminal(command, options) + "\n_gi_end $?\n";
        try (TerminalRun run = new TerminalRun(host, connection, options, progress, spool)) {
            return whileRunning(
                    () -> run.stop(new Exit.Killed("TERM")), () -> run.carryOut(script, stdin, record::ending));
        } catch (IOException none) {
            if (!lifeline.isOpen()) {
                throw new Gone(String.valueOf(none.getMessage()));
            }
            throw Refusals.noTerminal(host, String.valueOf(none.getMessage()));
        } finally {
            record.remove();
        }
    }

    /** Whether the host is connected, as far as is known. */
    boolean isOpen() {
        return lifeline.isOpen();
    }

    private static List<Part.Ended> notBegun(Exit exit) {
        return List.of(new Part.Ended(new Result(exit, "", "", Duration.ZERO), Set.of(), false));
    }

    /** Does something that {@link #kill} can end this way. */
    <T> T whileRunning(Runnable killing, Supplier<T> action) {
        running = Optional.of(killing);
        try {
            return action.get();
        } finally {
            running = Optional.empty();
        }
    }

    /** Whether there is a connection again, after one was lost. */
    boolean isBack(String cause) {
        if (!lifeline.isOpen() && lifeline.isLasting()) {
            shells.renew(cause);
            return true;
        }
        return false;
    }

    /** Closes the connection and opens it again. */
    void reconnect() {
        shells.close();
        lifeline.replace();
    }

    @Override
    public void kill() {
        lifeline.giveUp();
        running.ifPresent(Runnable::run);
    }

    @Override
    public void close() {
        kill();
        boolean idle = false;
        try {
            idle = turn.tryLock(Reaper.AT_MOST.toSeconds(), TimeUnit.SECONDS);
            if (idle) {
                shells.close();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lifeline.close();
            spool.close();
            if (idle) {
                turn.unlock();
            }
        }
    }
}
