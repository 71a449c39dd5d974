package groovyinfra.cli;

import groovyinfra.model.Command;
import groovyinfra.model.Folded;
import groovyinfra.model.Identity;
import groovyinfra.report.Event;
import groovyinfra.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What to type after a run: the same again for the hosts that did not come through; for all of them where one of those asked for
 * what another host publishes, together with that one.
 */
final class NextCommand implements Function<Summary, Optional<String>> {
    private static final String RESET = "--demo-reset";
    private static final Set<String> OF_THE_RUN =
            Set.of("--sudo", RESET, "--chdir", "--timeout", "--parallel", "--handshakes");

    private final Invocation invocation;
    private final List<String> given;

    NextCommand(Invocation invocation) {
        this.invocation = invocation;
        this.given = invocation.arguments().stream()
                .filter(word -> !word.equals(RESET))
                .toList();
    }

    @Override
    public Optional<String> apply(Summary summary) {
        Set<String> left = new LinkedHashSet<>();
        Set<String> needed = new LinkedHashSet<>();
        for (Summary.HostSummary host : summary.hosts()) {
            if (!through(host.end())) {
                left.add(host.host());
                needed.addAll(host.needed());
            }
        }
        if (left.isEmpty()) {
            return summary.hosts().stream()
                    .flatMap(host -> host.jobs().stream())
                    .findFirst()
                    .map(job -> command(jobs(job.user())));
        }
        return Optional.of(command(arguments(summary, left, needed)));
    }

    private String command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(invocation.surroundings().command());
        arguments.forEach(word -> words.add(invocation.masker().mask(word)));
        return Command.of(words.toArray()).shown();
    }

    /** To see all jobs of the same hosts, as the same user. */
    String jobs() {
        List<String> words = new ArrayList<>(List.of(Verb.JOBS.word()));
        words.addAll(flags(Set.of(RESET)));
        return command(words);
    }

    /** To see what the run has left behind: the same hosts, reached in the same way, as the user whose jobs they are. */
    private List<String> jobs(Identity user) {
        List<String> words = new ArrayList<>(List.of(Verb.JOBS.word()));
        if (user instanceof Identity.Sudo(String name, Identity.Manner _)) {
            words.add(name.equals("root") ? "--sudo" : "--sudo=" + name);
        }
        words.addAll(flags(OF_THE_RUN));
        return words;
    }

    /** The flags that were given and that all work on hosts has, with their values, without some. */
    private List<String> flags(Set<String> without) {
        Map<String, OptionSpec> flags = new CommandLine(CommandSpec.forAnnotatedObject(new WorkFlags()))
                .getCommandSpec()
                .optionsMap();
        List<String> words = new ArrayList<>();
        for (int i = 1; i < given.size(); i++) {
            String flag = given.get(i).split("=", 2)[0];
            if (flags.containsKey(flag) && !without.contains(flag)) {
                words.add(given.get(i));
                if (flags.get(flag).arity().min() > 0 && !given.get(i).contains("=") && i + 1 < given.size()) {
                    words.add(given.get(++i));
                }
            }
        }
        return words;
    }

    private static boolean through(Event.End end) {
        return switch (end) {
            case Event.End.Done _, Event.End.Open _, Event.End.Left _ -> true;
            case Event.End.Failed _, Event.End.Lost _, Event.End.NotReached _ -> false;
        };
    }

    private List<String> arguments(Summary summary, Set<String> left, Set<String> needed) {
        Set<String> all = summary.hosts().stream()
                .map(Summary.HostSummary::host)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.addAll(needed)) {
            return limited(without("--limit", "--exclude"), all);
        }
        if (left.containsAll(all) || !left.containsAll(needed)) {
            return given;
        }
        return limited(without("--limit"), left);
    }

    private static List<String> limited(List<String> words, Set<String> hosts) {
        words.add("--limit");
        words.add(Folded.of(hosts).toString());
        return words;
    }

    /** The arguments without these flags and their values. */
    private List<String> without(String... flags) {
        List<String> words = new ArrayList<>();
        boolean value = false;
        for (String word : given) {
            boolean flag = Stream.of(flags).anyMatch(word::equals);
            if (!value && !flag && Stream.of(flags).noneMatch(it -> word.startsWith(it + "="))) {
                words.add(word);
            }
            value = !value && flag;
        }
        return words;
    }
}
