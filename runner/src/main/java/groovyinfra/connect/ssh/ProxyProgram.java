package groovyinfra.connect.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that carries the bytes to and from a server, such as {@code nc}. It ends, with all that it started, with the connection. */
final class ProxyProgram {
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final int KEPT = 2000;

    private final String command;
    private final Process process;
    private final Thread listener;
    private volatile String errors = "";

    private ProxyProgram(String command, Process process) {
        this.command = command;
        this.process = process;
        // Not a virtual thread: reading from a pipe would hold up the others.
        this.listener = Thread.ofPlatform().daemon().name("proxy errors").start(this::listen);
    }

    /** Starts the command under a shell, in place of which it runs. */
    static Wire start(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", "exec " + command).start();
        ProxyProgram program = new ProxyProgram(command, process);
        return new Wire(new Wire.Bearer(
                process.getInputStream(),
                process.getOutputStream(),
                Optional.empty(),
                program::close,
                program::lastWords));
    }

    private void listen() {
        byte[] bytes = new byte[KEPT];
        try {
            for (int read = 0; read >= 0; read = process.getErrorStream().read(bytes)) {
                String all = errors + new String(bytes, 0, read, StandardCharsets.UTF_8);
                errors = all.substring(Math.max(0, all.length() - KEPT));
            }
        } catch (IOException ended) {
            // With the program.
        }
    }

    private String lastWords() {
        try {
            boolean ended = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            listener.join(GRACE);
            String said = errors.strip();
            String how = ended ? "ended with " + process.exitValue() : "runs, but carries nothing";
            return "`" + command + "` " + how + (said.isEmpty() ? "" : "\n" + said);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "`" + command + "`";
        }
    }

    private void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
