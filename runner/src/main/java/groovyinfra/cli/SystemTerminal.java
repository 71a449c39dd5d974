package groovyinfra.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal that the program was started on, if it was. */
final class SystemTerminal implements Terminal {
    private static final int USUAL_WIDTH = 80;

    private final Map<String, String> environment;
    private BufferedReader input;

    SystemTerminal(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean showsResults() {
        return isTerminal(1);
    }

    @Override
    public boolean showsProgress() {
        return isTerminal(2);
    }

    @Override
    public boolean answers() {
        return isTerminal(0) && isTerminal(2);
    }

    // Java says only whether input and output are both terminals. What the descriptors are is what /proc shows;
    // elsewhere
    // Java's answer has to do for all three.
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isDirectory(link.getParent())) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException closed) {
                return false;
            }
        }
        return console().isPresent();
    }

    @Override
    public int width() {
        try {
            int columns = Integer.parseInt(
                    environment.getOrDefault("COLUMNS", measured()).strip());
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }

    /** What stty says, or nothing. */
    private static String measured() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor(1, TimeUnit.SECONDS) ? size.replaceFirst("^\\d+ ", "") : "";
        } catch (IOException none) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public synchronized Optional<String> line() {
        if (input == null) {
            input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        }
        try {
            return Optional.ofNullable(input.readLine());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> hidden() {
        return console().map(Console::readPassword).map(String::new);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
