package groovyinfra.inventory;

import groovyinfra.model.Flow;
import groovyinfra.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values from the command line, {@code --data} and {@code --set}: {@code key=value} for one, {@code @file.yaml} for many. Later
 * ones replace earlier ones; two of one name in {@code --set} may be meant for a list, and are refused.
 */
public final class Assignments {
    private Assignments() {}

    /**
     * The values of {@code --set}: of {@code key=value} as text, of {@code key=[a, b]} as text or list, of
     * <code>key={a: 1}</code> as text or map, of a file as the file has
     * them.
     *
     * @throws ProblemException with everything that is wrong in them
     */
    public static Map<String, Object> texts(List<String> arguments, Secrets secrets) {
        Problems problems = new Problems();
        Disclosure disclosure = new Disclosure(secrets);
        once(arguments, problems);
        Map<String, Object> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry :
                given(arguments, Path.of(""), problems).entrySet()) {
            Value value = entry.getValue();
            texts.put(
                    entry.getKey(),
                    value instanceof Value.Plain plain && plain.at().equals(Value.COMMAND_LINE)
                            ? flow(plain.text(), "--set")
                                    .<Object>map(it -> new Flow(plain.text(), it.plain(disclosure::of)))
                                    .orElse(plain.text())
                            : value.plain(disclosure::of));
        }
        problems.throwAny();
        return texts;
    }

    private static void once(List<String> arguments, Problems problems) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign > 0 && !argument.startsWith("@")) {
                String name = argument.substring(0, sign).strip();
                String text = argument.substring(sign + 1);
                if (!given.computeIfAbsent(name, it -> text).equals(text)) {
                    problems.add(
                            Value.COMMAND_LINE,
                            "Value is given twice",
                            "'" + name + "' has another value already",
                            "give one; several elements of a list as --set '" + name + "=[a, b]'");
                }
            }
        }
    }

    private static Optional<Value> flow(String text, String flag) {
        return text.startsWith("[") || text.startsWith("{")
                ? YamlFile.read(flag, text, Path.of(""), new Problems()).filter(it -> !(it instanceof Value.Plain))
                : Optional.empty();
    }

    /**
     * The values of {@code --data}: what is behind the sign is read as an unquoted word of YAML is, or as a list in brackets or a
     * map in braces.
     */
    static Map<String, Value> values(List<String> arguments, Path folder, Problems problems) {
        Map<String, Value> values = given(arguments, folder, problems);
        values.replaceAll((name, value) ->
                value instanceof Value.Plain plain && plain.at().equals(Value.COMMAND_LINE)
                        ? flow(plain.text(), "--data").orElse(value)
                        : value);
        return values;
    }

    private static Map<String, Value> given(List<String> arguments, Path folder, Problems problems) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (argument.startsWith("@")) {
                values.putAll(file(argument.substring(1), folder, problems));
            } else if (sign < 1 || argument.substring(0, sign).isBlank()) {
                problems.add(Value.COMMAND_LINE, "Not a value", "'" + argument + "'", "write key=value or @file.yaml");
            } else {
                String text = argument.substring(sign + 1);
                Object value = text.isEmpty() ? text : Scalars.of(text);
                values.put(argument.substring(0, sign).strip(), new Value.Plain(value, text, Value.COMMAND_LINE));
            }
        }
        return values;
    }

    private static Map<String, Value> file(String name, Path folder, Problems problems) {
        Path file = folder.resolve(name);
        Map<String, Value> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            problems.add(
                    Value.COMMAND_LINE,
                    "File of values does not exist",
                    "'" + name + "'",
                    "create it, or give values as key=value");
            return values;
        }
        Path home = file.getParent() == null ? Path.of("") : file.getParent();
        YamlFile.read(file.toString(), Texts.read(file, problems), home, problems)
                .map(root -> Section.map("a file of values", root, problems))
                .ifPresent(map -> map.fields().forEach((key, field) -> values.put(key, field.value())));
        return values;
    }
}
