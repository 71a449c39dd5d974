package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A command whose standard streams are those of a channel, clean as always, while it has a terminal in a second channel: for
 * programs that ask there for a password. Named pipes on the host bring the two together.
 */
final class OnTerminal implements Channel {
    private final Connection connection;
    private final Channel streams;
    private final Channel terminal;
    private final Pipes pipes;

    private OnTerminal(Connection connection, Channel streams, Channel terminal, Pipes pipes) {
        this.connection = connection;
        this.streams = streams;
        this.terminal = terminal;
        this.pipes = pipes;
    }

    /** Starts the command, a line for {@code sh}, by these means. */
    static OnTerminal start(Connection connection, String command) throws IOException {
        Channel streams = connection.spawn("exec sh");
        Pipes pipes = null;
        boolean started = false;
        try {
            pipes = Pipes.make(streams, command);
            Channel terminal = connection.spawnOnTerminal("exec sh " + pipes.folder() + "/go");
            started = true;
            return new OnTerminal(connection, streams, terminal, pipes);
        } finally {
            if (!started) {
                streams.close();
                if (pipes != null) {
                    pipes.remove(connection);
                }
            }
        }
    }

    /** Where they are, and the process that waits at them. */
    private record Pipes(String folder, String process) {
        static Pipes make(Channel streams, String command) throws IOException {
            String mark = Nonce.next();
            // Somebody has to hold the terminal, or it is over: the command's program may close all that it does not
            // know.
            String go = "exec 9>&1 <$d/i >$d/o 2>$d/e; rm -rf $d; (exec 9>&-; " + command + "); exit $?";
            String script = "umask 077; d=$(mktemp -d) && mkfifo $d/i $d/o $d/e && { echo d=$d; cat <<'END'\n" + go
                    + "\nEND\n} >$d/go && echo " + mark
                    + " $d $$ && { exec 3<&0; cat <&3 >$d/i 2>/dev/null & in=$!; cat <$d/o &\n"
                    + "cat <$d/e >&2; wait $!; kill $in; }; exit 1\n";
            streams.stdin().write(script.getBytes(StandardCharsets.UTF_8));
            streams.stdin().flush();
            String[] words = line(streams.stdout(), mark).split(" ", 3);
            if (words.length < 3 || !words[1].matches("[A-Za-z0-9/._-]+") || !words[2].matches("[0-9]+")) {
                throw new IOException("no directory for pipes on the host; is its TMPDIR writable?");
            }
            return new Pipes(words[1], words[2]);
        }

        /** The line that begins with the mark, after whatever a login shell prints; empty if none comes. */
        private static String line(InputStream from, String mark) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int one = from.read(); one >= 0; one = from.read()) {
                if (one != '\n') {
                    line.append((char) one);
                } else if (line.indexOf(mark) >= 0) {
                    return line.substring(line.indexOf(mark));
                } else {
                    line.setLength(0);
                }
            }
            return "";
        }

        /** Nobody came to open the pipes: who waits at the other ends would wait for ever. */
        void remove(Connection connection) {
            try (Channel channel = connection.spawn("exec sh")) {
                String script = "kill -KILL -" + process + " " + process + " 2>/dev/null; rm -rf " + folder + "\n";
                channel.stdin().write(script.getBytes(StandardCharsets.UTF_8));
                channel.stdin().close();
                channel.stdout().readAllBytes();
            } catch (IOException | Gone | ProblemException gone) {
                // then they end with the connection
            }
        }
    }

    /** Closes what has not begun. */
    void abandon() {
        close();
        pipes.remove(connection);
    }

    Channel terminal() {
        return terminal;
    }

    @Override
    public OutputStream stdin() {
        return streams.stdin();
    }

    @Override
    public InputStream stdout() {
        return streams.stdout();
    }

    @Override
    public InputStream stderr() {
        return streams.stderr();
    }

    @Override
    public Exit exit() throws InterruptedException {
        return terminal.exit();
    }

    @Override
    public void close() {
        streams.close();
        terminal.close();
    }
}
