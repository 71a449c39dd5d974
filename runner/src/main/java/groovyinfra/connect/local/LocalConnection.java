package groovyinfra.connect.local;

import groovyinfra.connect.Channel;
import groovyinfra.connect.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The controller's processes. */
final class LocalConnection implements Connection {
    private final Set<LocalChannel> channels = ConcurrentHashMap.newKeySet();
    private final Optional<String> setsid = setsid();
    private volatile boolean open = true;

    /** A session of its own keeps Ctrl-C on the controller's terminal away from the shell. */
    private static Optional<String> setsid() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Pattern.compile(":")
                .splitAsStream(path)
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, "setsid"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    @Override
    public Channel spawn(String command) throws IOException {
        if (!open) {
            throw new IOException("the connection is closed");
        }
        List<String> words =
                setsid.map(own -> List.of(own, "sh", "-c", command)).orElse(List.of("sh", "-c", command));
        LocalChannel channel = new LocalChannel(new ProcessBuilder(words).start(), channels::remove);
        channels.add(channel);
        return channel;
    }

    @Override
    public boolean beginsInPlace() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        channels.forEach(LocalChannel::close);
    }
}
