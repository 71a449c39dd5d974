package groovyinfra.run;

import groovyinfra.deploy.Controller;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import groovyinfra.model.SourceEntry;
import groovyinfra.report.Masker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The controller, read once: what a deploy file has seen of it stays so until the run is over. */
public final class FixedController implements Controller {
    private final Instant now = Instant.now();
    private final long seed = new SecureRandom().nextLong();
    private final Map<String, String> environment;
    private final Function<String, Optional<Secret>> prompt;
    private final Predicate<String> confirm;
    private final Masker masker;
    private final Map<Object, Answer> answers = new ConcurrentHashMap<>();

    /** One question, asked when it is first needed; everyone waits for the same answer. */
    private static final class Answer {
        private Object value;

        synchronized Object get(Supplier<Object> source) {
            if (value == null) {
                value = source.get();
            }
            return value;
        }
    }

    private record Question(String kind, Object about) {}

    /**
     * The controller with this environment.
     *
     * @param prompt asks the user without showing the answer; nothing where there is no terminal
     * @param confirm asks the user yes or no
     */
    public FixedController(
            Map<String, String> environment,
            Function<String, Optional<Secret>> prompt,
            Predicate<String> confirm,
            Masker masker) {
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
        this.confirm = confirm;
        this.masker = masker;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public byte[] read(Path file) {
        return ((byte[]) ofFile("file", file, Files::readAllBytes)).clone();
    }

    @Override
    public SourceEntry entry(Path file) {
        return (SourceEntry) ofFile("entry", file, path -> SourceTree.file(path, path.toString()));
    }

    /** Something about a file. */
    @FunctionalInterface
    private interface Look {
        Object at(Path file) throws IOException;
    }

    private Object ofFile(String kind, Path file, Look look) {
        Path path = file.toAbsolutePath().normalize();
        return once(kind, path, () -> {
            try {
                return look.at(path);
            } catch (NoSuchFileException missing) {
                throw problem("File does not exist", "'" + file + "'", "Correct the name, or create the file.");
            } catch (IOException unreadable) {
                throw problem("File cannot be read", "'" + file + "': " + unreadable, "Make the file readable.");
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<SourceEntry> tree(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        return (List<SourceEntry>) once("tree", path, () -> new SourceTree(path, directory.toString()).entries());
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Secret prompt(String question) {
        return (Secret) once(
                "prompt",
                question,
                () -> prompt.apply(masker.mask(question))
                        .map(masker::keep)
                        .orElseThrow(() -> problem(
                                "No terminal to ask on",
                                question,
                                "Run on a terminal, or take the secret from a file or a variable.")));
    }

    @Override
    public Secret output(List<String> command) {
        return (Secret) once("command", List.copyOf(command), () -> masker.keep(Secret.of(run(command))));
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw problem("Secret command failed", command.getFirst() + ": exit " + code, "Run it by hand.");
            }
            return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
        } catch (IOException missing) {
            throw problem(
                    "Secret command cannot run", String.valueOf(missing.getMessage()), "See whether it is installed.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw problem("Secret command was interrupted", command.getFirst(), "Run again.");
        }
    }

    @Override
    public Secret keep(Secret secret) {
        return masker.keep(secret);
    }

    @Override
    public boolean confirm(String question) {
        return (boolean) once("confirm", question, () -> confirm.test(masker.mask(question)));
    }

    private Object once(String kind, Object about, Supplier<Object> source) {
        return answers.computeIfAbsent(new Question(kind, about), unknown -> new Answer())
                .get(source);
    }

    static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }
}
