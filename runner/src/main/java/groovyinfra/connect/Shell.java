package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening;
import java.io.IOException;
import java.time.Duration;

/**
 * A POSIX shell that stays open on a host, for one user. It carries out messages: parts of script, whose output and exit
 * codes come back apart from each other, while nothing that a part does changes what the next one finds.
 */
final class Shell implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Connection connection;
    private final String invocation;
    private final Line line;
    private final ShellProcess process;
    private final Logbook logbook = new Logbook();
    private boolean left;
    private volatile boolean alive = true;
    private volatile boolean usable = true;

    /** The shell did not start. */
    static class Refused extends Exception {
        Refused(String said) {
            super(said);
        }
    }

    /** There is no directory for its temporary files. */
    static final class Lacking extends Refused {
        Lacking() {
            super("");
        }
    }

    private Shell(Connection connection, String invocation, String first, String last)
            throws IOException, Refused, InterruptedException {
        this.connection = connection;
        this.invocation = invocation;
        line = new Line(connection.spawn(invocation));
        process = greet(first, last);
    }

    /**
     * Starts a shell and waits until it answers.
     *
     * @param invocation what makes a POSIX shell out of any login shell, such as {@code exec sh}
     * @param first what the shell does before anything else
     * @param last what it does when it knows the prelude
     */
    static Shell open(Connection connection, String invocation, String first, String last)
            throws IOException, Refused, InterruptedException {
        return new Shell(connection, invocation, first, last);
    }

    private ShellProcess greet(String first, String last) throws IOException, Refused, InterruptedException {
        Greeting greeting = new Greeting();
        boolean greeted = false;
        try {
            line.write("_gi=" + greeting.nonce() + "\n" + first + "\n" + Scripts.PRELUDE + last + "_gi_greet\n");
            long until = System.nanoTime() + connection.patience().toNanos();
            while (!greeting.isComplete()) {
                switch (line.next(until)) {
                    case Happening.Piece(boolean error, byte[] bytes) -> greeting.take(error, bytes);
                    case Happening.Ended _ -> throw new Refused(lastWords(greeting, 1));
                    case Happening.Nothing _ -> throw new Refused(greeting.silence(connection.patience()));
                    case Happening.Stop _, Happening.Reaped _ -> {}
                }
            }
            if (greeting.isLacking()) {
                throw new Lacking();
            }
            greeted = true;
            return greeting.process();
        } catch (IOException ended) {
            throw new Refused(lastWords(greeting, 2));
        } finally {
            if (!greeted) {
                close();
            }
        }
    }

    // Its reason may come on either stream: waits for those that have not ended.
    private String lastWords(Greeting greeting, int streams) throws InterruptedException {
        long until = System.nanoTime() + LAST_WORDS.toNanos();
        int open = streams;
        while (open > 0) {
            switch (line.next(until)) {
                case Happening.Piece(boolean error, byte[] bytes) -> greeting.take(error, bytes);
                case Happening.Ended _, Happening.Nothing _ -> open--;
                case Happening.Stop _, Happening.Reaped _ -> {}
            }
        }
        return greeting.said();
    }

    /** Its process on the host. */
    ShellProcess process() {
        return process;
    }

    /** What it writes down on the host, if it is told to. */
    Logbook logbook() {
        return logbook;
    }

    /** Whether another message can be carried out. */
    boolean isUsable() {
        return usable && alive && connection.isOpen();
    }

    /** A message for it, to be carried out by {@link #carryOut}. */
    Delivery delivery(Message message) {
        return new Delivery(line, message, () -> reap(connection, message), Duration.ZERO);
    }

    /** Ends what it runs for a message, and itself, through any connection. */
    Happening.Reaped reap(Connection through, Message message) {
        return Reaper.reap(
                through, invocation, process.number(), message.leader(), logbook.forReaper(message, through::overseen));
    }

    /**
     * Carries out a message, and blocks until that is done. It is not usable after that where an earlier command has left
     * something running that may write between; then another shell has to go on with it.
     *
     * @param recovery what is written down for it on the host
     */
    void carryOut(Delivery delivery, Message message, Recovery recovery) {
        alive = false;
        try {
            delivery.carryOut(logbook.text(message, recovery), logbook.question());
            alive = delivery.endedWell();
        } finally {
            if (!alive) {
                line.close();
            }
        }
        if (alive) {
            logbook.add(message);
            usable = !message.isStale() && !logbook.isFull();
        }
    }

    /** Goes on with what another shell says for a message, whose line has ended. It cannot be used for anything else. */
    Delivery following(Message message, Shell lost, Duration catchingUp) {
        usable = false;
        message.rewind();
        return new Delivery(line, message, () -> lost.reap(connection, message), catchingUp);
    }

    /** Begins to end the shell; what it started in the background goes on. */
    void leave() {
        leave("_gi_leave\n", logbook.isThere());
    }

    /** Follows no longer: the record of the other one has served. */
    void followedEnough() {
        leave("enough\n", true);
        close();
    }

    private void leave(String word, boolean matters) {
        usable = false;
        if (matters && alive && !left && connection.isOpen()) {
            left = true;
            line.writeAside(word);
        }
    }

    /** Whether it was there to hear that it should end. */
    boolean hasLeft() {
        return left;
    }

    /** Ends the shell. One that keeps a record has some time to remove it. */
    @Override
    public void close() {
        leave();
        if (left) {
            line.awaitEnd(FAREWELL);
        }
        alive = false;
        line.close();
    }
}
