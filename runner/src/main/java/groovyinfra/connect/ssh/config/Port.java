package groovyinfra.connect.ssh.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A port as it may be written: a number, or the name of a service that the machine knows. */
public final class Port {
    private static final Path SERVICES = Path.of("/etc/services");

    private Port() {}

    /** Its number, where that can be said. */
    public static Optional<Integer> of(String text) {
        return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : ofService(text);
    }

    private static Optional<Integer> ofService(String name) {
        try (var lines = Files.lines(SERVICES, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> Arrays.asList(line.split("#", 2)[0].strip().split("\\s+")))
                    .filter(words -> words.size() > 1 && words.get(1).matches("\\d{1,5}/tcp") && names(words, name))
                    .findFirst()
                    .map(words -> Integer.valueOf(words.get(1).split("/", 2)[0]));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean names(List<String> words, String name) {
        return words.getFirst().equals(name) || words.subList(2, words.size()).contains(name);
    }
}
