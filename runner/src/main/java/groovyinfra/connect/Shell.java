package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening;
import groovyinfra.model.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A POSIX shell that stays open on a host, for one user. It carries out messages: parts of script, whose output and exit
 * codes come back apart from each other, while nothing that a part does changes what the next one finds.
 */
final class Shell implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Connection connection;
    private final String invocation;
    private final Channel channel;
    private final Mailbox mailbox = new Mailbox();
    private final List<Thread> readers;
    private final long process;
    private volatile boolean usable = true;

    /** The shell did not start. */
    static final class Refused extends Exception {
        Refused(String said) {
            super(said);
        }
    }

    private Shell(Connection connection, String invocation, String first)
            throws IOException, Refused, InterruptedException {
        this.connection = connection;
        this.invocation = invocation;
        channel = connection.spawn(invocation);
        readers = List.of(mailbox.fill(channel.stdout(), false), mailbox.fill(channel.stderr(), true));
        process = greet(first);
    }

    /**
     * Starts a shell and waits until it answers.
     *
     * @param invocation what makes a POSIX shell out of any login shell, such as {@code exec sh}
     * @param first what the shell does before anything else
     */
    static Shell open(Connection connection, String invocation, String first)
            throws IOException, Refused, InterruptedException {
        return new Shell(connection, invocation, first);
    }

    private long greet(String first) throws IOException, Refused, InterruptedException {
        Greeting greeting = new Greeting();
        boolean greeted = false;
        try {
            write("_gi=" + greeting.nonce() + "\n" + first + "\n" + Scripts.PRELUDE);
            long until = System.nanoTime() + connection.patience().toNanos();
            while (!greeting.isComplete()) {
                switch (mailbox.next(until)) {
                    case Happening.Piece(boolean error, byte[] bytes) -> greeting.take(error, bytes);
                    case Happening.Ended _ -> throw new Refused(lastWords(greeting, 1));
                    case Happening.Nothing _ -> throw new Refused(greeting.silence(connection.patience()));
                    case Happening.Stop _, Happening.Reaped _ -> {}
                }
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
        long until = System.nanoTime() + FAREWELL.toNanos();
        int open = streams;
        while (open > 0) {
            switch (mailbox.next(until)) {
                case Happening.Piece(boolean error, byte[] bytes) -> greeting.take(error, bytes);
                case Happening.Ended _, Happening.Nothing _ -> open--;
                case Happening.Stop _, Happening.Reaped _ -> {}
            }
        }
        return greeting.said();
    }

    private void write(String text) throws IOException {
        channel.stdin().write(text.getBytes(StandardCharsets.UTF_8));
        channel.stdin().flush();
    }

    /** Whether another message can be carried out. */
    boolean isUsable() {
        return usable && connection.isOpen();
    }

    /** Ends the message, if it is still being carried out: what runs for it is killed on the host, with this exit. */
    void stop(Message message, Exit as) {
        try {
            mailbox.put(new Happening.Stop(message, as));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Carries out a message, and blocks until that is done. An interrupt ends it on the host, too. It stays stale where an
     * earlier command has left something running that may write between; then another shell has to go on with it.
     */
    void carryOut(Message message) {
        usable = false;
        Delivery delivery = new Delivery(message);
        boolean endedWell = false;
        try {
            delivery.await();
            endedWell = delivery.endedWell();
        } finally {
            if (!endedWell) {
                close();
            }
        }
        if (endedWell) {
            usable = !message.isStale();
        } else {
            delivery.breakOff();
        }
    }

    /** Ends the shell; what it started in the background goes on. */
    @Override
    public void close() {
        usable = false;
        mailbox.close();
        readers.forEach(Thread::interrupt);
        channel.close();
    }

    /** One message being carried out. */
    private final class Delivery {
        private final Message message;
        private int streams = 2;
        private long until = Long.MAX_VALUE;
        private boolean tooLate;
        private Exit stopped;
        private Happening.Reaped reaped;

        Delivery(Message message) {
            this.message = message;
        }

        void await() {
            boolean interrupted = false;
            try {
                write(message.text());
            } catch (IOException _) {
                hurry(FAREWELL); // its last words may still come
            }
            while (!isDone()) {
                try {
                    take(mailbox.next(stopped == null ? Math.min(until, message.deadline()) : until));
                } catch (InterruptedException _) {
                    interrupted = true;
                    stop(new Exit.Killed("TERM"));
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isDone() {
            return tooLate || (stopped == null ? message.isOver() : reaped != null && streams == 0);
        }

        private void take(Happening happening) {
            switch (happening) {
                case Happening.Piece(boolean error, byte[] bytes) -> message.take(error, bytes);
                case Happening.Ended _ -> {
                    streams--;
                    if (stopped == null) {
                        hurry(FAREWELL);
                    }
                }
                case Happening.Stop(Object which, Exit as) when which == message -> stop(as);
                case Happening.Stop _ -> {} // came too late for an earlier one
                case Happening.Reaped now -> {
                    reaped = now;
                    hurry(FAREWELL);
                }
                case Happening.Nothing _ -> timeIsOver();
            }
        }

        private void timeIsOver() {
            if (stopped == null && message.limit().isPresent() && System.nanoTime() >= message.deadline()) {
                stop(new Exit.TimedOut(message.limit().get()));
            } else {
                tooLate = true;
            }
        }

        private void stop(Exit as) {
            if (stopped != null) {
                return;
            }
            stopped = as;
            hurry(Reaper.AT_MOST);
            Optional<Long> leader = message.leader();
            Thread.ofVirtual().name("reaper").start(() -> {
                Happening.Reaped report = Reaper.reap(connection, invocation, process, leader);
                try {
                    mailbox.put(report);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private void hurry(Duration from) {
            until = System.nanoTime() + from.toNanos();
        }

        boolean endedWell() {
            return stopped == null && message.isOver();
        }

        private String cause() {
            if (connection.isOpen()) {
                return "the shell on the host has ended";
            }
            try {
                return streams == 0 && channel.exit() instanceof Exit.Lost(String cause) ? cause : "connection closed";
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return "connection closed";
            }
        }

        void breakOff() {
            if (stopped == null || reaped == null) {
                message.breakOff(new Exit.Lost(cause()), "");
            } else {
                Exit exit = stopped instanceof Exit.Killed ? new Exit.Killed(reaped.by()) : stopped;
                message.breakOff(
                        exit, reaped.left().isEmpty() ? "" : "\nstill running on the host: " + reaped.left() + "\n");
            }
        }
    }
}
