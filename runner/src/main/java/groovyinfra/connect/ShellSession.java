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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A session on top of any connection: one long-lived shell for each user that is needed. */
public final class ShellSession implements Session {
    private final Host host;
    private final Connector connector;
    private final ReentrantLock turn = new ReentrantLock();
    private final UserPasswords passwords;
    private final Map<Identity, Shell> shells = new HashMap<>(); // guarded by turn
    private final Spool spool = new Spool();
    private final Map<Identity, Becoming> others = new HashMap<>(); // guarded by turn
    private volatile Connection connection;
    private volatile Optional<Runnable> running = Optional.empty();

    private ShellSession(Host host, Connector connector, UserPasswords passwords) {
        this.host = host;
        this.connector = connector;
        this.passwords = passwords;
        this.connection = connector.open(host);
    }

    /** The same, where nobody can be asked for a password. */
    public static ShellSession open(Host host, Connector connector) {
        return open(host, connector, new UserPasswords(Asker.NOBODY));
    }

    /**
     * Connects, and waits for the first shell.
     *
     * @param passwords of users who become others
     * @throws groovyinfra.model.ProblemException when the host does not let us in, or gives no shell
     */
    public static ShellSession open(Host host, Connector connector, UserPasswords passwords) {
        ShellSession session = new ShellSession(host, connector, passwords);
        boolean ready = false;
        try {
            session.shell(Identity.LOGIN);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                session.connection.close();
            }
        }
    }

    Host host() {
        return host;
    }

    /** The connection as this user. */
    Connection connection(Identity as) {
        return as instanceof Identity.Login ? connection : becoming(as);
    }

    private Becoming becoming(Identity as) {
        return others.computeIfAbsent(as, who -> new Becoming(host, connection, who, passwords));
    }

    @Override
    public List<Answer> ask(Identity as, List<? extends Fact<?>> facts) {
        facts.forEach(fact -> Refusals.checkWords(host, fact.command()));
        turn.lock();
        try {
            return new Questions(facts).ask(parts -> deliver(as, parts, Progress.SILENT));
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
     * Carries out parts as a user, in one message if no command leaves something running that could write into the next; blocks
     * until it is done. At least one part has ended then.
     */
    List<Part.Ended> deliver(Identity as, List<Part> parts, Progress progress) {
        List<Part.Ended> ended = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn && !Thread.currentThread().isInterrupted()) {
            Shell shell = shell(as);
            List<Part> left = parts.subList(ended.size(), parts.size());
            Message message = new Message(left, Shifted.of(progress, ended.size()), spool);
            whileRunning(() -> shell.stop(message, new Exit.Killed("TERM")), () -> {
                shell.carryOut(message);
                return message;
            });
            ended.addAll(message.ended());
            goesOn = message.isStale();
            if (goesOn) {
                shell.close();
            } else if (ended.isEmpty()) {
                return notBegun(new Exit.Lost("connection closed"));
            }
        }
        return ended.isEmpty() ? notBegun(new Exit.Killed("TERM")) : ended;
    }

    /** Runs a command on a terminal of its own, and blocks until it has ended. */
    Result onTerminal(Command command, Content stdin, Options options, Progress progress) {
        Identity as = options.identity();
        shell(as); // knows then how one becomes this user
        String script = Identities.first(host, as) + "\n" + Scripts.TERMINAL + Parts.onTerminal(command, options);
        try (TerminalRun run = new TerminalRun(host, connection(as), options, progress, spool)) {
            return whileRunning(() -> run.stop(new Exit.Killed("TERM")), () -> run.carryOut(script, stdin));
        } catch (IOException none) {
            if (!connection.isOpen()) {
                throw new Gone(String.valueOf(none.getMessage()));
            }
            throw Refusals.noTerminal(host, String.valueOf(none.getMessage()));
        }
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

    private Shell shell(Identity as) {
        Shell known = shells.get(as);
        if (known != null && known.isUsable()) {
            return known;
        }
        try {
            Shell shell = opened(as);
            shells.put(as, shell);
            return shell;
        } catch (Shell.Refused refused) {
            if (!connection.isOpen()) {
                throw new Gone("connection closed");
            }
            throw Identities.refused(host, as, refused.getMessage());
        } catch (IOException broken) {
            throw new Gone(String.valueOf(broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Gone("interrupted while a shell was being opened");
        }
    }

    /** Tries again as long as a refusal teaches something, such as that a password is wanted. */
    private Shell opened(Identity as) throws IOException, Shell.Refused, InterruptedException {
        while (true) {
            try {
                return Shell.open(connection(as), Identities.LOGIN, Identities.first(host, as));
            } catch (Shell.Refused refused) {
                if (as instanceof Identity.Login || !becoming(as).learns(refused.getMessage())) {
                    throw refused;
                }
            }
        }
    }

    /** Closes the connection and opens it again. */
    void reconnect() {
        closeShells();
        others.clear();
        connection.close();
        connection = connector.open(host);
    }

    @Override
    public void kill() {
        running.ifPresent(Runnable::run);
    }

    @Override
    public void close() {
        kill();
        boolean idle = false;
        try {
            idle = turn.tryLock(Reaper.AT_MOST.toSeconds(), TimeUnit.SECONDS);
            if (idle) {
                closeShells();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
            spool.close();
            if (idle) {
                turn.unlock();
            }
        }
    }

    private void closeShells() {
        shells.values().forEach(Shell::close);
        shells.clear();
    }
}
