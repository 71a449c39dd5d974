package groovyinfra.report;

import groovyinfra.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows all secrets of a run, and takes them out of every text that is going to be shown: as they are, line by line, in base64,
 * URL-encoded, and as they stand in a quoted shell word, a string of JSON or one of Python. Thread-safe.
 */
public final class Masker {
    /** Shorter values would mask half of every text, and are no secret. */
    private static final int SHORTEST = 4;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private volatile List<String> forms = List.of();

    /** From now on, this secret is masked. */
    public synchronized Secret keep(Secret secret) {
        Set<String> all = new TreeSet<>(LONGEST_FIRST);
        all.addAll(forms);
        add(all, secret.reveal());
        add(all, secret.reveal().strip());
        if (!secret.isAround()) {
            secret.reveal()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= 2 * SHORTEST)
                    .forEach(line -> add(all, line));
        }
        forms = List.copyOf(all);
        return secret;
    }

    private static void add(Set<String> all, String value) {
        if (value.length() < SHORTEST) {
            return;
        }
        all.add(value);
        all.add(value.replace("'", "'\\''"));
        String escaped = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        all.add(escaped);
        all.add(escaped.replace("\"", "\\\""));
        all.add(escaped.replace("'", "\\'"));
        all.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        all.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        all.add(base64(value));
        all.add(base64(value + "\n"));
    }

    private static String base64(String value) {
        return Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether no secret is known yet. */
    public boolean isEmpty() {
        return forms.isEmpty();
    }

    /** The text without secrets. */
    public String mask(String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, Secret.MASK);
        }
        return masked;
    }
}
