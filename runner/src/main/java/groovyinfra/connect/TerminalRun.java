package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening;
import groovyinfra.model.Content;
import groovyinfra.model.Exit;
import groovyinfra.model.Host;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command on a terminal of its own, in a channel of its own. What it says on either stream is its output. */
final class TerminalRun implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int END_OF_INPUT = 4;

    private final Host host;
    private final Connection connection;
    private final Options options;
    private final Channel channel;
    private final Mailbox mailbox = new Mailbox();
    private final String nonce = Nonce.next();
    private final Frames frames = new Frames(nonce);
    private final StringBuilder preamble = new StringBuilder();
    private final Kept output;
    private final Decoding decoding = new Decoding();
    private final Session.Progress progress;
    private final long began = System.nanoTime();
    private Stage stage = Stage.STARTING;
    private Optional<Long> shell = Optional.empty();
    private int streams = 2;
    private long patience;
    private boolean tooLate;
    private Optional<Exit> ended = Optional.empty();
    private Optional<Exit> stopped = Optional.empty();
    private Optional<Happening.Reaped> reaped = Optional.empty();

    /**
     * How a command ended.
     *
     * @param remark for the user
     */
    record Ending(Exit exit, String remark) {
        static Ending unknown(Exit.Lost lost) {
            return new Ending(lost, "");
        }

        /** By itself. Some shells have codes above 255 for signals. */
        static Ending of(int code) {
            return new Ending(new Exit.Code(code <= 255 ? code : 128 + code % 128), "");
        }
    }

    private enum Stage {
        STARTING,
        PREPARING,
        NOWHERE,
        RUNNING
    }

    /**
     * Starts a shell on a terminal.
     *
     * @param options of the command
     * @param progress is told of the output as that of step 0
     * @throws IOException where there is no terminal, or no connection any more
     */
    TerminalRun(Host host, Connection connection, Options options, Session.Progress progress, Spool spool)
            throws IOException {
        this.host = host;
        this.options = options;
        this.connection = connection;
        this.progress = progress;
        this.output = new Kept(Result.LIMIT, Optional.of(spool));
        // The terminal must not change a byte of the script, nor say it again, before that is sent.
        channel = connection.spawnOnTerminal("exec sh -c 'stty raw -echo && echo " + nonce + " ready $$ && {"
                + " n=\"$(echo; echo x)\"; n=${n%x}; s=; while IFS= read -r l; do case $l in " + nonce
                + ") break ;; esac; s=\"$s$l$n\"; done; eval \"$s\"; }'");
        mailbox.fill(channel.stdout(), false);
        mailbox.fill(channel.stderr(), true);
    }

    /** Ends it on the host, with all its children; its exit will be this one. */
    void stop(Exit as) {
        try {
            mailbox.put(new Happening.Stop(this, as));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what is not through. */
    @Override
    public void close() {
        mailbox.close();
        channel.close();
    }

    /**
     * Runs the command, and blocks until it has ended; an interrupt ends it.
     *
     * @param script of the command
     * @param stdin is typed, and an end of input after it
     * @param recall finds out how it ended, when it was lost
     * @throws Gone when the connection was lost before the command was told
     */
    Result carryOut(String script, Content stdin, Function<Exit.Lost, Ending> recall) {
        long end = began
                + options.get(Option.TIMEOUT).orElse(Duration.ofDays(18_000)).toNanos();
        boolean interrupted = false;
        while (!isOver()) {
            try {
                take(mailbox.next(isEnding() ? patience : end), script, stdin);
            } catch (InterruptedException _) {
                interrupted = true;
                end(new Exit.Killed("TERM"));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Exit exit = stopped.map(this::asStopped).or(() -> ended).orElseGet(this::asClosed);
        if (exit instanceof Exit.Lost lost && stopped.isEmpty()) {
            if (stage == Stage.STARTING) {
                throw new Gone(lost.cause());
            }
            return recalled(recall.apply(lost));
        }
        checkBegun(exit);
        return result(new Ending(
                exit,
                reaped.map(Happening.Reaped::left).map(TerminalRun::remark).orElse("")));
    }

    private boolean isEnding() {
        return stopped.isPresent() || ended.isPresent();
    }

    private boolean isOver() {
        return tooLate || (streams == 0 && (stopped.isEmpty() || reaped.isPresent()));
    }

    private void take(Happening happening, String script, Content stdin) {
        switch (happening) {
            case Happening.Piece(boolean _, byte[] bytes) -> take(bytes, script, stdin);
            case Happening.Ended _ -> streams--;
            case Happening.Stop(Object _, Exit as) -> end(as);
            case Happening.Reaped now -> {
                reaped = Optional.of(now);
                patience = System.nanoTime() + FAREWELL.toNanos();
            }
            case Happening.Nothing _
            when !isEnding() ->
                end(new Exit.TimedOut(options.get(Option.TIMEOUT).orElseThrow(), Optional.empty()));
            case Happening.Nothing _ -> tooLate = true;
        }
    }

    private void take(byte[] bytes, String script, Content stdin) {
        if (stage != Stage.STARTING) {
            frames.take(bytes, heard(stdin));
            return;
        }
        preamble.append(new String(bytes, StandardCharsets.ISO_8859_1));
        Matcher ready = Pattern.compile(nonce + " ready ([0-9]+)\n").matcher(preamble);
        if (ready.find()) {
            byte[] rest = preamble.substring(ready.end()).getBytes(StandardCharsets.ISO_8859_1);
            prepare(Long.parseLong(ready.group(1)), script);
            preamble.setLength(ready.start());
            frames.take(rest, heard(stdin));
        }
    }

    private Frames.Sink heard(Content stdin) {
        return new Frames.Sink() {
            @Override
            public void output(byte[] bytes, int from, int to) {
                if (stage == Stage.RUNNING) {
                    keep(bytes, from, to);
                } else {
                    preamble.append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
                }
            }

            @Override
            public void frame(String words) {
                String[] word = words.strip().split(" ");
                switch (word[0]) {
                    case "begin" -> {
                        stage = Stage.RUNNING;
                        type(stdin);
                    }
                    case "end" -> ended(Ending.of(Integer.parseInt(word[1])).exit());
                    default -> stage = Stage.NOWHERE;
                }
            }
        };
    }

    /** The rest is to close the terminal, which sudo may forget when the last that was typed comes as the command ends. */
    private void ended(Exit as) {
        if (!isEnding()) {
            ended = Optional.of(as);
            patience = System.nanoTime() + FAREWELL.toNanos();
        }
    }

    private void prepare(long process, String script) {
        stage = Stage.PREPARING;
        shell = Optional.of(process);
        String text = "_gi=" + nonce + "\n" + script + nonce + "\n";
        write(() -> channel.stdin().write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void type(Content stdin) {
        write(() -> {
            int last = '\n';
            try (InputStream in = stdin.open()) {
                byte[] buffer = new byte[4096];
                for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                    channel.stdin().write(buffer, 0, length);
                    last = buffer[length - 1];
                }
            }
            // The first one only ends a line that is not ended.
            channel.stdin().write(last == '\n' ? new byte[] {END_OF_INPUT} : new byte[] {END_OF_INPUT, END_OF_INPUT});
        });
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** In a thread of its own: a terminal takes no more than is read from it. */
    private static void write(Writing writing) {
        Thread.ofVirtual().name("typist").start(() -> {
            try {
                writing.write();
            } catch (IOException ended) {
                // nobody reads any more, which shows elsewhere
            }
        });
    }

    private void keep(byte[] bytes, int from, int to) {
        output.add(bytes, from, to);
        if (!progress.equals(Session.Progress.SILENT)) {
            String text = decoding.next(bytes, from, to);
            if (!text.isEmpty()) {
                progress.output(0, false, text);
            }
        }
    }

    private void end(Exit as) {
        if (!isEnding()) {
            stopped = Optional.of(as);
            patience = System.nanoTime() + Reaper.AT_MOST.toNanos();
            Thread.ofVirtual().name("reaper").start(() -> {
                Happening.Reaped report = shell.map(process ->
                                Reaper.reap(connection, Identities.LOGIN, process, Optional.of(process), "''"))
                        .orElse(new Happening.Reaped("TERM", ""));
                try {
                    mailbox.put(report);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void checkBegun(Exit exit) {
        if (stage != Stage.RUNNING && exit instanceof Exit.Code) {
            Result result = new Result(exit, "", said(), took());
            throw stage == Stage.NOWHERE
                    ? Refusals.noDirectory(host, options.get(Option.CHDIR).orElse(""), result)
                    : Refusals.noTerminal(host, result.stderr());
        }
    }

    private Result recalled(Ending ending) {
        if (!(ending.exit() instanceof Exit.Lost)) {
            keep(Message.MISSING, 0, Message.MISSING.length);
        }
        return result(ending);
    }

    private Result result(Ending ending) {
        return new Result(ending.exit(), output.text(), ending.remark(), took(), output.whole(), Optional.empty());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** On what could not be ended, if there is something. */
    static String remark(String left) {
        return left.isEmpty() ? "" : "still running on the host: " + left + "\n";
    }

    private Exit asStopped(Exit as) {
        return reaped.map(report -> report.exit(as)).orElse(as);
    }

    private Exit asClosed() {
        try {
            return channel.exit();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Exit.Lost("interrupted");
        }
    }

    private String said() {
        byte[] bytes = preamble.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
