package groovyinfra.author;

import groovyinfra.deploy.Controller;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import groovyinfra.model.Suggestion;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where secrets come from. */
public final class Secrets {
    /** What {@code secret(..)} can name. */
    public static final List<String> SOURCES = List.of("env", "file", "prompt", "command");

    private Secrets() {}

    static Secret from(Map<String, ?> source, Program program) {
        if (source.size() != 1) {
            throw Library.problem("Secret needs one source", "given are " + source.keySet(), "Give one of " + SOURCES);
        }
        String kind = source.keySet().iterator().next();
        Object value = source.get(kind);
        Controller controller = program.evaluation().controller();
        return controller.keep(
                switch (kind) {
                    case "env" -> variable(text(value, kind), controller);
                    case "file" ->
                        Secret.of(
                                withoutEnd(new String(program.read(file(text(value, kind))), StandardCharsets.UTF_8)));
                    case "prompt" -> controller.prompt(text(value, kind));
                    case "command" -> controller.output(words(value));
                    default ->
                        throw Library.problem(
                                "Source of a secret is unknown",
                                "secret has no source '" + kind + "'",
                                Suggestion.nearest(kind, SOURCES)
                                        .map(it -> "Did you mean '" + it + "'?")
                                        .orElse("Give one of " + SOURCES));
                });
    }

    private static Path file(String name) {
        return Path.of(name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
    }

    private static Secret variable(String name, Controller controller) {
        return controller.environment(name).map(Secret::of).orElseThrow(() -> missing(name));
    }

    private static ProblemException missing(String name) {
        return Library.problem(
                "Environment variable is not set",
                "the secret is to come from " + name,
                "Set it: export " + name + "=..");
    }

    private static String text(Object value, String kind) {
        return (String) Program.values().convert(String.class, value, kind, "secret");
    }

    private static List<String> words(Object value) {
        Type texts = String.class;
        return value instanceof Collection<?> several
                ? several.stream()
                        .map(it -> (String) Program.values().convert(texts, it, "command", "secret"))
                        .toList()
                : Arrays.asList("sh", "-c", text(value, "command"));
    }

    private static String withoutEnd(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
