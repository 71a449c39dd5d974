package groovyinfra.cli;

import groovyinfra.model.Command;
import groovyinfra.model.Folded;
import groovyinfra.report.Event;
import groovyinfra.report.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to type after a run: the same again for the hosts that did not come through. */
final class NextCommand implements Function<Summary, Optional<String>> {
    private final Invocation invocation;

    NextCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Optional<String> apply(Summary summary) {
        List<String> left = summary.hosts().stream()
                .filter(host -> host.end() instanceof Event.End.Failed
                        || host.end() instanceof Event.End.Lost
                        || host.end() instanceof Event.End.NotReached)
                .map(Summary.HostSummary::host)
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        words.add(invocation.surroundings().command());
        boolean all = left.size() == summary.hosts().size();
        words.addAll(all ? invocation.arguments() : unlimited());
        if (!all) {
            words.add("--limit");
            words.add(Folded.of(left).toString());
        }
        return Optional.of(Command.of(words.toArray()).shown());
    }

    /** The arguments without any limit: the new one is narrower. */
    private List<String> unlimited() {
        List<String> words = new ArrayList<>();
        boolean value = false;
        for (String word : invocation.arguments()) {
            if (!value && !word.equals("--limit") && !word.startsWith("--limit=")) {
                words.add(word);
            }
            value = !value && word.equals("--limit");
        }
        return words;
    }
}
