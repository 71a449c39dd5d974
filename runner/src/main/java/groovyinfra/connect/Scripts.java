package groovyinfra.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The shell scripts that come with the program. */
final class Scripts {
    static final String PRELUDE = read("process.sh") + read("prelude.sh");
    static final String REAP = read("reap.sh");
    static final String TERMINAL = read("process.sh") + read("terminal.sh");
    static final String SERVER = read("server.sh");
    static final String RELEASE = read("release.sh");
    static final String FOLLOW = read("follow.sh");

    private Scripts() {}

    private static String read(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .collect(Collectors.joining("\n", "", "\n"))
                    .replace("'\\036'", "'" + (char) Frames.SIGN + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
