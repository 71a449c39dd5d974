package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Param;
import groovyinfra.model.Area;
import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Command;
import groovyinfra.model.JobList;
import groovyinfra.model.JobScripts;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Position;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** A program that looks at the jobs of hosts, and does something with those that are meant. */
final class JobsDeploy implements Deploy {
    private static final CallPath LOOK = CallPath.of(new Position("jobs", 1, 0), 0, 0);
    private static final CallPath LOOK_AGAIN = CallPath.of(new Position("jobs", 3, 0), 2, 0);
    private static final CallPath ACT = CallPath.of(new Position("jobs", 2, 0), 1, 0);

    private final Optional<String> wanted;
    private final What what;
    private final Map<String, List<BackgroundJob>> found = new ConcurrentHashMap<>();
    private volatile boolean known;

    /** What is done with them. */
    enum What {
        LIST,
        SHOW,
        WAIT,
        STOP,
        CLEAN
    }

    /**
     * A program for these jobs.
     *
     * @param wanted an id or a name; all jobs without it
     */
    JobsDeploy(Optional<String> wanted, What what) {
        this.wanted = wanted;
        this.what = what;
    }

    @Override
    public List<Param> params() {
        return List.of();
    }

    @Override
    public void evaluate(Evaluation evaluation) {
        Options options = evaluation.options().without(Option.NOT_FOR_JOBS);
        List<BackgroundJob> meant = look(LOOK, evaluation, options);
        List<Step> steps = steps(meant);
        if (!steps.isEmpty()) {
            Work work = new Work(steps, Set.of(Area.ALL), Map.of(), true);
            evaluation.call(new Call(ACT, "jobs", wanted, Map.of(), options, facts -> work));
            if (what == What.STOP || what == What.CLEAN) {
                look(LOOK_AGAIN, evaluation, options);
            }
        }
    }

    private List<BackgroundJob> look(CallPath place, Evaluation evaluation, Options options) {
        List<BackgroundJob> meant = evaluation.fact(place, new JobList(), options, true).stream()
                .filter(job -> wanted.isEmpty() || job.is(wanted.get()))
                .toList();
        found.put(evaluation.host().name(), meant);
        known |= !meant.isEmpty();
        return meant;
    }

    /** Of several with one name, the last one is shown and waited for. */
    private List<Step> steps(List<BackgroundJob> meant) {
        if (meant.isEmpty()) {
            return List.of();
        }
        BackgroundJob last = meant.getLast();
        return switch (what) {
            case LIST -> List.of();
            case SHOW -> List.of(run(JobScripts.show(last.id())));
            case WAIT -> List.of(new Step.Await(last.id(), last.name()));
            case STOP -> each(meant, BackgroundJob::isRunning, JobScripts::stop);
            case CLEAN ->
                wanted.isEmpty()
                        ? List.of(run(JobScripts.clean()))
                        : each(meant, BackgroundJob::isEnded, JobScripts::remove);
        };
    }

    private static List<Step> each(
            List<BackgroundJob> jobs, Predicate<BackgroundJob> meant, Function<String, Command> command) {
        return jobs.stream()
                .filter(meant)
                .map(job -> run(command.apply(job.id())))
                .toList();
    }

    private static Step run(Command command) {
        return new Step.Run(command, Options.NONE, Optional.empty());
    }

    /** Whether a host had a job that is meant. */
    boolean known() {
        return known;
    }

    /** The jobs that are meant, as they were found, by host. */
    Map<String, List<BackgroundJob>> found() {
        return new TreeMap<>(found);
    }
}
