package groovyinfra.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal that the program was started on, if it was. */
final class SystemTerminal implements Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final Map<String, String> environment;
    private BufferedReader input;
    private volatile String before = "";

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
        return isTerminal(0) && (isTerminal(2) || Files.isWritable(TERMINAL));
    }

    // Java says only whether input and output are both terminals. What the descriptors are is what /proc shows;
    // elsewhere Java's answer has to do for all three.
    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25
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
        return System.console() != null && System.console().isTerminal();
    }

    @Override
    public int width() {
        try {
            String measured = environment.containsKey("COLUMNS")
                    ? environment.get("COLUMNS")
                    : stty("size").replaceFirst("^\\d+ ", "");
            int columns = Integer.parseInt(measured.strip());
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }

    /** What stty says of the terminal, or nothing. */
    private static String stty(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("stty"), Stream.of(arguments))
                            .toList())
                    .redirectInput(TERMINAL.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor(1, TimeUnit.SECONDS) ? said : "";
        } catch (IOException none) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    // Not among what is written to a log when the errors go there.
    @Override
    public void ask(String question, PrintStream err) {
        if (isTerminal(2)) {
            Terminal.super.ask(question, err);
            return;
        }
        try {
            Files.writeString(TERMINAL, question, StandardOpenOption.WRITE);
        } catch (IOException gone) {
            Terminal.super.ask(question, err);
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

    // Not by Java's console, which is none when the results go into a file.
    @Override
    public Optional<String> hidden(Runnable question) {
        before = stty("-g").strip();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        stty("-echo", "echonl");
        try {
            question.run();
            return line();
        } finally {
            restore();
        }
    }

    @Override
    public void restore() {
        String settings = before;
        if (!settings.isEmpty()) {
            stty(settings);
            before = "";
        }
    }
}
