package groovyinfra.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what stands behind {@code !secret}: where the secret comes from, or the secret itself. */
final class SecretTag {
    private static final List<String> KINDS = List.of("env", "file", "command", "prompt");

    private final Path folder;
    private final Problems problems;

    SecretTag(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Optional<SecretSource> read(Value value) {
        return switch (value) {
            case Value.Plain plain
            when plain.value() != null && !plain.text().isEmpty() -> Optional.of(new SecretSource.Inline(plain.text()));
            case Value.Fields map
            when map.fields().size() == 1 -> {
                Map.Entry<String, Value.Field> only =
                        map.fields().entrySet().iterator().next();
                yield source(only.getKey(), only.getValue());
            }
            case Value.Plain plain -> wrong(value, "nothing stands behind !secret");
            case Value.Fields map ->
                wrong(
                        value,
                        "a secret has exactly one source, not " + map.fields().size());
            case Value.Items list -> wrong(value, "a list stands behind !secret");
            case Value.Hidden hidden -> wrong(value, "!secret stands behind !secret");
        };
    }

    private Optional<SecretSource> source(String kind, Value.Field field) {
        if (!KINDS.contains(kind)) {
            problems.unknown(field.at(), kind, "!secret", KINDS);
            return Optional.empty();
        }
        if (kind.equals("command") && field.value() instanceof Value.Items words) {
            return Optional.of(new SecretSource.Output(
                    words.items().stream().map(Value::shown).toList()));
        }
        return text(field.value()).map(text -> switch (kind) {
            case "env" -> new SecretSource.Env(text);
            case "file" ->
                new SecretSource.InFile(
                        folder.resolve(text.replaceFirst("^~/", System.getProperty("user.home") + "/")));
            case "command" -> new SecretSource.Output(List.of("sh", "-c", text));
            default -> new SecretSource.Prompt(text);
        });
    }

    private Optional<String> text(Value value) {
        return value instanceof Value.Plain plain && !plain.text().isBlank()
                ? Optional.of(plain.text())
                : wrong(value, "the source of a secret is one word or text");
    }

    private <T> Optional<T> wrong(Value value, String detail) {
        problems.add(value.at(), "Secret has no source", detail, "write for example !secret {env: APP_TOKEN}");
        return Optional.empty();
    }
}
