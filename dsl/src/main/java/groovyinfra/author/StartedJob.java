package groovyinfra.author;

import groovyinfra.deploy.CallResult;
import groovyinfra.deploy.Evaluation;
import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Call;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a call with {@code background: true} gives back: how it was started, and the job. */
record StartedJob(CallResult started, String name, JobHandle job) implements CallResult {
    /** Makes the call, as the start of a job. */
    static CallResult start(Call call, Declaration operation, Evaluation evaluation) {
        check(operation, call.options());
        String id = Step.Start.newId();
        Call starting = new Call(
                call.path(),
                call.operation(),
                call.subject(),
                call.arguments(),
                call.options(),
                facts -> started(id, call, operation, call.body().work(facts)));
        CallResult started = evaluation.call(starting);
        Options user = call.options().only(Option.OF_THE_USER);
        JobHandle job = new JobHandle(
                id, call.title(), options -> options.without(Option.OF_THE_USER).narrowedBy(user));
        return new StartedJob(started, call.title(), job);
    }

    private static void check(Declaration operation, Options options) {
        if (!operation.background()) {
            throw Library.problem(
                    "Operation cannot go on by itself",
                    operation.title() + " is more than one command, or describes a state",
                    "Give background: true to commands only, such as server.shell");
        }
        if (options.has(Option.PTY)) {
            throw Library.problem(
                    "A job has no terminal",
                    operation.title() + " gets 'pty' together with background: true",
                    "Leave one of them out");
        }
        Option.OF_THE_END.stream()
                .filter(it -> options.get(it).isPresent())
                .findFirst()
                .ifPresent(it -> {
                    throw Library.problem(
                            "Option belongs to the wait",
                            operation.title() + " gets '" + it.name() + "' together with background: true",
                            "Give '" + it.name() + "' to job.wait");
                });
    }

    private static Work started(String id, Call call, Declaration operation, Work work) {
        if (work.steps().size() == 1 && work.steps().getFirst() instanceof Step.Run run) {
            String name = call.options().has(Option.SENSITIVE)
                            && call.options().get(Option.NAME).isEmpty()
                    ? call.operation()
                    : call.title();
            List<Step> start = List.of(new Step.Start(id, name, run));
            return new Work(start, work.touches(), work.assumptions(), work.always(), work.refusal());
        }
        if (work.steps().isEmpty()) {
            return work;
        }
        throw Library.problem(
                "Operation cannot go on by itself",
                operation.title() + " has " + work.steps().size() + " steps",
                "Let its body be one command, or take background away from its @Operation");
    }

    /** Waits for the end; where nothing was started, there is nothing to wait for. */
    CallResult await(Map<String, ?> options) {
        Options given = Given.options(options, "wait", Program.values());
        return job.await(isSkipped() || isFailed() ? given.with(Option.WHEN, false) : given);
    }

    /** How far the job is; in a plan nobody knows. */
    BackgroundJob poll() {
        return getStdout().isBlank() ? BackgroundJob.absent(name) : job.getPoll();
    }

    @Override
    public boolean isChanged() {
        return started.isChanged();
    }

    @Override
    public boolean isFailed() {
        return started.isFailed();
    }

    @Override
    public boolean isSkipped() {
        return started.isSkipped();
    }

    @Override
    public String getStdout() {
        return started.getStdout();
    }

    @Override
    public Optional<Path> getStdoutFile() {
        return started.getStdoutFile();
    }

    @Override
    public String getStderr() {
        return started.getStderr();
    }

    @Override
    public int getExitCode() {
        return started.getExitCode();
    }
}
