package groovyinfra.connect.ssh.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What applies to one host.
 *
 * @param directives in the order in which they count
 * @param unsupported criteria of {@code Match} that are not understood, which match nothing
 */
public record Settled(List<Directive> directives, List<Directive> unsupported) {
    private static final Pattern LAST_SERVER =
            Pattern.compile("(?:\\[([^\\]]+)]|([^\\[\\]:,@/#\\s]+))(?::\\d+)?/?\\s*(?:#.*)?$");

    /** The first line with this keyword, which counts. */
    public Optional<Directive> first(String keyword) {
        return directives.stream().filter(directive -> directive.is(keyword)).findFirst();
    }

    /**
     * The line that says how the host is reached: of {@code ProxyJump} and {@code ProxyCommand} the first; a jump through
     * {@code none} only takes other jumps away.
     */
    public Optional<Directive> proxy() {
        return directives.stream()
                .filter(directive -> directive.is("ProxyJump") || directive.is("ProxyCommand"))
                .findFirst()
                .flatMap(line -> line.is("ProxyJump") && line.text().equalsIgnoreCase("none")
                        ? first("ProxyCommand").or(() -> Optional.of(line))
                        : Optional.of(line));
    }

    /** The server next to the host that the jump leads through; empty where there is none. */
    public String jump() {
        return proxy().filter(line -> line.is("ProxyJump") && !line.text().equalsIgnoreCase("none"))
                .map(line -> LAST_SERVER.matcher(line.text()))
                .filter(Matcher::find)
                .map(server -> server.group(1) == null ? server.group(2) : server.group(1))
                .orElse("");
    }

    /** The first word of the line that counts. */
    public Optional<String> value(String keyword) {
        return first(keyword).map(Directive::value);
    }

    /** All lines with this keyword. */
    public List<Directive> all(String keyword) {
        return directives.stream().filter(directive -> directive.is(keyword)).toList();
    }
}
