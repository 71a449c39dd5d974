package groovyinfra.inventory;

import groovyinfra.model.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** An executable inventory: it prints as JSON what an inventory file would say. */
final class Program {
    private static final int LAST_LINES = 10;

    private final Path file;
    private final Duration patience;
    private final Problems problems;

    Program(Path file, Duration patience, Problems problems) {
        this.file = file;
        this.patience = patience;
        this.problems = problems;
    }

    /** What it printed; nothing, with a problem, unless it ended well and printed JSON. */
    String output() {
        try {
            Path output = Files.createTempFile("inventory", ".json");
            Path errors = Files.createTempFile("inventory", ".errors");
            try {
                int exit = run(output, errors);
                LoggerFactory.getLogger(Program.class).debug("{}: exit {}, on stderr: {}", file, exit, said(errors));
                return json(exit, Files.readString(output), last(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            wrong(
                    "Inventory program cannot be run",
                    String.valueOf(e.getMessage()),
                    "look at its first line (#!) and permissions");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong("Inventory program was interrupted", "the run was stopped", "start again");
        }
        return "";
    }

    /** Its exit code, or -1 when it did not end in time. */
    private int run(Path output, Path errors) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(file.toAbsolutePath().toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String json(int exit, String output, String errors) {
        String text = output.strip();
        if (exit < 0) {
            wrong("Inventory program took too long", "no end after " + patience.toSeconds() + " s" + errors, byHand());
        } else if (exit > 0) {
            wrong("Inventory program failed", "exit " + exit + errors, byHand());
        } else if (!text.startsWith("{") || !text.endsWith("}")) {
            String first = text.lines()
                    .findFirst()
                    .map(line -> "'" + line.substring(0, Math.min(80, line.length())) + "'")
                    .orElse("nothing");
            wrong(
                    "Inventory program printed no JSON",
                    "it printed " + first + errors,
                    "let it print {\"hosts\": {...}} and nothing else");
        } else {
            // A tab cannot stand inside a string of JSON, and YAML has other rules for it outside.
            return output.replace('\t', ' ');
        }
        return "";
    }

    private static String said(Path errors) throws IOException {
        return new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
    }

    private static String last(Path errors) throws IOException {
        List<String> lines = said(errors).lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return last.isEmpty() ? "" : ":\n" + last;
    }

    private String byHand() {
        return "run it by hand: " + file.toAbsolutePath().normalize();
    }

    private void wrong(String summary, String detail, String attempt) {
        problems.add(new Position(file.toString(), 1, 0), summary, detail, attempt);
    }
}
