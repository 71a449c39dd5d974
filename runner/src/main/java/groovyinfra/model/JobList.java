package groovyinfra.model;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The jobs of a user on a host, the oldest first. A job goes on by itself: an answer is old as soon as it is there. */
public record JobList() implements Fact<List<BackgroundJob>> {
    @Override
    public Command command() {
        return JobScripts.list();
    }

    @Override
    public List<BackgroundJob> parse(List<String> lines) {
        return BackgroundJob.read(lines).stream()
                .sorted(Comparator.comparing(BackgroundJob::started)
                        .thenComparing(BackgroundJob::name)
                        .thenComparing(BackgroundJob::id))
                .toList();
    }

    @Override
    public Set<Area> about() {
        return Set.of(new Area.Named("jobs"));
    }
}
