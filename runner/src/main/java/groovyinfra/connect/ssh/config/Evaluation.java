package groovyinfra.connect.ssh.config;

import groovyinfra.connect.ssh.config.Entry.Criterion;
import groovyinfra.connect.ssh.config.Entry.Hosts;
import groovyinfra.connect.ssh.config.Entry.Included;
import groovyinfra.connect.ssh.config.Entry.Match;
import groovyinfra.connect.ssh.config.Entry.Setting;
import groovyinfra.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks through a configuration on behalf of one host: what {@code Match} sees depends on the lines above it. */
final class Evaluation {
    private final Query query;
    private final String localUser;
    private final Path home;
    private final Predicate<String> succeeds;
    private final Set<Directive> found = new LinkedHashSet<>();
    private final List<Directive> unsupported = new ArrayList<>();
    private boolean active;
    private boolean finalPass;
    private boolean finalWanted;

    /** For commands that {@code Match exec} names there is a predicate that runs them. */
    Evaluation(Query query, String localUser, Path home, Predicate<String> succeeds) {
        this.query = query;
        this.localUser = localUser;
        this.home = home;
        this.succeeds = succeeds;
    }

    Settled of(List<List<Entry>> files) {
        pass(files);
        if (finalWanted) {
            finalPass = true;
            pass(files);
        }
        return settled();
    }

    private Settled settled() {
        return new Settled(List.copyOf(found), List.copyOf(unsupported));
    }

    private void pass(List<List<Entry>> files) {
        for (List<Entry> entries : files) {
            active = true;
            walk(entries, false);
        }
    }

    // A file that is included in a block of other hosts is read, but nothing in it applies.
    private void walk(List<Entry> entries, boolean never) {
        for (Entry entry : entries) {
            switch (entry) {
                case Setting(Directive directive) -> {
                    if (active) {
                        found.add(directive);
                    }
                }
                case Hosts(var patterns) -> active = !never && Patterns.match(patterns, query.host());
                case Match match -> active = !never && matches(match);
                case Included(var lines) -> {
                    boolean before = active;
                    walk(lines, !active);
                    active = before;
                }
            }
        }
    }

    private boolean matches(Match match) {
        return match.criteria().stream().allMatch(criterion -> fulfilled(match, criterion));
    }

    private boolean fulfilled(Match match, Criterion criterion) {
        Optional<Boolean> fulfilled = Optional.ofNullable(
                switch (criterion.attribute()) {
                    case "all" -> true;
                    case "canonical" -> false;
                    case "final" -> {
                        finalWanted = true;
                        yield finalPass;
                    }
                    case "host" -> names(criterion, host());
                    case "originalhost" -> names(criterion, query.host());
                    case "user" -> isOneOf(criterion, user());
                    case "localuser" -> isOneOf(criterion, localUser);
                    case "exec" ->
                        succeeds.test(tokens().inCommand(criterion.argument(), Problem.Where.at(match.at())));
                    default -> null;
                });
        if (fulfilled.isEmpty()) {
            unsupported.add(new Directive(match.at(), "Match " + criterion.attribute(), "", List.of()));
        }
        return fulfilled.map(it -> it != criterion.negated()).orElse(false);
    }

    private static boolean names(Criterion criterion, String host) {
        return isOneOf(
                new Criterion(false, "", criterion.argument().toLowerCase(Locale.ROOT)), host.toLowerCase(Locale.ROOT));
    }

    private static boolean isOneOf(Criterion criterion, String text) {
        return Patterns.match(List.of(criterion.argument().split(",")), text);
    }

    private String host() {
        return first("HostName")
                .map(line -> Tokens.hostName(line, query.host()))
                .orElse(query.host());
    }

    private String user() {
        return query.user().or(() -> value("User")).orElse(localUser);
    }

    private Tokens tokens() {
        int port = query.port().or(() -> value("Port").flatMap(Port::of)).orElse(22);
        String alias = value("HostKeyAlias").orElse(query.host());
        return new Tokens(
                localUser,
                home,
                query.host(),
                host(),
                port,
                user(),
                alias,
                settled().jump());
    }

    private Optional<String> value(String keyword) {
        return first(keyword).map(Directive::value);
    }

    private Optional<Directive> first(String keyword) {
        return found.stream().filter(directive -> directive.is(keyword)).findFirst();
    }
}
