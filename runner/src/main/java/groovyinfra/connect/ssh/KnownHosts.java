package groovyinfra.connect.ssh;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that say which key belongs to which host. The library has a reader for them too, but it knows no lines, takes a
 * negated pattern for a match, and cannot match a wildcard in brackets.
 */
final class KnownHosts {
    /** The port that names do not mention. */
    static final int PORT = 22;

    private final Optional<Path> own;
    private final Map<String, List<Entry>> named = new ConcurrentHashMap<>();
    private final List<Entry> matching = new CopyOnWriteArrayList<>();

    /** A line: who has which key. */
    private record Entry(Position at, Mark mark, List<String> names, HostKey key) {
        boolean isPlain() {
            return names.stream().noneMatch(HostPatterns::isPattern);
        }
    }

    private enum Mark {
        HOST,
        AUTHORITY,
        REVOKED
    }

    /** What the files say about a key. */
    sealed interface Verdict {
        /** It is the host's. */
        record Known() implements Verdict {}

        /** The host has no key here. */
        record Unknown() implements Verdict {}

        /** The host has another key. */
        record Changed(HostKey old, Position at) implements Verdict {}

        /** It must not be accepted: it, or the key of its authority, is marked so. */
        record Revoked(HostKey marked, Position at) implements Verdict {}
    }

    private KnownHosts(Optional<Path> own, List<Entry> entries) {
        this.own = own;
        Map<Boolean, List<Entry>> byKind = entries.stream().collect(Collectors.partitioningBy(Entry::isPlain));
        byKind.get(true).forEach(this::put);
        matching.addAll(byKind.get(false));
    }

    private void put(Entry entry) {
        for (String name : entry.names) {
            named.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new CopyOnWriteArrayList<>())
                    .add(entry);
        }
    }

    // Names are looked up, the rest is tried line by line: a thousand hosts and a thousand lines must not make a
    // million.
    private List<Entry> of(String name) {
        List<Entry> all = new ArrayList<>(named.getOrDefault(name, List.of()));
        matching.stream().filter(entry -> HostPatterns.match(entry.names, name)).forEach(all::add);
        return all;
    }

    /** Reads those of the files that exist, and tells of lines whose key is broken. */
    static KnownHosts read(SshSettings.Trust.Files files, Consumer<Problem> warnings) {
        List<Entry> entries = new ArrayList<>();
        Stream.concat(files.own().stream(), files.machine().stream())
                .forEach(file -> entries.addAll(entries(file, warnings)));
        return new KnownHosts(files.own().stream().findFirst(), entries);
    }

    /** The name that a host goes by in these files. */
    static String name(String address, int port) {
        String lower = address.toLowerCase(Locale.ROOT);
        return port == PORT ? lower : "[" + lower + "]:" + port;
    }

    /** What is to be thought of the host's key; of a certificate, the key of its authority is given too. */
    Verdict judge(String name, HostKey key, Optional<HostKey> authority) {
        List<Entry> mine = of(name);
        for (Entry entry : mine) {
            if (entry.mark == Mark.REVOKED && (entry.key.equals(key) || authority.equals(Optional.of(entry.key)))) {
                return new Verdict.Revoked(entry.key, entry.at);
            }
        }
        boolean known = mine.stream()
                .anyMatch(entry -> (entry.mark == Mark.HOST && entry.key.equals(key))
                        || (entry.mark == Mark.AUTHORITY && authority.equals(Optional.of(entry.key))));
        return known
                ? new Verdict.Known()
                : mine.stream()
                        .filter(entry -> entry.mark == Mark.HOST)
                        .reduce((one, other) -> one.key.type().equals(key.type()) ? one : other)
                        .<Verdict>map(entry -> new Verdict.Changed(entry.key, entry.at))
                        .orElseGet(Verdict.Unknown::new);
    }

    /** What the host is known by: the types of its own keys, and whether an authority vouches for it. */
    Acquaintance acquaintance(String name) {
        Set<String> types = new LinkedHashSet<>();
        boolean authority = false;
        for (Entry entry : of(name)) {
            if (entry.mark == Mark.HOST) {
                types.add(entry.key.type());
            }
            authority |= entry.mark == Mark.AUTHORITY;
        }
        return new Acquaintance(types, authority);
    }

    /** How well a host is known before it is asked for its key. */
    record Acquaintance(Set<String> types, boolean authority) {
        boolean none() {
            return types.isEmpty() && !authority;
        }
    }

    /** Writes new lines to the user's own file, which other programs may be writing at the same time. */
    synchronized void add(List<UnknownHostKey> keys) throws IOException {
        Map<String, UnknownHostKey> missing = new LinkedHashMap<>();
        for (UnknownHostKey key : keys) {
            if (!(judge(key.knownAs(), key.key(), Optional.empty()) instanceof Verdict.Known)) {
                missing.put(key.knownAs() + " " + key.key(), key);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String at = own.map(Path::toString).orElse("this run");
        if (own.isPresent()) {
            new Appendix(own.get())
                    .add(missing.values().stream().map(key -> key.line() + "\n").collect(Collectors.joining()));
        }
        for (UnknownHostKey key : missing.values()) {
            put(new Entry(new Position(at, 0, 0), Mark.HOST, List.of(key.knownAs()), key.key()));
        }
    }

    private static List<Entry> entries(Path file, Consumer<Problem> warnings) {
        List<String> lines;
        try {
            lines = Files.isReadable(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            entry(new Position(file.toString(), i + 1, 0), lines.get(i), warnings)
                    .ifPresent(entries::add);
        }
        return entries;
    }

    // [mark] names type key [comment]; what is not of this form (comments, keys of protocol 1) is passed over, as
    // OpenSSH does
    private static Optional<Entry> entry(Position at, String line, Consumer<Problem> warnings) {
        String[] words = line.strip().split("\\s+");
        int first = words[0].startsWith("@") ? 1 : 0;
        if (words.length < first + 3 || words[0].startsWith("#") || Character.isDigit(words[first + 1].charAt(0))) {
            return Optional.empty();
        }
        Mark mark = switch (words[0]) {
            case "@cert-authority" -> Mark.AUTHORITY;
            case "@revoked" -> Mark.REVOKED;
            default -> first == 0 ? Mark.HOST : null;
        };
        if (mark == null) {
            return Optional.empty();
        }
        Optional<HostKey> key = HostKey.read(words[first + 1], words[first + 2]);
        if (key.isEmpty()) {
            warnings.accept(new Problem(
                    "Line of known_hosts is passed over",
                    Problem.Where.at(at),
                    "the key of " + words[first] + " is broken",
                    "take the line away, or write the whole key"));
        }
        return key.map(it -> new Entry(at, mark, List.of(words[first].split(",")), it));
    }
}
