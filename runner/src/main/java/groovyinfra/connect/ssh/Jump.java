package groovyinfra.connect.ssh;

import groovyinfra.model.Host;
import groovyinfra.model.Options;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on the way to a host, as it was written.
 *
 * @param settings as in an inventory
 */
record Jump(String address, Map<String, Object> settings) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:ssh://)?(?:([^@\\s]+)@)?(?:\\[([^\\]\\s]+)\\]|([^:@\\s\\[\\]]+))(?::(\\d{1,5}))?/?");

    /** {@code [user@]host[:port]} or a URI; an {@link IllegalArgumentException} for anything else. */
    static Jump of(String text) {
        Matcher match = WRITTEN.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(text);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        if (match.group(1) != null) {
            settings.put("user", match.group(1));
        }
        if (match.group(4) != null) {
            settings.put("port", match.group(4));
        }
        return new Jump(match.group(2) != null ? match.group(2) : match.group(3), settings);
    }

    /** Several, with commas between them; none for {@code none}. */
    static List<Jump> list(String text) {
        return text.equalsIgnoreCase("none")
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Jump::of)
                        .toList();
    }

    /** With what stands for something in its names replaced. */
    Jump replaced(UnaryOperator<String> tokens) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.computeIfPresent("user", (_, name) -> tokens.apply(String.valueOf(name)));
        return new Jump(tokens.apply(address), all);
    }

    /** As a host whose settings can be read; what is wrong with them is told of the host behind it. */
    Host host(String behind) {
        return new Host(behind, address, "ssh", settings, Map.of(), List.of(), Options.NONE);
    }
}
