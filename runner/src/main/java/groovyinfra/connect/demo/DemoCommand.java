package groovyinfra.connect.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A command of a demo host: a process of this machine, which ends with its channel. */
final class DemoCommand implements Command {
    private final DemoHomes homes;
    private final String host;
    private final String command;
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = OutputStream.nullOutputStream();
    private OutputStream stderr = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, closeImmediately) -> {};
    private volatile boolean onTerminal;
    private volatile Optional<Process> process = Optional.empty();

    DemoCommand(DemoHomes homes, String host, String command) {
        this.homes = homes;
        this.host = host;
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream in) {
        stdin = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        stdout = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        stderr = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        onTerminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        Thread.ofVirtual().name("demo command").start(this::run);
    }

    private void run() {
        try {
            Process started = spawn();
            process = Optional.of(started);
            Thread.ofVirtual().start(() -> pump(stdin, started.getOutputStream(), true));
            Thread errors = Thread.ofVirtual().start(() -> pump(started.getErrorStream(), stderr, false));
            pump(started.getInputStream(), stdout, false);
            errors.join();
            exit.onExit(started.waitFor());
        } catch (IOException failed) {
            refuse(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(IOException failed) {
        try {
            stderr.write(("demo host: " + failed.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            stderr.flush();
        } catch (IOException closed) {
            // nobody listens any more
        }
        exit.onExit(127);
    }

    private Process spawn() throws IOException {
        Path home = homes.home(host);
        ProcessBuilder builder = new ProcessBuilder(words()).directory(home.toFile());
        Map<String, String> own = builder.environment();
        String path = Optional.ofNullable(own.get("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
        String user = Optional.ofNullable(own.get("USER")).orElse(System.getProperty("user.name"));
        Optional<String> language = Optional.ofNullable(own.get("LANG"));
        // As a login would give it: nothing of what the runner's own environment may hide gets to a host.
        own.clear();
        own.putAll(Map.of(
                "HOME",
                home.toString(),
                "PATH",
                homes.refusals() + ":" + path,
                "USER",
                user,
                "LOGNAME",
                user,
                "SHELL",
                "/bin/sh"));
        language.ifPresent(value -> own.put("LANG", value));
        return builder.start();
    }

    private List<String> words() {
        return onTerminal
                ? List.of("setsid", "script", "-qec", command, "/dev/null")
                : List.of("setsid", "sh", "-c", command);
    }

    private static void pump(InputStream from, OutputStream to, boolean close) {
        byte[] buffer = new byte[32 << 10];
        try {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                to.write(buffer, 0, length);
                to.flush();
            }
        } catch (IOException closed) {
            // one side has gone; so does the stream
        }
        if (close) {
            try {
                to.close();
            } catch (IOException ended) {
                // the process has
            }
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        process.ifPresent(running -> {
            List<ProcessHandle> below = running.descendants().toList();
            running.destroy();
            below.forEach(ProcessHandle::destroy);
        });
    }
}
