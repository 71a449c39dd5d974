package groovyinfra.report;

import groovyinfra.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Knows all secrets of a run, and takes them out of every text that is going to be shown: as they are, line by line, in base64
 * of any width, URL-encoded, and as they stand in a quoted shell word, a string of JSON or one of Python. Thread-safe.
 */
public final class Masker {
    /** Shorter values would mask half of every text, and are no secret. */
    private static final int SHORTEST = 4;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** What bash puts a backslash before. */
    private static final Pattern QUOTED = Pattern.compile("^[#~]|[ '\"\\\\|&;()<>!{}*\\[?\\]^$`,]");

    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private volatile List<String> forms = List.of();
    private final Base64Pieces pieces = new Base64Pieces();

    /** From now on, this secret is masked. */
    public synchronized Secret keep(Secret secret) {
        Set<String> all = new TreeSet<>(LONGEST_FIRST);
        all.addAll(forms);
        for (String value : List.of(secret.reveal(), secret.reveal().strip())) {
            add(all, value);
            if (value.length() >= SHORTEST) {
                all.addAll(List.of(base64(value), base64(value + "\n")));
            }
        }
        if (!secret.isAround()) {
            pieces.add(secret.reveal());
            secret.reveal()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= 2 * SHORTEST)
                    .forEach(line -> {
                        add(all, line);
                        pieces.add(line);
                    });
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
        all.add(ascii(escaped, Masker::unicode));
        all.add(ascii(escaped.replace("\"", "\\\""), Masker::unicode));
        all.add(ascii(escaped.replace("'", "\\'"), Masker::octal));
        all.add(QUOTED.matcher(value).replaceAll("\\\\$0"));
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String address = form.replace("+", "%20");
        String strict = address.replace("*", "%2A").replace("%7E", "~");
        all.addAll(List.of(form, address, strict, strict.replace("%2F", "/")));
    }

    private static String ascii(String text, IntFunction<String> escape) {
        return BEYOND_ASCII
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(escape.apply(found.group().codePointAt(0))));
    }

    private static String unicode(int letter) {
        return Character.toString(letter)
                .chars()
                .mapToObj(it -> "\\" + "u%04x".formatted(it))
                .collect(Collectors.joining());
    }

    private static String octal(int letter) {
        StringBuilder all = new StringBuilder();
        for (byte each : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
            all.append("\\%03o".formatted(each & 0xff));
        }
        return all.toString();
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
        return pieces.mask(masked);
    }
}
