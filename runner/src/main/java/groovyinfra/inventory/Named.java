package groovyinfra.inventory;

import groovyinfra.model.Folded;
import groovyinfra.model.Position;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hosts that are named in place of a file: {@code web1,web2}, {@code root@db:2222}, {@code local}, {@code demo:3}, {@code docker:shop}. */
final class Named {
    private static final Pattern DEMO = Pattern.compile("demo(?::(.*))?");
    private static final Pattern LOGIN = Pattern.compile(
            "(?:ssh://)?(?:(?<user>[^@\\s]+)@)?(?<host>\\[[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*]|[^\\s:@/]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?::(?<port>[^:\\s/]+))?/?");
    private static final Pattern INSIDE = Pattern.compile("(?<connector>" + Places.INSIDE + "):(?<place>\\S+)");
    private static final int MOST_DEMOS = 1000;

    private final Draft draft;
    private final Position at;
    private final int rank;

    /**
     * A reader of one source, which adds to the draft.
     *
     * @param at where it stands
     */
    Named(Draft draft, Position at, int source) {
        this.draft = draft;
        this.at = at;
        this.rank = 2 * source + 1;
    }

    /** Whether it stands inside of another; such names have slashes, as files have. */
    static boolean isInside(String item) {
        return INSIDE.matcher(item).matches();
    }

    void read(String list) {
        for (String item : items(list)) {
            Matcher demo = DEMO.matcher(item);
            Matcher inside = INSIDE.matcher(item);
            if (item.isEmpty()) {
                wrong("Not a host", "'" + list + "' has a comma too many", "leave it out");
            } else if (item.equals("local")) {
                add("local", "localhost", "local");
            } else if (inside.matches()) {
                String around = Optional.ofNullable(inside.group("around"))
                        .map(it -> it + ":")
                        .orElse("");
                add(name(around + inside.group("place")), inside.group("place"), inside.group("connector"));
            } else if (demo.matches()) {
                demos(item, Optional.ofNullable(demo.group(1)));
            } else {
                login(item);
            }
        }
    }

    /** Commas inside of brackets belong to ranges. */
    static List<String> items(String list) {
        return Stream.of(list.split(",(?![^\\[]*])")).map(String::strip).toList();
    }

    private void demos(String item, Optional<String> count) {
        int most = count.filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
        if (most < 1 || most > MOST_DEMOS) {
            wrong("Not a number of demo hosts", "'" + item + "'", "write demo:3, at most demo:" + MOST_DEMOS);
            return;
        }
        for (int i = 1; i <= most; i++) {
            add("demo-" + i, "localhost", "demo");
        }
    }

    /** Hosts have no slashes in their names: {@code db1:shop}, {@code srv-tree}. */
    private static String name(String place) {
        return place.replaceAll("[^A-Za-z0-9._:-]+", "-").replaceAll("^-|(?<=:)-", "");
    }

    private void add(String name, String address, String connector) {
        draft.host(name, at).ifPresent(host -> {
            host.layer().add(Key.ADDRESS, plain(address), rank, draft.problems);
            host.layer().add(Key.CONNECTOR, plain(connector), rank, draft.problems);
        });
    }

    private void login(String item) {
        Matcher login = LOGIN.matcher(item);
        if (!login.matches() || !isHost(login.group("host"))) {
            wrong(
                    "Not a host",
                    "'" + item + "'",
                    "write host, user@host, user@host:port, an IPv6 address, or a place such as docker:shop");
            return;
        }
        for (String name : names(login.group("host"))) {
            draft.host(name, at).ifPresent(host -> {
                setting(host.layer(), "user", login.group("user"));
                if (port(item, login.group("port"))) {
                    setting(host.layer(), "port", login.group("port"));
                }
            });
        }
    }

    /** What has a colon in it is an address, which may name an interface behind a percent sign. */
    private static boolean isHost(String name) {
        if (!name.contains(":")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name.replaceAll("[\\[\\]]|%.*", "")) != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private List<String> names(String pattern) {
        if (pattern.startsWith("[") && pattern.contains(":") && pattern.endsWith("]")) {
            return List.of(pattern.substring(1, pattern.length() - 1));
        }
        try {
            return Folded.expand(pattern);
        } catch (IllegalArgumentException e) {
            wrong("Not a range of hosts", String.valueOf(e.getMessage()), "write ranges as web-[01-20] or db-[1,3,5]");
            return List.of();
        }
    }

    private boolean port(String item, String port) {
        if (port == null
                || (port.matches("[0-9]{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) < 65536)) {
            return true;
        }
        wrong("Not a port", "'" + port + "' in '" + item + "'", "write a number from 1 to 65535");
        return false;
    }

    private void setting(Layer layer, String name, String value) {
        if (value != null) {
            layer.add(Key.setting(name), plain(value), rank, draft.problems);
        }
    }

    private Value plain(String text) {
        return new Value.Plain(text, text, at);
    }

    private void wrong(String summary, String detail, String attempt) {
        draft.problems.add(at, summary, detail, attempt);
    }
}
