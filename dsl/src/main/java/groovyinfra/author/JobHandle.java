package groovyinfra.author;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Area;
import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Call;
import groovyinfra.model.JobList;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A job as scripts get at it: what waits for it and looks at it. */
public final class JobHandle {
    private final String job;
    private final String name;
    private final UnaryOperator<Options> user;

    /**
     * A handle.
     *
     * @param job its id, or the name of the last of this name
     * @param user from the options of the present place to those of the user whose job it is
     */
    JobHandle(String job, String name, UnaryOperator<Options> user) {
        this.job = job;
        this.name = name;
        this.user = user;
    }

    /** Waits for its end, at this place of the program: output, exit code and failure are the job's. */
    public CallResult wait(Map<String, ?> options) {
        return await(Given.options(options, "wait", Program.values()));
    }

    CallResult await(Options given) {
        Program program = Program.sequence("wait");
        Work work = new Work(List.of(new Step.Await(job, name)), Set.of(Area.ALL), Map.of(), true);
        Options options = options(program).narrowedBy(given);
        return program.evaluation()
                .call(new Call(Trail.here(), "job.wait", Optional.of(name), Map.of(), options, facts -> work));
    }

    /** How far it is now; waits for nothing. */
    public BackgroundJob getPoll() {
        Program program = Program.sequence("poll");
        return program.evaluation().fact(Trail.here(), new JobList(), options(program), true).reversed().stream()
                .filter(it -> it.is(job))
                .findFirst()
                .orElseGet(() -> BackgroundJob.absent(name));
    }

    private Options options(Program program) {
        return user.apply(program.options().without(Option.NOT_FOR_JOBS));
    }
}
