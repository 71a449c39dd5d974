package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.Result;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file on its way as a stream of bytes, through a channel of its own. */
final class Transfer implements AutoCloseable {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Channel channel;
    private final String first;
    private final long began = System.nanoTime();
    private final AtomicReference<Exit> stopped = new AtomicReference<>();
    private final Kept complaint = new Kept(Result.LIMIT);
    private final Thread listener;
    private final Optional<Thread> clock;

    /** Starts a shell for it, which ends with the transfer. */
    Transfer(Connection connection, String invocation, String first, Optional<Duration> limit) throws IOException {
        this.first = first;
        channel = connection.spawn(invocation);
        listener = Thread.ofVirtual().name("reader of a transfer's stderr").start(this::listen);
        clock = limit.map(time -> Thread.ofVirtual().name("clock of a transfer").start(() -> {
            try {
                Thread.sleep(time);
                stop(new Exit.TimedOut(time, Optional.empty()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void listen() {
        byte[] buffer = new byte[4096];
        try (InputStream stderr = channel.stderr()) {
            for (int length = stderr.read(buffer); length >= 0; length = stderr.read(buffer)) {
                complaint.add(buffer, 0, length);
            }
        } catch (IOException closed) {
            // nothing more will be said
        }
    }

    /** Ends it; its exit will be this one. */
    void stop(Exit as) {
        if (stopped.compareAndSet(null, as)) {
            channel.close();
        }
    }

    /** Ends what is not through. */
    @Override
    public void close() {
        clock.ifPresent(Thread::interrupt);
        channel.close();
    }

    /**
     * Sends content to a new private file, which is gone again if not all of it arrives, whatever happens here.
     *
     * @param in the content
     * @param size of the content
     * @param file for it
     * @param progress is told how far step 0 is
     * @throws UncheckedIOException when the content cannot be read
     */
    Result send(InputStream in, long size, Incoming file, Session.Progress progress) throws InterruptedException {
        Optional<Boolean> whole = Optional.empty();
        try {
            String ready = Nonce.next();
            command(file.making() + " && echo \"$_gi_digest " + ready + "\" && _gi_receive " + file.what() + " " + size
                    + "; exit $?\n");
            Optional<String> line = awaitLine(ready);
            if (line.isPresent()) {
                Fingerprint.Kind kind = kind(line.get());
                Fingerprint sent = copy(new Here(in), paced(channel.stdin(), size, progress), kind);
                channel.stdin().close();
                String told = new String(channel.stdout().readAllBytes(), StandardCharsets.UTF_8);
                whole = Optional.of(sent.is(kind, firstWord(told)));
            }
        } catch (IOException broken) {
            return result(Optional.of(broken));
        }
        return checked(result(Optional.empty()), whole, "the content of " + file.what() + " did not arrive whole\n");
    }

    private static OutputStream paced(OutputStream out, long total, Session.Progress progress) {
        return new Pace(out, total, progress, System::nanoTime);
    }

    /** What is written to the standard input of a script. */
    interface Feed {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Runs a script whose standard input, of about this size, is not kept anywhere. */
    Result feed(String script, long size, Feed content, Session.Progress progress) throws InterruptedException {
        String ready = Nonce.next();
        try {
            command("echo " + ready + "; " + script + "; exit $?\n");
            if (awaitLine(ready).isPresent()) {
                OutputStream out = new BufferedOutputStream(paced(channel.stdin(), size, progress), 256 << 10);
                try {
                    content.writeTo(out);
                    out.flush();
                } finally {
                    // What went wrong here leaves half of it: the script sees the end, and cleans up.
                    channel.stdin().close();
                    channel.stdout().readAllBytes();
                }
            }
        } catch (IOException broken) {
            return result(Optional.of(broken));
        }
        return result(Optional.empty());
    }

    private static Fingerprint.Kind kind(String line) {
        return line.contains("cksum ") ? Fingerprint.Kind.CKSUM : Fingerprint.Kind.SHA256;
    }

    /** Between the name of a program and the mark of the line. */
    private static long size(String line) {
        String[] words = line.strip().split("\\s+");
        return words.length > 2 && words[words.length - 2].matches("[0-9]{1,18}")
                ? Long.parseLong(words[words.length - 2])
                : 0;
    }

    private static String firstWord(String text) {
        return text.strip().split("\\s", 2)[0];
    }

    private static Result checked(Result result, Optional<Boolean> whole, String complaint) {
        return result.getExitCode() == 0 && !whole.orElse(true)
                ? new Result(new Exit.Code(1), "", result.stderr() + complaint, result.took())
                : result;
    }

    /** Brings a file of the host; what was there before is replaced when all of it is here. Tells how far step 0 is. */
    Result fetch(String file, Path destination, Session.Progress progress) throws InterruptedException {
        Path directory =
                Optional.ofNullable(destination.toAbsolutePath().getParent()).orElse(Path.of("/"));
        try {
            Path temporary = directory.resolve(Remains.name());
            Remains.remove(directory);
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PRIVATE));
            try {
                Result result = fetchTo(file, temporary, progress);
                if (result.getExitCode() == 0) {
                    Files.move(
                            temporary,
                            destination,
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                return result;
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (NoSuchFileException here) {
            return failed("the directory " + directory + " cannot be entered: no such file on the controller\n");
        } catch (IOException here) {
            return failed("cannot write on the controller: " + here + "\n");
        }
    }

    private Result failed(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        complaint.add(bytes, 0, bytes.length);
        return new Result(new Exit.Code(1), "", complaint.text(), took());
    }

    private Result fetchTo(String file, Path temporary, Session.Progress progress)
            throws IOException, InterruptedException {
        String ready = Nonce.next();
        Optional<Fingerprint> here = Optional.empty();
        Fingerprint.Kind kind = Fingerprint.Kind.SHA256;
        try (OutputStream out = Files.newOutputStream(temporary)) {
            command("echo \"$_gi_digest $(wc -c 2>/dev/null <" + file + ") " + ready + "\"; _gi_give " + file + " "
                    + ready + "; exit $?\n");
            channel.stdin().close();
            Optional<String> line = awaitLine(ready);
            if (line.isPresent()) {
                kind = kind(line.get());
                here = Optional.of(copy(channel.stdout(), paced(out, size(line.get()), progress), kind));
            }
        } catch (IOException broken) {
            return result(Optional.of(broken));
        }
        Result result = result(Optional.empty());
        Matcher told = Pattern.compile("\n" + ready + " (\\S*).*\n").matcher(result.stderr());
        if (!told.find() || here.isEmpty()) {
            return result;
        }
        Result clean = new Result(result.exit(), "", told.replaceFirst(""), result.took());
        boolean whole = here.get().is(kind, told.group(1));
        return checked(clean, Optional.of(whole), "the file changed while it was read: " + file + "\n");
    }

    private void command(String line) throws IOException {
        // One line at the end, and nothing after it: some shells read ahead, others leave the rest for cat.
        channel.stdin().write((first + "\n" + Scripts.PRELUDE + line).getBytes(StandardCharsets.UTF_8));
        channel.stdin().flush();
    }

    /** The first line with this end, over banners of a login shell; nothing if the stream ends before it comes. */
    private Optional<String> awaitLine(String wanted) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = channel.stdout().read(); one >= 0; one = channel.stdout().read()) {
            if (one != '\n') {
                line.append((char) one);
            } else if (line.toString().endsWith(wanted)) {
                return Optional.of(line.toString());
            } else {
                line.setLength(0);
            }
        }
        return Optional.empty();
    }

    private static Fingerprint copy(InputStream in, OutputStream out, Fingerprint.Kind kind) throws IOException {
        Fingerprint.Taker taker = new Fingerprint.Taker(kind);
        byte[] buffer = new byte[256 << 10];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
            taker.write(buffer, 0, length);
        }
        return taker.fingerprint();
    }

    /** A stream of the controller: what goes wrong with it has nothing to do with the host. */
    private static final class Here extends FilterInputStream {
        Here(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return super.read(bytes, from, length);
            } catch (IOException here) {
                throw new UncheckedIOException(here);
            }
        }
    }

    private Result result(Optional<IOException> broken) throws InterruptedException {
        Exit exit = stopped.get();
        if (exit == null) {
            exit = channel.exit();
            listener.join();
        }
        if (stopped.get() != null) {
            exit = stopped.get();
        } else if (broken.isPresent() && exit instanceof Exit.Code(int code) && code == 0) {
            exit = new Exit.Lost(String.valueOf(broken.get().getMessage()));
        }
        return new Result(exit, "", complaint.text(), took());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
