package groovyinfra.inventory;

import groovyinfra.model.Folded;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which hosts of an inventory a run is for. A limit is a list of names of hosts and groups, globs and ranges: those without a
 * sign are united (all hosts where none is), those with {@code &} are intersected with that, those with {@code !} are taken
 * away, whatever their order.
 *
 * @param limit as {@code --limit} takes it, such as {@code web,!web-03,&eu}; empty for all hosts
 * @param exclude as {@code --exclude} takes it: names without signs, taken away
 */
public record Selection(List<String> limit, List<String> exclude) {
    /** All hosts. */
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        limit = List.copyOf(limit);
        exclude = List.copyOf(exclude);
    }

    /** The chosen hosts, in inventory order. */
    Set<String> choose(List<String> hosts, Map<String, List<String>> groups) {
        Choice choice = new Choice(hosts, groups);
        limit.stream().flatMap(text -> terms("--limit", text).stream()).forEach(choice::add);
        exclude.stream().flatMap(text -> terms("--exclude", text).stream()).forEach(choice::exclude);
        Set<String> chosen = choice.result();
        if (chosen.isEmpty()) {
            throw new ProblemException(new Problem(
                    "No host is chosen",
                    Problem.Where.NOWHERE,
                    shown() + " leaves none of " + hosts.size() + " hosts",
                    "widen the selection; groovy-infra inventory lists what there is"));
        }
        return chosen;
    }

    private String shown() {
        String limits = limit.isEmpty() ? "" : "--limit '" + String.join(",", limit) + "'";
        String excludes = exclude.isEmpty() ? "" : "--exclude '" + String.join(",", exclude) + "'";
        return (limits + " " + excludes).strip();
    }

    /** Commas inside of brackets belong to ranges. Who names nothing, with a variable that is empty, say, does not mean all. */
    private static List<String> terms(String flag, String text) {
        List<String> terms = new ArrayList<>();
        for (String term : text.split(",(?![^\\[]*])")) {
            if (!term.isBlank()) {
                terms.add(term.strip());
            }
        }
        if (terms.isEmpty()) {
            throw new ProblemException(new Problem(
                    "No host is named",
                    Problem.Where.NOWHERE,
                    flag + " '" + text + "'",
                    "name hosts or groups, or leave " + flag + " out"));
        }
        return terms;
    }

    /** A choice while its terms are read. */
    private static final class Choice {
        private final Set<String> hosts;
        private final Map<String, List<String>> groups;
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> without = new LinkedHashSet<>();
        private final List<Set<String>> within = new ArrayList<>();
        private Set<String> united;

        Choice(List<String> hosts, Map<String, List<String>> groups) {
            this.hosts = new LinkedHashSet<>(hosts);
            this.groups = groups;
        }

        void add(String term) {
            switch (term.charAt(0)) {
                case '!' -> without.addAll(members(term.substring(1).strip()));
                case '&' -> within.add(members(term.substring(1).strip()));
                default -> {
                    united = united == null ? new LinkedHashSet<>() : united;
                    united.addAll(members(term));
                }
            }
        }

        void exclude(String term) {
            without.addAll(members(term));
        }

        Set<String> result() {
            if (!problems.isEmpty()) {
                throw new ProblemException(problems);
            }
            return hosts.stream()
                    .filter(host -> united == null || united.contains(host))
                    .filter(host -> within.stream().allMatch(set -> set.contains(host)))
                    .filter(host -> !without.contains(host))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private Set<String> members(String term) {
            Set<String> members = new LinkedHashSet<>();
            for (String name : expanded(term)) {
                members.addAll(named(name));
            }
            return members;
        }

        private List<String> expanded(String term) {
            try {
                return Folded.expand(term);
            } catch (IllegalArgumentException wrong) {
                problems.add(new Problem(
                        "Not a range of hosts",
                        Problem.Where.NOWHERE,
                        String.valueOf(wrong.getMessage()),
                        "write ranges as web-[01-20] or db-[1,3,5]"));
                return List.of();
            }
        }

        private Set<String> named(String name) {
            Set<String> members = new LinkedHashSet<>();
            Set<String> names = new LinkedHashSet<>();
            if (isGlob(name)) {
                Predicate<String> glob = glob(name);
                hosts.stream().filter(glob).forEach(names::add);
                groups.keySet().stream().filter(glob).forEach(names::add);
            } else if (hosts.contains(name) || groups.containsKey(name)) {
                names.add(name);
            }
            names.forEach(each -> members.addAll(groups.getOrDefault(each, List.of(each))));
            if (names.isEmpty()) {
                unknown(name);
            }
            return members;
        }

        private void unknown(String name) {
            List<String> known = new ArrayList<>(groups.keySet());
            known.addAll(hosts);
            problems.add(new Problem(
                    isGlob(name) ? "No host or group matches '" + name + "'" : "No host or group '" + name + "'",
                    Problem.Where.NOWHERE,
                    "groups are " + String.join(", ", groups.keySet()) + "; hosts are " + Folded.of(hosts),
                    Suggestion.attempt(name, known, "groovy-infra inventory lists what there is")));
        }

        private static boolean isGlob(String name) {
            return name.contains("*") || name.contains("?");
        }

        private static Predicate<String> glob(String name) {
            String pattern = name.chars()
                    .mapToObj(letter -> switch (letter) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(Character.toString(letter));
                    })
                    .collect(Collectors.joining());
            return Pattern.compile(pattern).asMatchPredicate();
        }
    }
}
