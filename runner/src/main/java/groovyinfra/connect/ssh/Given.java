package groovyinfra.connect.ssh;

import groovyinfra.connect.UserPasswords;
import groovyinfra.model.Host;
import groovyinfra.model.Problem;
import groovyinfra.model.Secret;
import groovyinfra.model.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connection settings that a host was given, read strictly: what is not understood is a problem that names key and value. */
final class Given {
    private static final List<String> KEYS = List.of(
            "user",
            "port",
            "key",
            "passphrase",
            "agent",
            "password",
            "askPassword",
            UserPasswords.SUDO,
            UserPasswords.SU,
            "hostKeys",
            "hostKey",
            "connectTimeout",
            "connectAttempts",
            "jump",
            "proxyCommand",
            "tempDirectory",
            "reconnect");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|)");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private final Host host;
    private final Map<String, Object> values;
    private final List<Problem> problems = new ArrayList<>();

    Given(Host host) {
        this.host = host;
        this.values = host.settings();
        values.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(this::unknown);
    }

    /** What is wrong with what was read so far. */
    List<Problem> problems() {
        return problems;
    }

    Optional<String> text(String key) {
        return value(key)
                .flatMap(value -> scalar(value).filter(text -> !text.isBlank()).or(() -> wrong(key, value, "a word")));
    }

    /** One text or a list of them. */
    List<String> texts(String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            return text(key).stream().toList();
        }
        return list.stream()
                .flatMap(one -> scalar(one).or(() -> wrong(key, one, "a file name")).stream())
                .toList();
    }

    /** The servers on the way, the nearest first: one or a list, each a text or a map of settings with {@code host}. */
    List<Jump> jumps() {
        Object value = values.get("jump");
        List<?> several =
                value instanceof List<?> list ? list : value == null || saysNoJump() ? List.of() : List.of(value);
        return several.stream().flatMap(one -> jumps(one).stream()).toList();
    }

    /** Whether the configuration's jump hosts are not to be used. */
    boolean saysNoJump() {
        Object value = values.get("jump");
        return "none".equals(value) || List.of("none").equals(value);
    }

    private List<Jump> jumps(Object one) {
        if (one instanceof Map<?, ?> map && map.get("host") instanceof String address) {
            Map<String, Object> settings = new LinkedHashMap<>();
            map.forEach((key, value) -> settings.put(String.valueOf(key), value));
            settings.remove("host");
            return List.of(new Jump(address, settings));
        }
        try {
            return Jump.list(scalar(one).orElse(""));
        } catch (IllegalArgumentException unreadable) {
            wrong("jump", one, "a server as [user@]host[:port], or as a map with `host`");
            return List.of();
        }
    }

    Optional<Integer> number(String key, int least, int most) {
        return value(key).flatMap(value -> number(String.valueOf(value), least, most, key));
    }

    Optional<Integer> number(String text, int least, int most, String key) {
        Optional<Integer> number = text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        return number.filter(n -> n >= least && n <= most)
                .or(() -> wrong(key, text, "a number from " + least + " to " + most));
    }

    Optional<Boolean> flag(String key) {
        return value(key).flatMap(value -> switch (String.valueOf(value)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong(key, value, "true or false");
        });
    }

    Optional<Secret> secret(String key) {
        return value(key)
                .flatMap(value -> value instanceof Secret secret
                        ? Optional.of(secret)
                        : wrong(key, Secret.MASK, "a secret: write `" + key + ": !secret ...`"));
    }

    Optional<Duration> duration(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Duration duration) {
                return Optional.of(duration);
            }
            Matcher match = DURATION.matcher(String.valueOf(value));
            return match.matches() && Long.parseLong(match.group(1)) > 0
                    ? Optional.of(duration(Long.parseLong(match.group(1)), match.group(2)))
                    : wrong(key, value, "a time such as 10 s");
        });
    }

    /** A time that may be none at all. */
    Optional<Duration> limit(String key) {
        return value(key)
                        .map(String::valueOf)
                        .filter(text -> text.matches("0(ms|s|m)?"))
                        .isPresent()
                ? Optional.of(Duration.ZERO)
                : duration(key);
    }

    Optional<HostKeyPolicy> policy(String key) {
        return value(key)
                .flatMap(value -> HostKeyPolicy.of(String.valueOf(value))
                        .or(() -> wrong(key, value, "strict, accept-new or insecure")));
    }

    Optional<String> fingerprint(String key) {
        return value(key)
                .map(String::valueOf)
                .flatMap(text -> FINGERPRINT.matcher(text).matches()
                        ? Optional.of(text)
                        : wrong(key, text, "a fingerprint as `ssh-keygen -lf` shows it: SHA256:..."));
    }

    private Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private static Optional<String> scalar(Object value) {
        return value instanceof Map || value instanceof List || value instanceof Secret
                ? Optional.empty()
                : Optional.of(String.valueOf(value));
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private <T> Optional<T> wrong(String key, Object value, String expected) {
        problems.add(new Problem(
                "Connection setting is not right",
                Problem.Where.host(host.name()),
                "ssh: " + key + ": " + value,
                "give " + expected));
        return Optional.empty();
    }

    private void unknown(String key) {
        problems.add(new Problem(
                "No such connection setting",
                Problem.Where.host(host.name()),
                "ssh: " + key + " (known: " + String.join(", ", KEYS) + ")",
                Suggestion.nearest(key, KEYS)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse("remove it")));
    }
}
